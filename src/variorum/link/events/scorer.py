"""How much speaks for two tellings being of one happening: weighed evidence, in words and figures."""

import datetime
import functools
import math
from collections.abc import Mapping
from dataclasses import dataclass

from variorum.data import load_yaml
from variorum.link.events.profile import Profile

_COMPARED = ("killed", "injured", "captured", "arrested", "released")
_UNLIKE = 0.15  # cosine of two reports' words below which they hardly share a story


@dataclass(frozen=True, slots=True)
class Score:
    """The odds (natural logarithm) that two tellings are of one happening, and what adds to them."""

    odds: float
    reasons: tuple[tuple[str, float], ...]


def features(one: Profile, other: Profile) -> dict[str, float]:
    """Return what two tellings have in common and what differs, each as a number near 0 to 1."""
    found: dict[str, float] = {}
    _compare_days(one, other, found)
    _compare_places(one, other, found)
    _compare_people(one, other, found)
    for slot in _COMPARED:
        a, b = one.counts.get(slot), other.counts.get(slot)
        if a is not None and b is not None:
            found[f"{slot} same" if a == b else f"{slot} differ"] = 1.0
    if one.type == other.type:
        found["type same"] = 1.0
    if one.family != other.family:
        if _is_of_it(one, other):
            found["what came of it"] = 1.0
        else:
            is_never_one = {one.type, other.type} in _types_by("opposed") or _are_told_apart(one, other)
            found["families differ"] = 2.0 if is_never_one else 1.0
    if one.is_main and other.is_main:
        found["both main"] = 1.0
        if one.story is not None and one.story == other.story:
            found["main in one story"] = 1.0
    _compare_words(one, other, found)
    if one.people and other.people:
        found["people alike"] = _cosine(one.people, other.people)
    if one.story is not None and one.story == other.story:
        found["story same"] = 1.0
        if one.type == other.type and one.is_part and other.is_part and one.type in _counted_on():
            found["both came of the news"] = 1.0
    if (
        one.original == other.report
        or other.original == one.report
        or (one.original and one.original == other.original)
    ):
        found["copy"] = 1.0
    return found


def _compare_words(one: Profile, other: Profile, found: dict[str, float]) -> None:
    found["words alike"] = _cosine(one.words, other.words)
    if not _are_asides_of_one_story(one, other):
        found["words unlike"] = max(0.0, 1.0 - found["words alike"] / _UNLIKE)


def _are_asides_of_one_story(one: Profile, other: Profile) -> bool:
    """Say whether one is told beside the news of their story, of which most words of a report are."""
    is_of_one_story = one.story is not None and one.story == other.story
    return is_of_one_story and not (one.is_main and other.is_main)


def score(one: Profile, other: Profile) -> Score:
    """Weigh the evidence for and against two tellings being of one happening."""
    weights = _weights()
    reasons = [("base", weights["base"])]
    for name, value in features(one, other).items():
        weight = weights.get(name, 0.0) * value
        if weight:
            reasons.append((name, round(weight, 3)))
    return Score(sum(w for _, w in reasons), tuple(reasons))


def odds_of(one: Profile, other: Profile) -> float:
    """Return the odds of `score` alone, which is what most pairs are asked for."""
    weights, whole = _weights(), _whole_weights()
    terms = [weights["base"]]
    for name, value in features(one, other).items():
        if value == 1.0:
            terms.append(whole.get(name, 0.0))
        elif weight := weights.get(name, 0.0) * value:
            terms.append(round(weight, 3))
    return sum(terms)


@functools.cache
def load_causes() -> frozenset[str]:
    """Load the families of types whose happenings another report may tell by what came of them alone."""
    return frozenset(load_yaml("events/linking.yaml")["causes"])


@functools.cache
def _counted_on() -> frozenset[str]:
    """Return the types of which a report brings the count of another report up to date: those arrested."""
    return frozenset(load_yaml("events/linking.yaml")["counted_on"])


@functools.cache
def _types_by(key: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in load_yaml("events/linking.yaml")[key])


@functools.cache
def _lasting() -> dict[str, int]:
    return {str(k): int(v) for k, v in load_yaml("events/linking.yaml")["lasting"].items()}


@functools.cache
def _outcomes() -> frozenset[str]:
    types = load_yaml("ontology/events.yaml")["types"]
    return frozenset(name for name, entry in types.items() if entry.get("outcome", False))


