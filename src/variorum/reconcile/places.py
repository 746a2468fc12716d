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
    if None in (one.geonameid, other.geonameid):
        if plain(one.name) == plain(other.name):
            return True
        if one.precision == other.precision == "city" and _is_near(one, other, "city"):
            return are_variants(one.name, other.name)  # "Osk" and "Osk Township"
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
        if inner.admin1 is not None and plain(inner.admin1) in names:
            return True
        # "West Velmland" is no division: it has no known bounds, so its middle tells of little around.
        return outer.geonameid is None and _is_near(outer, inner, "county")
    return ranks[0] > ranks[1] and _reaches(outer, inner)


def _reaches(outer: Place, inner: Place) -> bool:
    is_of_county = _is_county(outer) or _is_placed_by_county(inner)
    return _is_near(outer, inner, "county" if is_of_county else outer.precision or "")


def _is_near(one: Place, other: Place, reach: str) -> bool:
    km = distance(one, other)
    return km is not None and km <= float(load_yaml("ontology/slots.yaml")["reach"].get(reach, 0))


def _is_county(place: Place) -> bool:
    """Say whether a district holds towns, as "Lynn County" does and the districts of a town do not."""
    counties = load_yaml("ontology/slots.yaml")["counties"]
    return place.precision == "district" and last_word(place.name).casefold() in counties


def _is_placed_by_county(place: Place) -> bool:
    """Say whether a site stands where its county does, since no report names its town."""
    counties = load_yaml("ontology/slots.yaml")["counties"]
    is_site = place.precision == "point" and place.geonameid is None
    return is_site and bool(place.within) and last_word(place.within[0]).casefold() in counties


def _sites_agree(one: Place, other: Place) -> bool:
    """Say whether two sites that only their town places may be one: "5200 block of Fern Way", "Falls homes".

    Two streets of other names are two, and so are two sites of one kind: the Osk and the Velm hospital.
    Reports that put one street into its quarter and its town name one street.
    """
    ways = frozenset(load_yaml("ontology/slots.yaml")["sites"]["ways"])
    left, right = plain(one.name).split(), plain(other.name).split()
    on_ways = not ways.isdisjoint(left), not ways.isdisjoint(right)
    if distance(one, other) != 0:
        is_of_county = _is_placed_by_county(one) or _is_placed_by_county(other)
        shared = (_names_of_way(one) & _names_of_way(other)) - _words_of_towns(one, other)
        is_one_street = all(on_ways) and bool(shared) and _is_near(one, other, "city")
        if not is_one_street and not (is_of_county and _is_near(one, other, "county")):
            return False
    if all(on_ways):
        is_unnamed = _is_unnamed_way(one) or _is_unnamed_way(other)
        is_alike = are_variants(one.name, other.name) or bool(_names_of_way(one) & _names_of_way(other))
        return is_unnamed or is_alike
    return any(on_ways) or left[-1:] != right[-1:] or are_variants(one.name, other.name)


def _names_of_way(place: Place) -> frozenset[str]:
    """Return the words that tell a street from others: no house number, no "street", no "corner"."""
    words = load_yaml("ontology/slots.yaml")["sites"]
    common = {*words["ways"], *words["small"]}
    return frozenset(w for w in plain(place.name).split() if w not in common and not w.isdigit())


def _words_of_towns(*places: Place) -> frozenset[str]:
    return frozenset(word for place in places for name in place.within for word in plain(name).split())


def _is_unnamed_way(place: Place) -> bool:
    """Say whether words describe a street and give it no name: "a Velm street", not "Velm Street"."""
    ways = frozenset(load_yaml("ontology/slots.yaml")["sites"]["ways"])
    words = place.name.replace(",", " ").split()
    is_named = any(word[0].isupper() or word[0].isdigit() for word in words if word.casefold() in ways)
    has_number = any(char.isdigit() for char in place.name)
    return not (is_named or has_number or _names_of_way(place) - _words_of_towns(place))


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
