"""What is recalled beside the news has the time, the dead and the freed that its own words give."""

import pytest

from tests.analyse.events.happenings import read
from variorum.model.value import Count, Time


def by_year(text: str, slot: str) -> dict[str, list[int | None]]:
    """Return the counts for all whom it befell, by the year of the happening that holds them."""
    found: dict[str, list[int | None]] = {}
    for event in read(text).events:
        years = [f.value.start[:4] for f in event.fillings if isinstance(f.value, Time) and f.value.start]
        for filling in event.fillings:
            if filling.slot == slot and isinstance(filling.value, Count) and filling.of is None:
                found.setdefault(years[0] if years else "", []).append(filling.value.low)
    return found


@pytest.mark.parametrize(
    ("text", "slot", "told"),
    [
        (
            "A cyclone hit Porto on Sunday night, killing six people.\n\n"
            "It was the deadliest storm there since 2019, when 41 people died.",
            "killed",
            {"2025": [6], "2019": [41]},
        ),
        (
            "An outbreak of cholera in Porto killed four people on Monday.\n\n"
            "In the outbreak of 2016 there were 620 cases in the region, and 49 people died.",
            "killed",
            {"2025": [4], "2016": [49]},
        ),
        (
            "The army and the rebels exchanged 40 prisoners near Porto on Monday.\n\n"
            "In the last exchange, in March 2020, 34 prisoners were released.",
            "released",
            {"2025": [40], "2020": [34]},
        ),
        (
            "Some 5,000 people marched in Porto on Monday over the price of water.\n\n"
            "In the march of October 2016, one protester was killed.",
            "killed",
            {"2016": [1]},
        ),
        (
            "An earthquake struck Porto on Monday, killing two people.\n\n"
            "In 1972 an earthquake there took nine lives.",
            "killed",
            {"2025": [2], "1972": [9]},
        ),
    ],
)
def test_what_a_recalled_happening_did_is_its_own(
    text: str, slot: str, told: dict[str, list[int | None]]
) -> None:
    assert by_year(text, slot) == told


def test_the_march_of_a_year_is_no_month() -> None:
    text = "At the march of 2018, police shot dead two marchers and 30 people were hurt."
    times = [f.value for e in read(text).events for f in e.fillings if isinstance(f.value, Time)]
    assert {(t.start, t.end) for t in times} == {("2018-01-01", "2018-12-31")}


def test_those_hurt_are_not_among_the_dead_told_before_them() -> None:
    text = "At the march on Monday, police shot dead two marchers and 30 people were hurt."
    assert by_year(text, "killed") == {"2025": [2]}
    assert by_year(text, "injured") == {"2025": [30]}
