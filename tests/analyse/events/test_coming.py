"""Bare words for taking part tell it where a march is the news."""

import pytest

from tests.analyse.events.happenings import analysed
from variorum.model.value import Count

MARCH = "Farmers marched through Lisbon on Monday. "


def marchers(text: str) -> set[int | None]:
    found = analysed(text)
    fillings = [f for event in found.events for f in event.fillings if f.slot == "participants"]
    return {f.value.low for f in fillings if isinstance(f.value, Count)}


def test_how_many_came_is_how_many_took_part():
    told = "Police said 900 people took part. The growers' league said that 2,500 farmers had come."
    assert marchers(MARCH + told) == {900, 2500}


@pytest.mark.parametrize(
    "text",
    [
        MARCH + "Some 300 letters came.",
        MARCH + "Some 300 people came to the hospital on Tuesday.",
        MARCH + "Three guards came.",
        "A bus hit a wall in Lisbon on Monday and two people died. Some 300 people came.",
    ],
)
def test_other_things_few_people_or_those_who_come_elsewhere_do_not(text):
    assert not marchers(text) - {2}
