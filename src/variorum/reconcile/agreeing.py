"""Whether two different values can both be true."""

import functools
import math
from collections.abc import Mapping

from variorum.data import load_yaml
from variorum.model.record import Participant
from variorum.model.value import Actor, Count, Measure, Place, Text, Time, Value
from variorum.reconcile.numbers import named_number, range_of
from variorum.reconcile.sameness import plain
from variorum.reconcile.slots import SlotRule

_VARIANT = 88  # of 100: "Tarn" and "Tarns" are one name, "ten" and "twelve" are not
_EARTH = 6371.0  # km
_RANKS = {"point": 0, "district": 1, "city": 1, "region": 2, "country": 3}
Bounds = tuple[float, float] | tuple[str, str]


def bounds_of(value: Value) -> Bounds | None:
    """Return the least and greatest number or day that a value allows; None where it has no range.

    >>> bounds_of(Time(start="2025-01-09T14:30", end=None, timex=None))
    ('2025-01-09', '9999-99-99')
    """
    if isinstance(value, Count | Measure):
        return range_of(value)
    if isinstance(value, Time):
        return (value.start or "0000")[:10], (value.end or "9999-99-99")[:10]
    return None


def can_both_be_true(one: Value, other: Value, rule: SlotRule, cast: Mapping[str, Participant]) -> bool:
    """Say whether two different values of one slot and unit leave each other possible.

    `cast` holds the participants by id; a group and its member, or two wordings of one name, agree. What
    passes says nothing of another moment.
    """
    if rule.many or rule.passes:
        return True
    left, right = bounds_of(one), bounds_of(other)
    if left is not None and right is not None:
        return not (left[1] < right[0] or right[1] < left[0])  # type: ignore[operator]
    if isinstance(one, Place) and isinstance(other, Place):
        return places_agree(one, other)
    if isinstance(one, Actor) and isinstance(other, Actor):
        return _actors_agree(one, other, cast)
    if isinstance(one, Text) and isinstance(other, Text):
        if rule.agrees == "family":
            return _types_agree(plain(one.text), plain(other.text))
        return are_variants(one.text, other.text)
    return True


def is_wider(wide: Value, narrow: Value) -> bool:
    """Say whether one value merely allows the other: a month its day, a region its town, "dozens" 35.

    A number that is named is never merely wider: "at least 7" after 9 is another number.
    """
    if isinstance(wide, Count | Measure) and named_number(wide, 1) is not None:
        return False
    outer, inner = bounds_of(wide), bounds_of(narrow)
    if outer is not None and inner is not None:
        return outer[0] <= inner[0] and inner[1] <= outer[1]  # type: ignore[operator]
    if isinstance(wide, Place) and isinstance(narrow, Place):
        return _contains(wide, narrow)
    return False


def are_variants(one: str, other: str) -> bool:
    """Say whether each word of the shorter name has a like word in the longer.

    >>> are_variants("the Front", "Dasht Front"), are_variants("ten years", "twelve years")
    (True, False)
    """
    from rapidfuzz import fuzz

    short, long = sorted((_words(one), _words(other)), key=len)
    return all(any(word == w or fuzz.ratio(word, w) >= _VARIANT for w in long) for word in short)


def _words(name: str) -> list[str]:
    """Return the first words of a name, cut so that no text makes comparing slow."""
    return [word[:40] for word in plain(name[:2000]).split()[:30]]


def _actors_agree(one: Actor, other: Actor, cast: Mapping[str, Participant]) -> bool:
    left, right = cast.get(one.participant), cast.get(other.participant)
    if left is not None and right is not None:
        if left.member_of == right.id or right.member_of == left.id:
            return True
        if left.member_of is not None and left.member_of == right.member_of:
            return True
        if left.type == right.type == "person" and (_is_described(left) or _is_described(right)):
            return True
    return are_variants(left.name if left else one.name, right.name if right else other.name)


def _is_described(person: Participant) -> bool:
    """Say whether somebody is described and not named: "an 18-year-old man" may be anybody."""
    return _last_word(person.name)[:1].islower()


@functools.cache
def _types_agree(one: str, other: str) -> bool:
    types = load_yaml("ontology/events.yaml")["types"]
    left, right = types.get(one), types.get(other)
    if left is None or right is None:
        return one == other
    if any(kind.get("outcome") or kind.get("follows") for kind in (left, right)):
        return True
    return left.get("family") is not None and left.get("family") == right.get("family")


def places_agree(one: Place, other: Place) -> bool:
    """Say whether one place contains the other, or whether nothing known keeps them apart.

    Two cities, or two regions, do not agree; a place that the gazetteer does not know could lie in any.
    """
    if one.precision is None or other.precision is None:
        return one.country is None or other.country is None or one.country == other.country
    if one.geonameid is not None and one.geonameid == other.geonameid:
        return True
    if plain(one.name) == plain(other.name) and None in (one.geonameid, other.geonameid):
        return True
    return _contains(one, other) or _contains(other, one) or _offset_reaches(one, other)


def _contains(outer: Place, inner: Place) -> bool:
    names = {plain(name) for name in (outer.name, outer.gazetteer_name) if name}
    if not names.isdisjoint(plain(name) for name in inner.within):
        return True
    if outer.country is not None and inner.country is not None and outer.country != inner.country:
        return False
    ranks = _RANKS.get(outer.precision or "", 0), _RANKS.get(inner.precision or "", 0)
    if outer.precision == "country":
        return outer.country is not None and outer.country == inner.country and ranks[0] > ranks[1]
    if _is_county(outer) and not _is_county(inner) and inner.precision in ("city", "district", "point"):
        return _reaches(outer, inner)
    if outer.precision == "region" and ranks[0] > ranks[1]:
        if outer.admin1 is not None and inner.admin1 is not None:
            return outer.admin1 == inner.admin1
        return inner.admin1 is not None and plain(inner.admin1) in names
    return ranks[0] > ranks[1] and _reaches(outer, inner)


def _reaches(outer: Place, inner: Place) -> bool:
    km = distance(outer, inner)
    kind = "county" if _is_county(outer) else outer.precision
    return km is not None and km <= float(load_yaml("ontology/slots.yaml")["reach"].get(kind, 0))


def _is_county(place: Place) -> bool:
    """Say whether a district holds towns, as "Lynn County" does and the districts of a town do not."""
    counties = load_yaml("ontology/slots.yaml")["counties"]
    return place.precision == "district" and _last_word(place.name).casefold() in counties


def _last_word(name: str) -> str:
    return next(iter(name.split()[-1:]), "")


def _offset_reaches(one: Place, other: Place) -> bool:
    return any(
        near.offset is not None
        and plain(near.offset.from_) in (plain(far.name), plain(far.gazetteer_name or ""))
        for near, far in ((one, other), (other, one))
    )


def distance(one: Place, other: Place) -> float | None:
    """Return the kilometres between two places along a great circle (haversine), None without coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    lat, lat2 = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((lat2 - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(lat2) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 2 * _EARTH * math.asin(math.sqrt(min(1.0, half)))
