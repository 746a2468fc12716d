"""What another sentence says was used, or was not, is the instrument of the happening told before."""

import pytest

from tests.analyse.events.happenings import analysed

MARCH = "Police broke up a protest in Kelvar on Monday. "
RAID = "Gunmen attacked the village of Orm on Monday with mortars, killing nine, residents said. "


def instruments(text: str) -> set[tuple[str, str, str]]:
    analysis = analysed(text)
    return {
        (event.type, str(f.value.text), f.polarity)  # type: ignore[union-attr]
        for event in analysis.events
        for f in event.fillings
        if f.slot == "instrument"
    }


def remarks(text: str) -> list[str]:
    analysis = analysed(text)
    return [str(f.value) for event in analysis.events for f in event.fillings if f.slot == "said"]


def test_what_was_used_and_its_denial_are_held_against_each_other() -> None:
    text = (
        MARCH + "Police used tear gas, three residents said. The ministry denied that tear gas had been used."
    )
    assert instruments(text) == {("protest", "tear gas", "affirmed"), ("protest", "tear gas", "denied")}
    assert not remarks(text)


@pytest.mark.parametrize("denial", ["denied that mortars had been used", "denied using mortars"])
def test_a_denied_weapon_is_of_the_attack_told_before(denial: str) -> None:
    assert ("attack", "mortars", "denied") in instruments(f"{RAID}The army {denial}.")


@pytest.mark.parametrize(
    "sentence",
    [
        "Police used a drone to search the river.",
        "Farmers used gas for their stoves, the mayor said.",
        "The school used a bus as a classroom, the mayor said.",
    ],
)
def test_what_served_another_end_is_no_instrument(sentence: str) -> None:
    assert {words for _, words, _ in instruments(RAID + sentence)} == {"mortars"}
