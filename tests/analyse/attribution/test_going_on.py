"""Accounts that go on without a cue of their own."""

import pytest

from variorum.analyse.attribution import Attributions, chain_at
from variorum.analyse.page import Page
from variorum.model.span import Span

HOW = pytest.mark.parametrize("how", ["rules", "model"])


def names(page: Page, found: Attributions, words: str) -> list[str]:
    start = page.text.index(words)
    return [found.voices[link.voice].name for link in chain_at(Span(start, start + len(words)), found)]


@HOW
def test_the_tense_that_stands_back_keeps_the_speaker(read, how):
    page, found = read("A guard said he had locked the gate at nine. He had walked the wall twice.", how)
    assert names(page, found, "walked the wall twice") == ["guard"]


@HOW
def test_plain_past_is_the_reporters_again(read, how):
    page, found = read("The baron said he would open the park. He was fined in 2019.", how)
    assert names(page, found, "was fined in 2019") == []


@HOW
def test_another_subject_ends_the_account(read, how):
    page, found = read("A guard said he had locked the gate at nine. The inquest had opened on Monday.", how)
    assert names(page, found, "The inquest had opened") == []


def test_an_answer_inside_a_story_is_told_by_the_one_whose_story_it_is(read):
    text = (
        "A medic from Orm spoke on condition of anonymity because she feared for her post.\n"
        "The medic said she tried to calm the captured sailor. She spoke to him in signs.\n"
        "She asked the sailor's age. The sailor said he was 19 years old.\n"
        "\u201cHe wept,\u201d the medic said."
    )
    page, found = read(text, "model")
    chain = names(page, found, "he was 19 years old")
    assert len(chain) == 2
    assert chain[0] == "medic from Orm"


def test_a_story_that_nobody_takes_up_again_stays_the_reporters(read):
    text = "The medic said she tried to calm the sailor. She spoke to him in signs.\nThe boat left at six."
    page, found = read(text, "model")
    assert names(page, found, "spoke to him in signs") == []


def test_ten_thousand_sentences_that_might_go_on_are_read(read):
    text = "A guard said he had slept. " + "He had walked the wall. " * 400
    _, found = read(text)
    assert found.attributions
