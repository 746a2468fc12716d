"""When two values stand in one reading."""

from variorum.model.value import Actor, Offset, Place
from variorum.reconcile.sameness import key_of, narrowness
from variorum.reconcile.slots import load_rules


def place(offset: Offset | None = None, name: str = "Sfax") -> Place:
    return Place(
        name=name,
        gazetteer_name="Sfax",
        country="TN",
        admin1="Sfax",
        lat=34.7,
        lon=10.8,
        geonameid=2467454,
        precision="city",
        within=(),
        offset=offset,
    )


def test_near_a_town_without_a_distance_and_in_it_are_one_reading() -> None:
    rule = load_rules()["place"]
    assert key_of(place(Offset(km=None, from_="Sfax")), rule) == key_of(place(), rule)


def test_a_distance_from_a_town_is_another_place_than_the_town() -> None:
    rule = load_rules()["place"]
    assert key_of(place(Offset(km=15, from_="Sfax")), rule) != key_of(place(), rule)


def test_what_lies_near_a_town_under_a_name_of_its_own_is_another_place() -> None:
    rule = load_rules()["place"]
    far = place(Offset(km=None, from_="Gabes"), name="Sfax")
    assert key_of(far, rule) != key_of(place(), rule)


def test_a_full_name_says_more_of_somebody_than_a_description() -> None:
    named, described = Actor(name="Ivo Tarn", participant="p"), Actor(name="An Orvan boy", participant="p")
    assert narrowness(named) < narrowness(described)
