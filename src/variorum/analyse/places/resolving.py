"""Which place of the gazetteer each name of a report means, all names together."""

import math

import msgspec

from variorum.analyse.page import Page
from variorum.analyse.places.containers import find_owner
from variorum.analyse.places.distance import distance
from variorum.analyse.places.entry import Candidate
from variorum.analyse.places.evidence import Evidence, Group, gather
from variorum.analyse.places.finding import Naming
from variorum.analyse.places.gazetteer import Gazetteer
from variorum.analyse.places.homes import Home
from variorum.analyse.places.lexicon import load_lexicon
from variorum.analyse.places.offsets import find_offset
from variorum.analyse.places.scoring import describe, describe_neighbours, weigh
from variorum.model.analysis import Toponym
from variorum.model.value import Place

_UNKNOWN = "no place of this name is known"
_UNPLACED = "several places may be meant and nothing in the report tells which"
_KEPT = 25  # candidates of one name that are weighed against the report's other places
_OTHERS = 40  # names of one report that are weighed as neighbours: keeps a list of a thousand towns linear
_SHOWN = 5
_SMALL = frozenset({"city", "town", "district", "county"})
_FAMOUS = 150_000  # people: cities that papers name without saying where they are
_TOWN, _LARGE = 5_000, 20_000
_BY, _NEAR = 60, 200  # kilometres
_ONE = frozenset({"city", "island", "state"})
_SAME = 30  # kilometres between a town and the middle of its island or province


