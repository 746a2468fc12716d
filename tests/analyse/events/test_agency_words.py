"""Sentences in the words of agencies: one construction each, and what a coder would read in it."""

import pytest

from tests.analyse.events.happenings import analysed
from variorum.model.analysis import LocalEvent
from variorum.model.value import Actor, Count, Place, Time


def _names(event: LocalEvent, slot: str) -> set[str]:
    return {f.value.name for f in event.fillings if f.slot == slot and isinstance(f.value, (Actor, Place))}


def _days(event: LocalEvent) -> list[str | None]:
    return [f.value.start for f in event.fillings if f.slot == "time" and isinstance(f.value, Time)]


def test_what_the_one_police_shot_had_done_before_is_another_deed() -> None:
    events = analysed("Police shot and killed a man in Velm on Tuesday after he stabbed two shoppers.").events
    assert [(e.type, _names(e, "agent"), _names(e, "patient")) for e in events] == [
        ("shooting", {"Police"}, {"a man"}),
        ("attack", {"a man"}, {"two shoppers"}),
    ]


def test_clashes_between_two_sides_that_left_people_dead_are_a_clash() -> None:
    text = "The army moved into Velm after clashes between farmers and herders left 30 people dead."
    event = next(e for e in analysed(text).events if any(f.slot == "killed" for f in e.fillings))
    assert event.type == "clash"
    assert _names(event, "agent") == {"farmers", "herders"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A suicide bomber rammed his car into a police station in Velm, killing five officers.", "attack"),
        ("A man drove a van into a crowd in Velm on Monday, killing nine people.", "attack"),
        ("A driver slammed his car into a tree in Velm on Monday, killing his wife.", "accident"),
        ("Government troops recaptured the village of Osk on Monday.", "capture"),
        ("Protesters gathered outside the palace in Velm on Monday to demand a vote.", "protest"),
    ],
)
def test_what_is_done_tells_the_type(text: str, kind: str) -> None:
    assert kind in {e.type for e in analysed(text).events}


def test_the_day_on_which_a_toll_rose_is_not_that_of_the_flood() -> None:
    (event,) = analysed("The death toll from the flood in Velm rose to 16 on Tuesday, officials said.").events
    assert not _days(event)
    assert [f.value.low for f in event.fillings if isinstance(f.value, Count)] == [16]
    assert not [f for f in event.fillings if f.slot == "said"]


def test_a_christmas_market_is_on_no_christmas() -> None:
    (event,) = analysed("A bomb exploded at a Christmas market in Velm on Monday, killing two people.").events
    assert _days(event) == ["2025-02-03"]


@pytest.mark.parametrize(
    ("text", "site"),
    [
        (
            "There were reports of gunfire at the Pim Anson Recreation Center on Monday.",
            "Pim Anson Recreation Center",
        ),
        ("Two women were shot at a party in the Upper Third Ward on Monday.", "Upper Third Ward"),
        ("A fire broke out in a three-story building on Oak Street on Monday, killing two.", "Oak Street"),
    ],
)
def test_a_site_is_where_the_report_puts_it(text: str, site: str) -> None:
    (event,) = analysed(text).events
    assert _names(event, "place") == {site}
