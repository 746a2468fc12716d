"""Whether two places can both be where it happened."""

import pytest

from variorum.model.value import Place
from variorum.reconcile.places import places_agree


def site(name: str, town: str = "Osk") -> Place:
    """A site that nothing but its town places."""
    return Place(name=name, country="XA", admin1="Sel", lat=44.1, lon=21.5, precision="point", within=(town,))


def town(name: str, geonameid: int, lat: float, within: tuple[str, ...] = ()) -> Place:
    return Place(
        name=name,
        gazetteer_name=name,
        country="XA",
        admin1="Sel",
        lat=lat,
        lon=21.5,
        geonameid=geonameid,
        precision="city",
        within=within,
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5200 block of Fern Way", "Falls homes"),
        ("9210 S. Harbour Street", "9200 block of South Harbour Street"),
        ("North Osk apartment complex", "Village West Apartments"),
        ("Emmanuel Church of Osk", "Emanuel Church of Osk"),
    ],
)
def test_two_sites_that_only_their_town_places_may_be_one(one: str, other: str) -> None:
    assert places_agree(site(one), site(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("400 block of Fern Street", "4400 block of Kent Street"),
        ("the Al-Safa hospital", "the Mirra hospital"),
    ],
)
def test_two_streets_and_two_hospitals_of_other_names_are_two(one: str, other: str) -> None:
    assert not places_agree(site(one), site(other))


def test_a_quarter_that_the_words_put_into_its_town_agrees_with_it() -> None:
    assert places_agree(town("Upper Osk", 2, 44.12, ("Osk",)), town("Osk", 1, 44.1))
    assert not places_agree(town("Upper Osk", 2, 44.12), town("Lower Osk", 3, 44.1))