def resolve(page: Page, names: list[Naming], gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """Resolve the names of one page together; the result is in the order of `names`."""
    groups, evidence = gather(page, names, gazetteer, load_lexicon())
    ranked = [rank(group, evidence) for group in groups]
    chosen: list[Candidate | None] = [options[0][1] if options else None for options in ranked]
    for _ in range(2):
        chosen = choose(ranked, chosen)
    settled: list[Candidate | None] = []
    for at, (group, best) in enumerate(zip(groups, chosen, strict=True)):
        others = [place for index, place in enumerate(chosen) if place is not None and index != at]
        is_settled = best is not None and is_supported(best, group, evidence, others[:_OTHERS])
        settled.append(best if is_settled else None)
    town = main_town(groups, settled)
    found: dict[int, Toponym] = {}
    for group, options, place in zip(groups, ranked, settled, strict=True):
        for index in group.members:
            toponym = make_toponym(names[index], group, place, [c for _, c in options])
            if group.is_part and place is None and town is not None:
                toponym = put_into(toponym, town)
            if place is None and group.container is None and not group.is_part:
                toponym = give_to_owner(page.text, toponym, gazetteer)
            found[index] = set_off(page.text, toponym)
    return tuple(found[index] for index in range(len(names)))


def main_town(groups: list[Group], settled: list[Candidate | None]) -> Candidate | None:
    """Return the town that a report names most often, the first of equals; None where it names none."""
    towns = [
        (len(group.members), place)
        for group, place in zip(groups, settled, strict=True)
        if place is not None and place.kind == "city"
    ]
    return max(towns, key=lambda pair: pair[0])[1] if towns else None


def put_into(toponym: Toponym, town: Candidate) -> Toponym:
    """Place an unknown part of a town ("the South Side") where the town is, as near as its point tells."""
    place = Place(
        name=toponym.place.name,
        country=town.country or None,
        admin1=town.admin1 or None,
        lat=town.lat,
        lon=town.lon,
        precision="district",
        within=(town.name, *toponym.place.within),
    )
    return Toponym(span=toponym.span, place=place, candidates=toponym.candidates)


def give_to_owner(text: str, toponym: Toponym, gazetteer: Gazetteer) -> Toponym:
    """Note the country or division that owns an unknown place: "Velmia's Osk zone"."""
    owner = find_owner(text, toponym.span, gazetteer, load_lexicon())
    if owner is None:
        return toponym
    country = owner.places[0].country if len({c.country for c in owner.places}) == 1 else None
    place = msgspec.structs.replace(toponym.place, country=country, within=owner.chain)
    return msgspec.structs.replace(toponym, place=place)


def is_supported(place: Candidate, group: Group, evidence: Evidence, others: list[Candidate]) -> bool:
    """Say whether anything in the report speaks for a place beside its name.

    Wide places and well-known cities need no support. A part of a town must lie by a place that the report
    names or by the outlet's home; a small town must too, or its division or country must be named, or the
    outlet's address bear its name, or no other place have a name of its words.
    """
    home = evidence.home
    beside: list[Candidate | Home] = list(others)
    if home is not None and home.town:
        beside.append(home)
    local = [other for other in beside if not _is_wide(other)]
    if group.is_part:
        is_city = place.kind == "city" and place.own and place.population >= _FAMOUS
        reach = _NEAR if is_city else _BY  # "a Miami neighborhood" is the city's own
        return (is_city and not local) or any(distance(place, other) < reach for other in local)
    if place.kind not in _SMALL or place.population >= _FAMOUS:
        return True
    is_abroad = _is_abroad(place, evidence)
    if group.container is not None or group.in_outlet or (_is_unique(place, group) and not is_abroad):
        return True
    if evidence.states[place.country, place.admin1] or place.country in {group.worded, *group.countries}:
        return True
    if home is not None and place.country == home.country and home.admin1 in {"", place.admin1}:
        return True
    if evidence.countries[place.country] and place.population >= _TOWN:
        return True
    if any(distance(place, other) < _reach(place, other) for other in beside):
        return True
    same, rest = _split(place, group)
    people = max(c.population for c in same)
    is_its_name = any(c.own for c in same)
    return not (local or is_abroad) and is_its_name and people >= max(_TOWN, 3 * rest)


def _split(place: Candidate, group: Group) -> tuple[list[Candidate], int]:
    """Return the candidates that are one place with this, and how many people the largest of the others has.

    An island and its only town bear one name, a province and its seat another's.
    """
    same = [place]
    rest = 0
    for other in group.options:
        if other.row == place.row:
            continue
        if other.kind in _ONE and distance(place, other) < _SAME:
            same.append(other)
        else:
            rest = max(rest, other.population)
    return same, rest


def _reach(place: Candidate, other: Candidate | Home) -> int:
    """Return how near another place must lie to speak for a small one: villages vouch for neighbours."""
    is_firm = (
        _is_wide(other) or isinstance(other, Home) or other.kind == "county" or other.population >= _LARGE
    )
    return _NEAR if is_firm and place.kind not in {"town", "district"} else _BY


def _is_unique(place: Candidate, group: Group) -> bool:
    """Say whether a name of several words is a known town's alone, as far as the gazetteer can tell."""
    is_town = place.kind == "city" and place.own and " " in group.key
    return is_town and all(c.row == place.row or c.population == 0 for c in group.options)


def _is_abroad(place: Candidate, evidence: Evidence) -> bool:
    """Say whether the countries that a report names, and its outlet's, are known and all are others."""
    named = {country for country, times in evidence.countries.items() if times}
    if evidence.home is not None:
        named.add(evidence.home.country)
    return bool(named) and place.country not in named


def _is_wide(place: Candidate | Home) -> bool:
    return isinstance(place, Candidate) and place.kind not in _SMALL


def rank(group: Group, evidence: Evidence) -> list[tuple[float, Candidate]]:
    """Return the candidates of a group, best first, by what does not depend on other names."""
    cities = [c for c in group.options if c.kind == "city"]
    most = max(
        (c.population for c in cities if c.own), default=max((c.population for c in cities), default=0)
    )
    scored = [(weigh(describe(c, group, evidence, most)), c) for c in group.options]
    return sorted(scored, key=lambda pair: (-pair[0], pair[1].row))[:_KEPT]


def choose(
    ranked: list[list[tuple[float, Candidate]]], chosen: list[Candidate | None]
) -> list[Candidate | None]:
    """Choose again for every group, now that the other groups' places are known."""
    known = [(at, place) for at, place in enumerate(chosen) if place is not None][:_OTHERS]
    again: list[Candidate | None] = []
    for at, options in enumerate(ranked):
        others = [place for index, place in known if index != at]
        best, best_score = None, -math.inf
        for score, place in options:
            total = score + (weigh(describe_neighbours(place, others)) if len(options) > 1 else 0.0)
            if total > best_score:
                best, best_score = place, total
        again.append(best)
    return again


def make_toponym(name: Naming, group: Group, place: Candidate | None, options: list[Candidate]) -> Toponym:
    """Build the toponym of a name from the place that it was found to mean, or from none.

    An unknown place that the words put inside a known one keeps null coordinates: the wider place is in
    `within`, and is never put in its stead.
    """
    within = group.container.chain if group.container is not None else ()
    if place is None:
        known = bool(options)
        around = {c.country for c in group.container.places} if group.container is not None else set()
        return Toponym(
            span=name.span,
            place=Place(name=name.words, country=min(around) if len(around) == 1 else None, within=within),
            reason=_UNPLACED if known else _UNKNOWN,
            candidates=tuple(_label(c) for c in options[:_SHOWN]),
        )
    return Toponym(
        span=name.span,
        place=place.to_place(name.words, within),
        candidates=tuple(_label(c) for c in options[:_SHOWN]) if len(options) > 1 else (),
    )


def set_off(text: str, toponym: Toponym) -> Toponym:
    """Note how far from the place the words lead; the coordinates stay the named place's own."""
    offset = find_offset(text, toponym.span, load_lexicon())
    if offset is None or toponym.place.precision not in {"city", "point"}:
        return toponym
    place = msgspec.structs.replace(toponym.place, offset=offset, precision="district")
    return msgspec.structs.replace(toponym, place=place)


def _label(place: Candidate) -> str:
    return ", ".join(part for part in (place.name, place.admin1, place.country) if part)
