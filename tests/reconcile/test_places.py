"""Whether two places can both be where it happened."""

import msgspec
import pytest

from variorum.model.value import Offset, Place
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
        ("1606 E. 44th Street", "1600 block of East 44th Street"),
        ("an Osk street", "corner of 9th Avenue and Fern Street"),
        ("an Osk highway", "Highway 9"),
        ("9210 S. Osk Street", "9200 block of Osk Street"),
        ("Highway 9", "1200 block of Highway 9"),
    ],
)
def test_two_sites_that_only_their_town_places_may_be_one(one: str, other: str) -> None:
    assert places_agree(site(one), site(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("400 block of Fern Street", "4400 block of Kent Street"),
        ("the Al-Safa hospital", "the Mirra hospital"),
        ("Highway 9", "Highway 12"),
        ("Route 9", "Route 66"),
        ("Interstate 5", "Interstate 80"),
        ("Osk Road", "Fern Way"),
        ("1200 block of Osk Street", "Fern Way"),
    ],
)
def test_two_streets_and_two_hospitals_of_other_names_are_two(one: str, other: str) -> None:
    assert not places_agree(site(one), site(other))


def test_a_street_that_reports_put_into_its_quarter_and_its_town_is_one_street() -> None:
    quarter = msgspec.structs.replace(site("20 Fern Street", "Upper Osk"), lat=44.14)
    assert places_agree(quarter, site("Fern Street"))
    assert not places_agree(quarter, site("Kent Street"))


def test_two_sites_that_share_a_word_are_not_one_where_they_stand_apart() -> None:
    upper = msgspec.structs.replace(site("Fern High School", "Upper Osk"), lat=44.14)
    assert not places_agree(upper, site("High Cross mosque"))
    assert not places_agree(msgspec.structs.replace(upper, name="Osk Road"), site("1200 block of Osk Street"))


def test_a_street_that_only_its_county_places_may_lie_in_any_town_of_it() -> None:
    assert places_agree(site("200 block of Fern Drive", "Osk County"), town("Velm", 2, 44.4))
    assert not places_agree(site("200 block of Fern Drive"), town("Velm", 2, 44.4))


def test_a_township_agrees_with_the_town_of_its_name() -> None:
    township = msgspec.structs.replace(town("Osk Township", 2, 44.15), geonameid=None)
    assert places_agree(township, town("Osk", 1, 44.1))


def test_a_part_of_the_country_that_is_no_division_holds_what_is_near() -> None:
    part = Place(name="West Sel", country="XA", lat=44.0, lon=21.0, precision="region")
    assert places_agree(part, town("Osk", 1, 44.1))
    assert not places_agree(part, town("Velm", 2, 48.1))
    assert not places_agree(part, town("Velm", 2, 44.9))


def test_what_is_near_one_town_is_not_in_the_next() -> None:
    near = msgspec.structs.replace(town("Osk", 1, 44.1), offset=Offset(km=None, from_="Osk"))
    assert places_agree(near, msgspec.structs.replace(town("Osk", 1, 44.1), geonameid=None))
    assert places_agree(near, site("Fern Street"))
    assert not places_agree(near, town("Velm", 2, 44.28))
    assert not places_agree(near, town("Velm", 2, 44.4))


def test_a_quarter_that_the_words_put_into_its_town_agrees_with_it() -> None:
    assert places_agree(town("Upper Osk", 2, 44.12, ("Osk",)), town("Osk", 1, 44.1))
    assert not places_agree(town("Upper Osk", 2, 44.12), town("Lower Osk", 3, 44.1))
