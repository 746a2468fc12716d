"""Whoever denies what was told denies that happening, and whom they name are its people."""

import pytest

from tests.analyse.events.happenings import analysed

ARREST = "Soldiers arrested three people in Kelvar on Monday, relatives said. "


def kinds(text: str) -> list[str]:
    return sorted(event.type for event in analysed(text).events)


@pytest.mark.parametrize(
    "text",
    [
        ARREST + "The army denied that three people had been arrested.",
        ARREST + "The army denied arresting anyone.",
        ARREST + "The army denied that it had arrested the people.",
    ],
)
def test_a_denied_arrest_is_the_arrest_told_before(text: str) -> None:
    assert kinds(text) == ["arrest"]


@pytest.mark.parametrize(
    "denial",
    ["denied it had bombed the market", "denied bombing the market", "denied that it bombed a market"],
)
def test_a_denied_bombing_is_the_bombing_told_before(denial: str) -> None:
    text = (
        f"Warplanes bombed a market in Kelvar on Monday, killing 14 people, doctors said. The army {denial}."
    )
    assert kinds(text) == ["attack"]


def test_whom_a_denial_names_again_are_told_once() -> None:
    analysis = analysed(ARREST + "The army denied that three people had been arrested.")
    assert [p.name for p in analysis.participants if p.roles == ("patient",)] == ["three people"]
    (event,) = analysis.events
    assert {f.polarity for f in event.fillings if f.slot == "arrested"} == {"affirmed", "denied"}


def test_an_air_strike_denied_is_no_walkout() -> None:
    told = "An air strike on a market in Kelvar on Monday killed 15 people, rescue workers said. "
    assert kinds(told + "The army denied the strike.") == ["attack"]
    assert kinds(told + "The army denied carrying out the strike.") == ["attack"]


@pytest.mark.parametrize(
    "denial",
    [
        "The army denied that nine students had been arrested.",
        "The army denied that three people had been arrested in March.",
    ],
)
def test_a_denial_of_others_or_of_another_time_is_of_another_arrest(denial: str) -> None:
    assert kinds(ARREST + denial) == ["arrest", "arrest"]


SHOT = "A boy was shot in Kelvar on Monday, police said. "


def denied(text: str) -> set[str]:
    return {f.slot for e in analysed(text).events for f in e.fillings if f.polarity == "denied"}


@pytest.mark.parametrize(
    "text",
    [
        SHOT + "Milo Tarn denied shooting the boy.",
        SHOT + "Milo Tarn did not shoot the boy, his lawyer said.",
        SHOT + "The boy was not shot by police.",
    ],
)
def test_who_denies_having_done_it_denies_neither_that_it_happened_nor_to_whom(text: str) -> None:
    assert not denied(text) & {"type", "patient", "injured"}


def test_a_denial_by_a_voice_that_it_happened_stands() -> None:
    assert "type" in denied(
        "Rebels attacked a barracks in Kelvar, residents said. The army denied the attack."
    )
