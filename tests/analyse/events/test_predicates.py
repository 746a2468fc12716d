"""Who denies something of a happening has not denied that it happened."""

import pytest

from tests.analyse.events.happenings import read


def told(text: str, kind: str) -> set[str]:
    return {f.polarity for e in read(text).events if e.type == kind for f in e.fillings if f.slot == "type"}


@pytest.mark.parametrize(
    "text",
    [
        "The shooting in Orlan on Friday does not appear to be random.",
        "This was not just a random shooting.",
        "Officers declined to comment further about the shooting in Orlan.",
        "The shooting in Orlan on Friday was not related to the trial.",
        "The shooting in Orlan was not a surprise to the mayor.",
        "She could not remember the shooting in Orlan on Friday.",
    ],
)
def test_what_is_denied_of_a_shooting_does_not_deny_it(text: str) -> None:
    assert told(text, "shooting") == {"affirmed"}


@pytest.mark.parametrize(
    "text",
    ["The shooting in Orlan did not happen.", "It was not a shooting.", "There was no shooting in Orlan."],
)
def test_a_shooting_that_is_denied_stays_denied(text: str) -> None:
    assert told(text, "shooting") <= {"denied"}


def test_whom_nobody_else_was_hurt_with_is_not_denied_to_have_died() -> None:
    events = read("No one else was hurt, but a boy died in the fire in Orlan on Monday.").events
    deaths = [f for e in events for f in e.fillings if f.slot == "killed"]
    assert [(f.value.low, f.polarity) for f in deaths] == [(1, "affirmed")]


def test_what_hurt_nobody_happened() -> None:
    assert told("Nobody was hurt in the explosion in Orlan on Monday.", "explosion") == {"affirmed"}
