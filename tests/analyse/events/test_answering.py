"""Who answers for a happening: claimed, denied, blamed, and told to have had no part."""

import pytest

from tests.analyse.events.happenings import analysed

BOMB = "A bomb killed four people in the market on Monday. "


def agents(text: str) -> set[tuple[str, str]]:
    """Return who is said to have done it, and whether that is affirmed or denied."""
    read = analysed(BOMB + text)
    fillings = [f for event in read.events for f in event.fillings if f.slot == "agent"]
    return {(f.value.name, f.polarity) for f in fillings}


@pytest.mark.parametrize(
    "told",
    [
        "The Coast Front denied it was behind the attack.",
        "The Coast Front denied responsibility.",
        "The Coast Front denied any role or involvement.",
        "The Coast Front has denied involvement in the bombing.",
        "The Coast Front was not behind the attack, its spokesman said.",
        "The minister said the Coast Front was not responsible for the bombing.",
        "The Coast Front had no part in the attack, a spokesman said.",
        "Police said they had no evidence that the Coast Front was behind the attack.",
    ],
)
def test_who_denies_it_did_not_do_it_though_the_attack_is_given(told):
    assert {(name.removeprefix("the ").removeprefix("The "), how) for name, how in agents(told)} == {
        ("Coast Front", "denied")
    }


@pytest.mark.parametrize(
    "told",
    [
        "The governor said the Coast Front was behind the attack.",
        "The Coast Front claimed responsibility in a statement.",
        "Police suspect the Coast Front of planting the bomb.",
        "The Coast Front took responsibility for the blast.",
    ],
)
def test_who_claims_it_or_is_blamed_is_said_to_have_done_it(told):
    assert {how for name, how in agents(told) if "Coast Front" in name} == {"affirmed"}


def test_who_neither_claims_nor_denies_it_is_not_said_to_have_done_it():
    assert not agents("The Coast Front neither claimed nor denied responsibility, a doctor said.")


def test_no_group_is_nobody():
    assert not agents("No group claimed responsibility.")


def test_the_army_that_denies_shelling_a_market_is_said_not_to_have_done_it():
    assert ("The army", "denied") in agents("The army denied shelling the market.")


def test_a_market_is_ground_where_arms_hit_it_and_none_where_prices_do():
    told = [f"{who} hit the market on Monday." for who in ("Shells", "Tariffs")]
    read = [analysed(text).events for text in told]
    assert [bool(events) for events in read] == [True, False]


def test_a_summit_that_one_will_not_attend_is_planned_all_the_same():
    text = "President Orr said he will not attend the regional summit scheduled for December in Managua."
    read = analysed(text)
    told = {(f.slot, f.polarity) for event in read.events for f in event.fillings}
    assert {("type", "affirmed"), ("place", "affirmed"), ("agent", "denied")} <= told
