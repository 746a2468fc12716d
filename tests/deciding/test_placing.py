"""A place that a person types is put on the map where the words leave no choice."""

import pytest

from variorum.model.value import Place
from variorum.settings import Settings
from variorum.typed import find_place


@pytest.mark.parametrize(
    ("words", "country", "admin1", "precision"),
    [
        ("Alexandria, Louisiana", "US", "Louisiana", "city"),
        ("Alexandria, LA", "US", "Louisiana", "city"),
        ("Aleppo, Syria", "SY", "Aleppo", "city"),
        ("Idlib", "SY", "Idlib", "city"),
    ],
)
def test_a_place_with_its_land_is_found(words: str, country: str, admin1: str, precision: str) -> None:
    place = find_place(words, Settings())
    assert (place.country, place.admin1, place.precision) == (country, admin1, precision)
    assert place.lat is not None
    assert place.name == words.partition(",")[0]


@pytest.mark.parametrize(
    "words", ["Alexandria", "Nowherebury", "Alexandria, Nowhere", "Paris, Louisiana, Chad", ","]
)
def test_what_leaves_a_choice_is_not_guessed(words: str) -> None:
    assert find_place(words, Settings()) == Place(name=words)
