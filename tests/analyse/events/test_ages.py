"""Whose the ages are: of one, of each of several, of all of them."""

import pytest

from tests.analyse.events.happenings import analysed
from variorum.model.value import Measure


def ages(text: str) -> set[tuple[str, float | None, float | None]]:
    """Return the ages of a text, each with the name of whose it is."""
    analysis = analysed(text)
    return {
        (analysis.participants[f.of].name, f.value.low, f.value.high)
        for e in analysis.events
        for f in e.fillings
        if f.slot == "age" and isinstance(f.value, Measure) and f.of is not None
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Two women, both 21, were shot in Kelvar on Monday.", {("Two women", 21, 21)}),
        ("Two men were shot in Kelvar on Monday. Both are in their 20s.", {("Two men", 20, 29)}),
        (
            "Six people were shot in Kelvar on Monday. The victims ranged in age from 17 to 28.",
            {("Six people", 17, 28)},
        ),
        (
            "Ann Lee and Bob Ode, both 24, were arrested in Kelvar on Monday.",
            {("Ann Lee", 24, 24), ("Bob Ode", 24, 24)},
        ),
        (
            "Ann Lee, 20, and Bob Ode, also 20, were arrested in Kelvar on Monday.",
            {("Ann Lee", 20, 20), ("Bob Ode", 20, 20)},
        ),
        (
            "Three men were shot in Kelvar on Monday. Police said the men, aged 23, 31 and 32, had left.",
            {("the men", 23, 23), ("the men", 31, 31), ("the men", 32, 32)},
        ),
    ],
)
def test_ages_of_several_are_those_of_all_or_of_each(text, told):
    assert ages(text) == told


def test_the_age_of_one_of_several_is_not_that_of_all():
    text = "Three people were shot in Kelvar on Monday. The victims are a 22-year-old and a 32-year-old."
    assert ("Three people", 22, 22) not in ages(text)


def test_who_stands_behind_the_verb_that_tells_it_was_hurt():
    text = "Three men were shot in Kelvar on Monday. Also injured in the shooting were two women."
    analysis = analysed(text)
    assert "two women" in {p.name for p in analysis.participants}
