"""Words handed on: who cites, carries, relays or publishes what another said."""

import pytest

from variorum.analyse.attribution import Attributions, chain_at
from variorum.analyse.page import Page
from variorum.model.span import Span

HOW = pytest.mark.parametrize("how", ["rules", "model"])


def names(page: Page, found: Attributions, words: str) -> list[str]:
    start = page.text.index(words)
    return [found.voices[link.voice].name for link in chain_at(Span(start, start + len(words)), found)]


@HOW
@pytest.mark.parametrize(
    ("text", "words", "chain"),
    [
        ("The mayor of Orm said, citing the ferry line, that two divers were lost.", "two divers were lost",
         ["mayor of Orm", "ferry line"]),
        ("Citing the ferry line, the mayor said that two divers were lost.", "two divers were lost",
         ["mayor", "ferry line"]),
        ("In a statement carried by the agency Orin, the army said its tanks had crossed the Tamm.",
         "its tanks had crossed", ["Orin", "army"]),
        ("According to two cooks, as relayed by the bishop, the cellar was empty.", "the cellar was empty",
         ["bishop", "two cooks"]),
        ("Six boats sank, according to the Hallin Post, which cited a harbour log.", "Six boats sank",
         ["Hallin Post", "harbour log"]),
        ("A nurse, quoted by Radio Orm, said the ward had been locked.", "the ward had been locked",
         ["Radio Orm", "nurse"]),
        ("The judge is quoted in the filing as saying that the seal was broken.", "the seal was broken",
         ["filing", "judge"]),
        ("The bureau has released a video in which a deserter says the fort was sold.", "the fort was sold",
         ["bureau", "deserter"]),
    ],
)  # fmt: skip
def test_who_hands_on_stands_outside(read, how, text, words, chain):
    page, found = read(text, how)
    assert names(page, found, words) == chain


@HOW
def test_who_is_cited_is_no_part_of_what_is_said(read, how):
    page, found = read("The mayor of Orm said, citing the ferry line, that two divers were lost.", how)
    said = [piece.of(page.text) for one in found.attributions for piece in one.content]
    assert said
    assert not [words for words in said if "ferry line" in words]


def test_another_verb_that_cites_hands_nothing_on(read):
    page, found = read("The boat limped home, an engineer revealed; he would not be named, citing the law.")
    assert names(page, found, "The boat limped home") == ["engineer"]


def test_a_court_that_hears_is_no_source(read):
    page, found = read("The court heard that Voss told neighbours he was a count.", "model")
    assert names(page, found, "he was a count") == ["Voss"]


@pytest.mark.parametrize("verb", ["confirmed", "rejected"])
def test_a_claim_taken_up_is_the_word_of_who_takes_it_up(read, verb):
    page, found = read(f"The embassy {verb} a report by the agency Orin that its clerk had been expelled.")
    assert names(page, found, "its clerk had been expelled") == ["embassy"]


@HOW
@pytest.mark.parametrize(
    ("text", "words", "chain"),
    [
        ("The weekly Torch, on the strength of a letter from the fort, claimed that the wall had cracked.",
         "the wall had cracked", ["Torch", "letter from the fort"]),
        ("Ferryman Cob Lister had it from a bargee, he said, that the bridge was closed.",
         "the bridge was closed", ["Cob Lister", "bargee"]),
        ("He no longer insists that he saw the flare, he told the panel.", "he saw the flare", ["He"]),
    ],
)  # fmt: skip
def test_what_a_voice_leans_on_stands_behind_it(read, how, text, words, chain):
    page, found = read(text, how)
    assert names(page, found, words) == chain


def test_who_speaks_after_the_verb_is_the_outer_of_two(read):
    text = "The surgeon had boasted to a nurse that the charts were blank, alleges a memoir."
    page, found = read(text, "model")
    assert names(page, found, "the charts were blank") == ["memoir", "surgeon"]


@HOW
@pytest.mark.parametrize(
    ("text", "words", "chain"),
    [
        ("Ten men were seized at Orm, the guard has told the ministry, which gave out the figure on Friday.",
         "Ten men were seized", ["ministry", "guard"]),
        ("It seemed unlikely to the mayor, Ned Cray, that the buoy had been cut.",
         "the buoy had been cut", ["Ned Cray"]),
        ("The weekly published a letter by Sergeant Olly Varr. \u201cWe came in the fog,\u201d Varr writes.",
         "We came in the fog", ["weekly", "Olly Varr"]),
    ],
)  # fmt: skip
def test_who_gives_out_a_word_stands_outside(read, how, text, words, chain):
    page, found = read(text, how)
    assert names(page, found, words) == chain


def test_dancers_who_were_told_are_no_source(read):
    page, found = read("The hall had been closed for repairs, dancers were told at the door.", "model")
    assert names(page, found, "The hall had been closed") == ["were told"]


def test_a_quotation_broken_by_a_clause_between_dashes_has_its_speaker(read):
    page, found = read(
        '"Since you ask" - the mate spat over the rail - "the captain was below with a bottle."', "model"
    )
    assert names(page, found, "the captain was below") == ["mate"]


@HOW
def test_what_stands_before_all_that_is_told_takes_nothing_up(read, how):
    text = (
        "Ada Bello, whose town drowns as ice melts and the sea rises, argues that plans to stop it will fail."
    )
    page, found = read(text, how)
    assert names(page, found, "plans to stop it") == ["Ada Bello"]
