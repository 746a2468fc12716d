"""Who was hurt where words tell of a part of the body, or of oneself and another."""

import pytest

from tests.analyse.events.happenings import analysed


def hurt(text: str) -> list[int | None]:
    read = analysed(text)
    return [f.value.low for e in read.events for f in e.fillings if f.slot == "injured"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text",
    [
        "A woman was asleep on Monday when a bullet struck her leg.",
        "The bullet went through his left hand and struck the knee of an 11-year-old girl.",
    ],
)
def test_whose_leg_a_bullet_strikes_is_hurt(text: str) -> None:
    assert 1 in hurt(text)


def test_what_hurts_a_back_is_no_attack() -> None:
    assert hurt("The benches hurt her back, the witness of the attack said.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen shot three people dead in a bar in Velm on Friday.",
        "Two gunmen shot dead three people in a bar in Velm on Friday.",
        "Three people were shot dead by gunmen in a bar in Velm on Friday.",
    ],
)
def test_who_shot_others_dead_is_not_dead(text: str) -> None:
    (event,) = analysed(text).events
    patients = {f.value.name.lower() for f in event.fillings if f.slot == "patient"}
    assert patients == {"three people"}


def test_who_is_left_hurt_did_not_hurt() -> None:
    text = "Shelling of Velm on Friday left a woman of 60 dead and three others hurt, the governor said."
    (event,) = analysed(text).events
    assert not [f for f in event.fillings if f.slot == "agent"]
    assert hurt(text) == [3]


def test_a_hospital_that_only_speaks_makes_none_of_the_dead_hurt() -> None:
    text = "Soldiers opened fire on marchers in Velm on Friday, killing three, hospital sources said."
    assert hurt(text) == []


def test_the_head_of_a_body_is_somebody_and_the_head_of_somebody_is_not() -> None:
    (event,) = analysed("Gunmen killed the deputy head of the election commission in Velm.").events
    assert [f.value.name for f in event.fillings if f.slot == "patient"] == ["the deputy head"]
    assert [f.value.low for f in event.fillings if f.slot == "killed"] == [1]
    assert hurt("A stone injured the head of the boy in Velm on Friday.") != [2]
