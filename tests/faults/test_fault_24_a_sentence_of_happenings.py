"""Fault 24: an endless sentence that tells hundreds of happenings takes time that grows with its length.

What a reader compares with all else in a sentence, a happening or a report grows with the square of it. Calls
are counted, not seconds, so that a loaded machine decides nothing: six times the text may take eleven times
the calls, and took up to 83 times as many while all was compared with all.
"""

import cProfile

import pytest

from tests.timing import least_seconds
from variorum.analyse import reading
from variorum.analyse.page import open_page
from variorum.model.report import Report
from variorum.pipeline import build_record
from variorum.settings import Settings

RULES = Settings(attribution="rules")
KILLED = "a man shot and killed a man with a gun and "
NAMES = ("Ana Pol", "Ben Ode", "Cas Orlan", "Ida Morn", "Eli Var", "Oda Kolm", "Pim Sarn", "Una Brell")
# Words of one unit, repeated with its number: joined, nested, counted, aged, dated, placed, said, pointed to.
UNITS = {
    "who": lambda n: "a man who shot a man ",
    "counted": lambda n: f"{3 + n % 40} people were killed and {5 + n % 30} were injured, ",
    "named": lambda n: (
        f"{NAMES[n % 8]}, {18 + n % 70}, was shot and {NAMES[n % 8]} was killed and she was hurt, "
    ),
    "dated": lambda n: f"on {1 + n % 28} May {1990 + n % 30} a man was killed, last week he was injured, ",
    "placed": lambda n: "a man was killed in Lima and a woman was shot in Paris, Texas and in Cairo, ",
    "said": lambda n: '"we shot two men," the officer said, "and killed three," and police said that ',
    "pointed": lambda n: (
        "the incident happened and it occurred and police were called and a man was shot and "
    ),
    "paragraphs": lambda n: "Ana Pol, 34, was shot in Lima. She was killed on Monday, police said.\n\n",
}


def many(unit: str, words: int) -> Report:
    count = words // len(UNITS[unit](0).split())
    text = "".join(UNITS[unit](n) for n in range(count))
    return Report(id=unit, sha256="", text=text, published="2024-05-20", outlet="The Oskel Post")


def calls_after_the_parse(report: Report, monkeypatch: pytest.MonkeyPatch) -> int:
    page = open_page(report, RULES)
    monkeypatch.setattr(reading, "open_page", lambda *_: page)
    counted = cProfile.Profile()
    counted.enable()
    record = build_record([report], {report.id: reading.analyse(report, RULES)}, RULES)
    counted.disable()
    monkeypatch.undo()
    assert record.claims
    return sum(function.callcount for function in counted.getstats())


@pytest.mark.parametrize("unit", UNITS)
def test_happenings_of_one_sentence_are_read_in_time_that_grows_with_it(
    unit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls_after_the_parse(many(unit, 20), monkeypatch)  # what is loaded once
    short = calls_after_the_parse(many(unit, 150), monkeypatch)
    assert calls_after_the_parse(many(unit, 900), monkeypatch) < 11 * short


def test_a_row_of_participles_without_an_end_is_read() -> None:
    text = "wounded and killed and " * 400
    assert reading.analyse(Report(id="row", sha256="", text=text), RULES).sentences


@pytest.mark.slow
def test_a_sentence_of_thousands_of_happenings_is_read_in_time_that_grows_with_it() -> None:
    def read(copies: int) -> None:
        report = Report(id="endless", sha256="", text=KILLED * copies, published="2024-05-20")
        build_record([report], {report.id: reading.analyse(report, RULES)}, RULES)

    read(10)
    short = least_seconds(lambda: read(300))
    assert least_seconds(lambda: read(2400), times=1) < 24 * max(short, 0.02)
