"""Fault 24: a megabyte that is one sentence is split, a report of five refused by name; the rest goes on."""

import tracemalloc

import pytest

from tests.timing import least_seconds
from variorum.adding import add_to
from variorum.alone import read_alone
from variorum.analyse.language import load_language
from variorum.model.report import Report
from variorum.settings import Settings
from variorum.store import Archive

SENTENCE = "and then the men of Oskel went on to the farm near Lake Brenna where the others were "


def endless(characters: int) -> Report:
    return Report(id="endless", sha256="", text=(SENTENCE * (characters // len(SENTENCE) + 1))[:characters])


def test_a_sentence_without_an_end_is_read_in_time_that_grows_with_it() -> None:
    settings = Settings(attribution="rules")
    read_alone(endless(500), settings)
    short = least_seconds(lambda: read_alone(endless(2_000), settings))
    assert read_alone(endless(16_000), settings).analysis is not None
    assert least_seconds(lambda: read_alone(endless(16_000), settings), times=1) < 24 * max(short, 0.02)


def test_memory_of_reading_a_long_text_does_not_grow_with_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("variorum.analyse.language.reader._LONGEST", 5_000)
    reader = load_language(Settings().language_model)

    def peak(characters: int) -> int:
        tracemalloc.start()
        try:
            assert len(reader(endless(characters).text)) > characters // 8
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(5_000)
    assert peak(40_000) < 4 * peak(5_000)


def test_a_report_of_five_megabytes_is_refused_by_name_and_the_next_is_read(tmp_path) -> None:
    (tmp_path / "large.txt").write_text(endless(5_242_880).text)
    (tmp_path / "small.txt").write_text("Two people were hurt in Lima on Monday, police said.")
    with Archive(tmp_path / "r.db") as archive:
        added = add_to(
            archive, [tmp_path / "large.txt", tmp_path / "small.txt"], Settings(attribution="rules")
        )
    assert len(added.new) == 1
    (reject,) = added.rejects
    assert reject.input.endswith("large.txt")
    assert reject.code in ("E112", "E201")  # too long as one line, or as a report
    assert read_alone(endless(5_242_880), Settings()).reject.code == "E201"


@pytest.mark.slow
def test_a_megabyte_without_a_full_stop_is_read() -> None:
    outcome = read_alone(endless(1_000_000), Settings())
    assert outcome.analysis is not None
