"""Things that a happening befell: what was attacked, burnt or wrecked stands in the record as its object."""

import pytest

from tests.analyse.events.happenings import analysed
from variorum.model.value import Actor


def befell(text: str) -> list[str]:
    """Return the names of the things that the happenings of a text befell."""
    analysis = analysed(text)
    return [
        f.value.name
        for event in analysis.events
        for f in event.fillings
        if f.slot == "patient" and isinstance(f.value, Actor)
        if analysis.participants[int(f.value.participant)].type == "thing"
    ]


@pytest.mark.parametrize(
    ("told", "thing"),
    [
        ("Gunmen attacked the prison in Kelvar on Monday.", "the prison"),
        ("An attack on a police post in Kelvar killed two officers.", "a police post"),
        ("Two bank branches were bombed in Kelvar on Monday.", "Two bank branches"),
        ("An explosion tore through a warehouse in Kelvar on Monday.", "a warehouse"),
        ("The chapel in Kelvar was the target of an attack on Monday.", "The chapel"),
        ("A bus crashed near Kelvar on Monday and three passengers died.", "A bus"),
    ],
)
def test_what_was_attacked_or_wrecked_is_named(told, thing):
    assert thing in befell(told)


@pytest.mark.parametrize(
    "told",
    [
        "A man was shot in the neck at a home in Kelvar on Monday.",
        "A man who was standing near a shop in Kelvar was shot on Monday.",
        "A car bomb exploded in Kelvar on Monday and killed three people.",
    ],
)
def test_where_it_was_and_what_it_was_done_with_befell_nothing(told):
    assert befell(told) == []


def test_a_fire_befalls_what_it_is_at():
    assert befell("A fire at a supermarket in Kelvar on Monday hurt nobody.") == ["a supermarket"]


@pytest.mark.parametrize(
    ("told", "things"),
    [
        ("Officers seized two rifles and a computer in Kelvar on Monday.", ["two rifles", "a computer"]),
        ("A handgun was recovered near the school, police said.", ["A handgun"]),
        ("Thieves stole a painting from a museum in Kelvar.", ["a painting"]),
        ("The council in Kelvar passed a resolution on Monday.", ["a resolution"]),
    ],
)
def test_what_was_seized_stolen_or_passed_is_named_whatever_it_is(told, things):
    assert befell(told) == things
