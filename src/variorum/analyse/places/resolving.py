"""Which place of the gazetteer each name of a report means, all names together."""

import math

from variorum.analyse.page import Page
from variorum.analyse.places.entry import Candidate
from variorum.analyse.places.evidence import Evidence, Group, gather
from variorum.analyse.places.finding import Naming
from variorum.analyse.places.gazetteer import Gazetteer
from variorum.analyse.places.lexicon import load_lexicon
from variorum.analyse.places.scoring import describe, describe_neighbours, weigh
from variorum.model.analysis import Toponym
from variorum.model.value import Place, Precision

_PRECISION: dict[str, Precision] = {
    "country": "country",
    "city": "city",
    "town": "city",
    "district": "city",
    "county": "district",
}
_KEPT = 25  # candidates of one name that are weighed against the report's other places
_OTHERS = 40  # names of one report that are weighed as neighbours: keeps a list of a thousand towns linear
_SHOWN = 5


def resolve(page: Page, names: list[Naming], gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """Resolve the names of one page together; the result is in the order of `names`."""
    groups, evidence = gather(page, names, gazetteer, load_lexicon())
    ranked = [rank(group, evidence) for group in groups]
    chosen: list[Candidate | None] = [options[0][1] if options else None for options in ranked]
    for _ in range(2):
        chosen = choose(ranked, chosen)
    found: dict[int, Toponym] = {}
    for group, options, place in zip(groups, ranked, chosen, strict=True):
        for index in group.members:
            found[index] = make_toponym(names[index], group, place, [c for _, c in options])
    return tuple(found[index] for index in range(len(names)))


def rank(group: Group, evidence: Evidence) -> list[tuple[float, Candidate]]:
    """Return the candidates of a group, best first, by what does not depend on other names."""
    most = max((c.population for c in group.options if c.kind == "city"), default=0)
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
    within = (group.container.words,) if group.container is not None else ()
    if place is None:
        return Toponym(
            span=name.span,
            place=Place(name=name.words, within=within),
            reason="no place of this name is known",
        )
    return Toponym(
        span=name.span,
        place=Place(
            name=name.words,
            gazetteer_name=place.name,
            country=place.country or None,
            admin1=place.admin1 or None,
            lat=place.lat,
            lon=place.lon,
            geonameid=place.geonameid or None,
            precision=_PRECISION.get(place.kind, "region"),
            within=within,
        ),
        candidates=tuple(_label(c) for c in options[:_SHOWN]) if len(options) > 1 else (),
    )


def _label(place: Candidate) -> str:
    return ", ".join(part for part in (place.name, place.admin1, place.country) if part)
