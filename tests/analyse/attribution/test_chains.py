"""Chains: who stands behind the words, outermost first."""

import pytest

from variorum.analyse.attribution import Attributions, chain_at
from variorum.analyse.page import Page
from variorum.model.span import Span


def names(page: Page, found: Attributions, words: str) -> list[str]:
    start = page.text.index(words)
    return [found.voices[link.voice].name for link in chain_at(Span(start, start + len(words)), found)]


HOW = pytest.mark.parametrize("how", ["rules", "model"])


@HOW
def test_words_of_the_reporter_have_an_empty_chain(read, how):
    page, found = read("The bridge at Hallin fell on Monday. Four cars were lost.", how)
    assert names(page, found, "The bridge at Hallin fell") == []


@HOW
def test_one_source_is_one_link(read, how):
    page, found = read("Police said on Monday that the bridge at Hallin had fallen.", how)
    assert names(page, found, "the bridge at Hallin had fallen") == ["Police"]


@HOW
def test_what_a_source_was_told_is_three_links(read, how):
    text = "The interior ministry said one of the prisoners claimed he was told he was going to train."
    _, found = read(text, how)
    chain = chain_at(Span(text.index("going"), text.index("going") + 8), found)
    assert [found.voices[link.voice].name for link in chain][:2] == [
        "interior ministry",
        "one of the prisoners",
    ]
    assert len(chain) == 3
    assert found.voices[chain[2].voice].anonymous


@HOW
def test_a_cited_source_stands_inside_the_one_who_cites(read, how):
    text = "Six miners are trapped, the labour ministry said, citing the mine's owner."
    page, found = read(text, how)
    assert names(page, found, "Six miners are trapped") == ["labour ministry", "mine's owner"]


def test_both_halves_of_quoted_as_saying_are_links(read):
    text = "The agency Orin quoted the governor, Lev Dask, as saying two drones had struck the depot."
    page, found = read(text)
    assert names(page, found, "two drones had struck")[-1] == "Lev Dask"
    assert len(names(page, found, "two drones had struck")) == 2


def test_denial_is_a_stance_of_the_last_link(read):
    text = "Radio Hallin said the mayor of Orm had denied that the dam had cracked."
    _, found = read(text)
    start = text.index("the dam")
    stances = [link.stance for link in chain_at(Span(start, start + 7), found)]
    assert stances == ["asserts", "denies"]


def test_a_denial_that_is_itself_refused_hedges(read):
    text = "Captain Bram Ansk did not deny that he had struck a sailor."
    _, found = read(text)
    assert [a.stance for a in found.attributions] == ["hedges"]


def test_parents_never_form_a_ring(read):
    text = "He said he said he said she said that they said it was told that he said no."
    _, found = read(text)
    for i, _one in enumerate(found.attributions):
        seen, at = set(), i
        while at is not None:
            assert at not in seen
            seen.add(at)
            at = found.attributions[at].parent


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Prosecutors said the cashier had recalled that the man wore a green scarf.",
            "the man wore a green scarf",
            ["Prosecutors", "cashier"],
        ),
        (
            "The weekly Ostra said it had learned from a member of the board that the bank was for sale.",
            "the bank was for sale",
            ["Ostra", "member of the board"],
        ),
        (
            "He was a quiet man, the landlady said her other lodgers had told her.",
            "He was a quiet man",
            ["landlady", "her other lodgers"],
        ),
        (
            "Trade unions accuse the ministry of concealing a warning by engineers that the roof was rotten.",
            "the roof was rotten",
            ["Trade unions", "engineers"],
        ),
        (
            "A League report says that former detainees allege that guards sold their food.",
            "guards sold their food",
            ["League report", "former detainees"],
        ),
        (
            "Family members say he phoned on Monday and said he was being followed.",
            "he was being followed",
            ["Family members", "he"],
        ),
        (
            "Villagers blamed bandits, the priest said, though the army says it was a landslide.",
            "it was a landslide",
            ["army"],
        ),
    ],
)
def test_who_told_the_teller_is_the_last_link(names, text, words, who):
    assert names(text, words) == who
