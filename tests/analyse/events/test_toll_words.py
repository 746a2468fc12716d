"""What all words of a report say of its tolls."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.analyse.events.toll_words import MOST, SLOTS, fit_clues, read_words, weigh_words
from variorum.analyse.page import open_page
from variorum.analyse.participants.tree import tree_of
from variorum.model.report import Report
from variorum.settings import Settings


def words_of(text: str, title: str | None = None) -> frozenset[str]:
    page = open_page(Report(id="r", sha256="", text=text, title=title), Settings())
    return read_words(page, tree_of(page.doc))


def test_a_word_is_told_apart_by_where_it_stands() -> None:
    title = "Two hurt in Kelvar"
    found = words_of(title + "\n\n" + "They wait. " * 9 + "He survived.", title)
    assert {"title hurt", "lead hurt", "text hurt", "text survived"} <= found
    assert found.isdisjoint({"lead survived", "title survived", "text ."})


def test_a_long_number_is_no_word() -> None:
    assert words_of("In 2013 police found 12 rounds.").isdisjoint({"text 2013"})
    assert "text 12" in words_of("In 2013 police found 12 rounds.")


def test_nothing_known_gives_the_base_alone() -> None:
    assert weigh_words(frozenset()) == weigh_words(frozenset({"text qwxz"}))


@given(st.sets(st.sampled_from(["text survived", "lead dead", "title killed", "text wounded", "text a"])))
def test_the_odds_do_not_depend_on_the_order_of_words(words: set[str]) -> None:
    assert weigh_words(words) == weigh_words(dict.fromkeys(sorted(words, reverse=True)).keys())
    assert all(len(odds) == MOST + 1 for odds in weigh_words(words).values())


@pytest.mark.parametrize("slot", SLOTS)
def test_the_clues_of_a_number_say_how_far_it_leads(slot: str) -> None:
    odds = {name: [0.5, 2.0, -1.0, -4.0] for name in SLOTS}
    clues = [fit_clues(odds, slot, n) for n in (1, 3, 30)]
    assert [c["words fit"] for c in clues] == [2.0, -4.0, -4.0]
    assert [c["words margin"] for c in clues] == [1.5, -6.0, -6.0]


def test_who_survived_is_likelier_hurt_than_who_was_pronounced_dead() -> None:
    hurt = weigh_words(words_of("The woman is expected to survive. She is in stable condition."))
    dead = weigh_words(words_of("The woman was pronounced dead at the scene. She died there."))
    assert hurt["killed"][0] > dead["killed"][0]
    assert dead["injured"][0] > hurt["injured"][0]
