"""Two voices that count the same people give rival totals, no whole and part of it."""

import pytest

from tests.analyse.events.happenings import analysed
from variorum.model.value import Count

BLAST = "A bomb exploded at a market in Lisbon on Monday. "


def killed(text: str) -> dict[int | None, bool]:
    """Return the numbers of dead that the main happening has, and whether each is of all."""
    found = analysed(BLAST + text)
    assert found.main_event is not None
    fillings = found.events[found.main_event].fillings
    return {f.value.low: f.of is None for f in fillings if f.slot == "killed" and isinstance(f.value, Count)}


@pytest.mark.parametrize(
    "text",
    [
        "The health ministry said 12 people were killed. A hospital said nine people were killed.",
        "The army said nine people had died, while residents said 12 people were killed.",
        "Police said nine people were killed in Lisbon. The governor said 12 people were killed.",
        "Police said 12 soldiers were killed. The rebels said nine soldiers were killed.",
    ],
)
def test_the_lesser_number_of_another_voice_is_of_all_as_well(text):
    assert killed(text) == {12: True, 9: True}


@pytest.mark.parametrize(
    "text",
    [
        "Police said 12 people were killed. Nine people were killed at a second stall, police said.",
        "Police said 12 people were killed. The teachers' union said nine teachers were killed.",
        "Police said 12 people were killed. The hospital said nine of the people were killed in bed.",
        "Police said 12 people were killed. The hospital said nine people were killed in Porto.",
        "Police said 12 people were killed. The hospital said nine more people were killed.",
    ],
)
def test_one_voice_or_another_kind_or_a_share_is_a_part(text):
    assert killed(text) == {12: True, 9: False}
