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
