"""Whom words are of: nobody quoted calls himself "he", and another man is not the man told before."""

import pytest

from tests.analyse.events.happenings import analysed
from variorum.model.value import Actor


def of(text: str, slot: str) -> set[str]:
    """Return who or what a text names in a role."""
    return {
        f.value.name
        for event in analysed(text).events
        for f in event.fillings
        if f.slot == slot and isinstance(f.value, Actor)
    }


@pytest.mark.parametrize(
    ("told", "slot", "who"),
    [
        (
            "A deputy went to the house on Monday. Sheriff Colan Harrel came later.\n\n"
            '"He told her to put it down and he fired," Sheriff Harrel said.',
            "agent",
            {"A deputy"},
        ),
        (
            'Bo Mata was at home with Jay Carro. "They came in and he was shot," Mata said.',
            "patient",
            {"Jay Carro"},
        ),
    ],
)
def test_who_is_quoted_is_not_meant_by_the_pronoun_of_the_quotation(told, slot, who):
    assert of(told, slot) == who


def of_whom(text: str, slot: str) -> set[str]:
    """Return whose a value is."""
    told = analysed(text)
    return {
        told.participants[f.of].name
        for event in told.events
        for f in event.fillings
        if f.slot == slot and f.of is not None
    }


@pytest.mark.parametrize(
    ("told", "slot", "who"),
    [
        (
            "A 20-year-old man was shot in the leg. Police said another man was shot in the chest. "
            "He was listed in critical condition.",
            "condition",
            {"another man"},
        ),
        ("A woman was hurt in the crash. Another woman was killed.", "injured", set()),
        (
            "Police were called to Weir Street. Officers found four people who had been shot and they were "
            "taken to nearby hospitals.",
            "hospital",
            {"four people"},
        ),
    ],
)
def test_another_is_not_the_one_told_before_and_finders_are_not_the_hurt(told, slot, who):
    assert of_whom(told, slot) == who


def test_another_woman_is_counted_beside_the_first():
    told = analysed("A woman was hurt in the crash. Another woman was killed.")
    assert {"killed", "injured"} <= {f.slot for event in told.events for f in event.fillings}


def test_who_is_arrested_is_not_those_whom_the_deed_left_hurt():
    told = (
        "Police in Kelvar have arrested a man in connection with a shooting at a house party that left "
        "nine people hospitalized."
    )
    hurt = [e for e in analysed(told).events if e.type == "shooting"]
    assert [f.value.name for e in hurt for f in e.fillings if isinstance(f.value, Actor)] == ["nine people"]


def test_all_of_the_victims_are_no_single_man():
    told = "An armed man argued with some people. All of the victims suffered injuries."
    assert of(told, "patient") == {"the victims"}
