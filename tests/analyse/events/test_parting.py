"""A report that tells several happenings of a kind keeps them apart, and tells one only once."""

import pytest

from tests.analyse.events.happenings import read
from tests.timing import least_seconds


def owners(text: str, *names: str) -> list[set[int]]:
    """Return for each name the happenings that it takes part in."""
    found = read(text).participants
    return [{p.event for p in found if name in p.name} for name in names]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen shot Judge Ana Pell at her house on Monday.\n\nThe attack came 12 hours after gunmen shot "
        "Milo Tarn in Lisbon.",
        "Gunmen attacked Ana Pell in Porto on Monday.\n\nMeanwhile, guerrillas attacked Milo Tarn in Lisbon.",
        "The rebels attacked Ana Pell to avenge the death of Milo Tarn.",
    ],
)
def test_what_words_set_apart_stays_two_happenings(text: str) -> None:
    one, other = owners(text, "Pell", "Tarn")
    assert one
    assert other
    assert not one & other


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen shot Ana Pell at a bar in Porto on Monday. Milo Tarn was also shot.",
        "Ana Pell was shot in Porto on Monday. She died four days after the shooting.",
    ],
)
def test_a_second_sufferer_and_a_later_death_make_no_second_happening(text: str) -> None:
    assert len({m for e in read(text).events if e.type in ("shooting", "kill") for m in [e.label]}) == 1


def test_the_victims_of_months_are_not_those_of_the_day() -> None:
    one, other = owners(
        "Gunmen shot Judge Ana Pell on Monday.\n\nDuring the last six months, five judges have been killed.",
        "Pell",
        "five judges",
    )
    assert one
    assert not one & other


def test_a_sentence_without_end_costs_no_more_than_its_length() -> None:
    def cost(times: int) -> float:
        text = "Gunmen shot a man " + "hours after rebels killed a guard " * times + "."
        return least_seconds(lambda: read(text), times=2)

    assert cost(160) < max(0.3, 24 * cost(20))
