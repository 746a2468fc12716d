"""Towns that the words put inside another: "the Osk district of Velm", "Velm's Osk quarter", "Osk, Velm"."""

from collections.abc import Sequence

import msgspec

from variorum.analyse.places.distance import measure
from variorum.analyse.places.lexicon import load_lexicon
from variorum.model.analysis import Toponym
from variorum.model.value import Place

_REACH = 25.0  # km from the middle of a town to its farthest quarter
_GAP = 5  # words between the names: ", a northern suburb of"
_OWNERS = ("'s", "\u2019s")


def nest_quarters(text: str, toponyms: Sequence[Toponym]) -> tuple[Toponym, ...]:
    """Note the wider town in `within` of a town that stands beside it as its part.

    The gazetteer has quarters as towns of their own; only the words tell which of two towns holds the other.
    """
    found = list(toponyms)
    for at in range(len(found) - 1):
        one, other = found[at], found[at + 1]
        if not _may_nest(one.place, other.place):
            continue
        gap = text[one.span.end : other.span.start]
        if gap.strip() in _OWNERS:
            found[at + 1] = _put(other, one)
        elif _is_part_of(gap) or (gap == ", " and not _goes_on(text, other.span.end)):
            found[at] = _put(one, other)
    return tuple(found)


def _may_nest(one: Place, other: Place) -> bool:
    if one.precision != "city" or other.precision != "city" or one.country != other.country:
        return False
    if one.geonameid == other.geonameid:
        return False
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    return measure((one.lat, one.lon), (other.lat, other.lon)) <= _REACH


def _is_part_of(gap: str) -> bool:
    words = gap.replace(",", " ").casefold().split()
    if not 2 <= len(words) <= _GAP or words[-1] != "of":
        return False
    return words[-2] in load_lexicon().words["quarters"]


def _goes_on(text: str, end: int) -> bool:
    """Say whether a list of towns goes on behind one: "Osk, Velm and Tarn" are three."""
    behind = text[end : end + 8].lstrip(" ,").casefold()
    return behind.startswith(("and ", "or ", "& "))


def _put(inner: Toponym, outer: Toponym) -> Toponym:
    place = inner.place
    name = outer.place.name
    if name in place.within:
        return inner
    return msgspec.structs.replace(inner, place=msgspec.structs.replace(place, within=(name, *place.within)))
