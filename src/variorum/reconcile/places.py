"""Whether two places can both be where it happened."""

import math

from variorum.data import load_yaml
from variorum.model.value import Place
from variorum.reconcile.sameness import are_variants, last_word, plain

_EARTH = 6371.0  # km
_RANKS = {"point": 0, "district": 1, "city": 1, "region": 2, "country": 3}


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
    if one.precision == other.precision == "point" and one.geonameid is None and other.geonameid is None:
        return _sites_agree(one, other)
    return contains(one, other) or contains(other, one) or _offset_reaches(one, other)


def contains(outer: Place, inner: Place) -> bool:
    """Say whether one place holds the other, by the words, its division or its reach."""
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
    return place.precision == "district" and last_word(place.name).casefold() in counties


def _sites_agree(one: Place, other: Place) -> bool:
    """Say whether two sites that only their town places may be one: "5200 block of Fern Way", "Falls homes".

    Two streets of other names are two, and so are two sites of one kind: the Osk and the Velm hospital.
    """
    if distance(one, other) != 0:
        return False
    words = load_yaml("ontology/slots.yaml")["sites"]
    ways, small = frozenset(words["ways"]), frozenset(words["small"])
    left, right = plain(one.name).split(), plain(other.name).split()
    on_ways = not ways.isdisjoint(left), not ways.isdisjoint(right)
    if all(on_ways):
        names = ({w for w in name if w not in ways | small and not w[0].isdigit()} for name in (left, right))
        return are_variants(one.name, other.name) or bool(set.intersection(*names))
    return any(on_ways) or left[-1:] != right[-1:] or are_variants(one.name, other.name)


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
