"""Sentences as reports have them: who counts, whom "they" means, datelines, deeds that are no sayings."""

import pytest

from variorum.analyse.attribution import Attributions, chain_at, find_attributions
from variorum.analyse.attribution.factuality import read_factuality
from variorum.analyse.page import Page, open_page
from variorum.model.report import Report
from variorum.model.span import Span
from variorum.settings import Settings

DATELINE = "ORMA, March 11 (Bureau) -"


def names(page: Page, found: Attributions, words: str) -> list[str]:
    start = page.text.index(words)
    return [found.voices[link.voice].name for link in chain_at(Span(start, start + len(words)), found)]


@pytest.mark.parametrize(
    ("text", "words", "chain"),
    [
        ("Police counted about nine hundred marchers.", "nine hundred", ["Police"]),
        ("The Tamm Institute gave the magnitude as 6.6.", "6.6", ["Tamm Institute"]),
        ("The mayor, Ada Voss, spoke. She stood by her figure of 12 dead.", "12 dead", ["Ada Voss"]),
        ("Police counted 900 marchers. Two people were arrested, they said.", "Two people", ["Police"]),
        ("A police spokesman spoke on Sunday. The man, 58, was held on Saturday, he said.", "was held",
         ["police spokesman"]),
        ("No group has said that it carried out the attack.", "carried out", []),
        ("A court in Orma on Tuesday sentenced the clerk to seven years.", "seven years", []),
        ("The ministry dismissed 435 nurses in the spring.", "435 nurses", []),
        ("The march recalled the flood of 1994, in which 29 miners died.", "29 miners", []),
        ("Eight people died in the raid, the regional hospital in Orma said.", "Orma",
         ["regional hospital in Orma"]),
        ("Sixteen men crossed, the cook said; nine came back.", "Sixteen men", ["cook"]),
    ],
)  # fmt: skip
def test_reads_who_stands_behind_words_of_a_report(read, text, words, chain):
    assert names(*read(text), words) == chain


def test_a_dateline_goes_with_the_sentence_that_it_opens():
    text = f"{DATELINE} A ferry sank off Orma on Monday, the coast guard said."
    page = open_page(
        Report(id="r", sha256="", text=text, dateline=(0, len(DATELINE))), Settings(attribution="rules")
    )
    assert names(page, find_attributions(page, Settings(attribution="rules")), "ORMA") == ["coast guard"]


def test_a_headline_that_ends_in_its_source_is_said_by_it(read):
    title = "Mill not for sale, says founder"
    text = f"{title}\n\nThe mill's founder, Gus Orrin, waved away talk of a sale."
    assert names(*read(text, title=title), "Mill not for sale") == ["Gus Orrin"]


def test_what_a_log_records_stands_inside_what_counsel_points_out(read):
    text = "The ship's own log, counsel pointed out, records that no lookout was posted."
    assert names(*read(text), "no lookout") == ["counsel", "ship's own log"]


def test_a_happening_in_the_words_for_a_source_is_not_on_its_word(read):
    text = "A couple charged in the shooting of a child said on Monday that they would appeal."
    _, found = read(text, "model")
    start = text.index("shooting")
    assert chain_at(Span(start, start + len("shooting")), found) == ()


def test_a_plea_makes_nothing_hypothetical(read):
    text = "Tom Hill pleaded guilty to killing two people in Norwick."
    page, found = read(text, "model")
    start = text.index("killing")
    assert read_factuality(page, Span(start, start + len("killing")), found) == ("affirmed", "asserted")
