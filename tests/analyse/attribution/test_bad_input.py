"""Hostile and broken text: an answer, no error, and time that grows no faster than the text."""

import pytest

from tests.timing import least_seconds
from variorum.analyse.attribution import chain_at, read_factuality
from variorum.settings import Settings

SAID = "Police said “the road to Orm was shut,” and the mayor, Ada Voss, told the board he feared it. "
TEXTS = {
    "empty": "",
    "blank": " \n\n \t\n",
    "unbalanced": "“ said ” ” “ the mayor said “ no ‘ yes ” told",
    "capitals": SAID.upper(),
    "names": ", ".join(["Ada Voss", "Karl Brenn", "the mayor of Orm"] * 8),
    "marks": "“”" * 30 + "'" * 30 + "::: --- ,,, said",
    "combining": "Police sa\u0301id \u202ethe road\u202c 🙂 was shut, said 🙂.",
    "nested": "he said " * 40,
    "no words": "12 34 56 % & /",
    "one verb": "Admit",
}


@pytest.mark.parametrize("how", ["rules", "model"])
@pytest.mark.parametrize("name", TEXTS)
def test_any_text_has_an_answer(read, name, how):
    page, found = read(TEXTS[name], how)
    for i, one in enumerate(found.attributions):
        spans = [s for s in (one.source, one.cue, one.withheld_because, *one.content) if s is not None]
        assert all(0 <= s.start < s.end <= len(page.text) for s in spans)
        assert 0 <= one.voice < len(found.voices)
        assert one.parent != i
        chain_at(one.content[0], found)
        read_factuality(page, one.content[0], found)


@pytest.mark.slow
@pytest.mark.parametrize("piece", [SAID, "police said that ", "“ he said ”", "he said “ "])
def test_time_grows_with_the_text_in_one_paragraph(piece):
    from variorum.analyse.attribution import find_attributions
    from variorum.analyse.page import open_page
    from variorum.model.report import Report

    settings = Settings(attribution="rules")

    def seconds(words: int) -> float:
        text = piece * (words // len(piece.split()))
        page = open_page(Report(id="r", sha256="", text=text), settings)
        return least_seconds(lambda: find_attributions(page, settings))

    seconds(200)
    short, long = seconds(1500), seconds(6000)
    assert long < 8 * short + 0.5  # four times the text; quadratic would be sixteen
