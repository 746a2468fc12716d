"""Whom the words of somebody quoted are of: nobody calls himself "he"."""

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