def _is_of_it(one: Profile, other: Profile) -> bool:
    """Say whether either tells only the dead, the hurt or a part of what the other may tell whole.

    Those killed days before a protest are what it is about, not what came of it.
    """
    if {one.type, other.type} in _types_by("akin"):
        return True
    if "protest" in (one.family, other.family):
        if (gap := _gap(one, other)) is not None and gap > 1:
            return False
        if _are_told_apart(one, other):
            return False
    return one.type in _outcomes() or other.type in _outcomes()


def _are_told_apart(one: Profile, other: Profile) -> bool:
    """Say whether one tells a protest, the other a deed, and each report the other of the two beside it.

    Reports of one story differ in which of the two is their news: the shooting, or the march against it.
    """
    return (
        "protest" in (one.family, other.family) and one.family in other.beside and other.family in one.beside
    )


@functools.cache
def _weights() -> dict[str, float]:
    return {str(k): float(v) for k, v in load_yaml("events/linking.yaml")["weights"].items()}


@functools.cache
def _whole_weights() -> dict[str, float]:
    """Return what a sort of evidence adds where all of it is there, as most are: rounded once."""
    return {name: round(weight, 3) for name, weight in _weights().items()}


def _cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    # Summed exactly, because what two sets share comes in no fixed order.
    return math.fsum([a[word] * b[word] for word in a.keys() & b.keys()])


def _compare_days(one: Profile, other: Profile, found: dict[str, float]) -> None:
    lasts = max(_lasting().get(one.type, 0), _lasting().get(other.type, 0))
    if one.published and other.published:
        apart = max(0, abs(_ordinal(one.published) - _ordinal(other.published)) - lasts)
        found["published apart"] = min(math.log1p(apart), 7.0) / 7.0
    gap = _gap(one, other)
    if gap is None or 1 < gap <= lasts:
        found["day unknown"] = 1.0
    elif gap == 0:
        found["day same" if max(_days(one), _days(other)) <= 1 else "days meet"] = 1.0
    elif gap == 1:
        found["day next"] = 1.0
    else:
        found["days differ"] = min(1.0, 0.4 + gap / 20.0)


def _gap(one: Profile, other: Profile) -> int | None:
    """Return the days between two tellings' times, None where one has none."""
    a, b, c, d = (
        one.start or one.end,
        one.end or one.start,
        other.start or other.end,
        other.end or other.start,
    )
    if a is None or b is None or c is None or d is None:
        return None
    return max(0, _ordinal(c) - _ordinal(b), _ordinal(a) - _ordinal(d))


def _days(one: Profile) -> int:
    """Return how many days after its first day the time of a telling ends."""
    first, last = one.start or one.end, one.end or one.start
    return 0 if first is None or last is None else _ordinal(last) - _ordinal(first)


_FAR = 100.0  # km; a day's news of one happening names no town so far from it, but by mistake


def _compare_places(one: Profile, other: Profile, found: dict[str, float]) -> None:
    if one.towns and other.towns:
        near = min(_km(a, b) for a in one.towns for b in other.towns)
        found["town same" if near <= 15 else "town near" if near <= 60 else "town differs"] = 1.0
        if near > _FAR and not one.regions & other.regions:
            found["towns far"] = 1.0
    elif one.regions and other.regions:
        mine, yours = ({r for r in p.regions if not r.endswith("/")} for p in (one, other))
        differs = "region differs" if mine and yours else "region wide"  # no more than the country
        found["region same" if one.regions & other.regions else differs] = 1.0
    else:
        found["place unknown"] = 1.0


def _compare_people(one: Profile, other: Profile, found: dict[str, float]) -> None:
    if one.names and other.names:
        full = one.names & other.names
        surnames = {n[-1] for n in one.names} & {n[-1] for n in other.names}
        if full:
            found["name same"] = min(2.0, float(len(full)))
        elif surnames:
            found["surname same"] = 1.0
        else:
            found["names differ"] = 1.0
    if one.is_sexual != other.is_sexual and one.family == other.family and not one.names & other.names:
        found["kinds differ"] = 1.0
    if one.ages and other.ages:
        shared = len(one.ages & other.ages)
        found["age same" if shared else "ages differ"] = min(2.0, shared) if shared else 1.0


@functools.lru_cache(maxsize=65536)
def _ordinal(day: str) -> int:
    return datetime.date.fromisoformat(day[:10]).toordinal()


def _km(a: tuple[float, float], b: tuple[float, float]) -> float:
    north, east = (a[0] - b[0]) * 111.2, (a[1] - b[1]) * 111.2 * math.cos(math.radians((a[0] + b[0]) / 2))
    return math.hypot(north, east)
