"""A place that the gazetteer does not know is shown only where no other is known."""

from variorum.model.record import Reading
from variorum.model.value import Place
from variorum.reconcile.policies import choose_latest


def reading(place: Place, day: str) -> Reading:
    return Reading(
        value=place, claims=("c",), reports=1, origins=1, terminal_sources=1, origins_max=1,
        terminal_sources_max=1, first=day, last=day,
    )  # fmt: skip


def test_a_located_place_goes_before_a_later_one_that_is_nowhere():
    town, street = Place(name="Lisbon", lat=38.7, lon=-9.1), Place(name="Tellin Street")
    readings = [reading(town, "2025-02-01"), reading(street, "2025-02-03")]
    assert choose_latest(readings, [0, 1]).best == 0
    assert choose_latest(readings, [1]).best == 1
