"""Which place of the gazetteer a name means: containment, the report's other places, then people."""

import math
from collections import Counter

from variorum.analyse.page import Page
from variorum.analyse.places.entry import Candidate
from variorum.analyse.places.finding import Naming
from variorum.analyse.places.gazetteer import Gazetteer
from variorum.model.analysis import Toponym
from variorum.model.value import Place, Precision

_PRECISION: dict[str, Precision] = {
    "country": "country",
    "city": "city",
    "town": "city",
    "district": "city",
    "county": "district",
}
_WIDTH = {"continent": 4.0, "country": 4.0, "area": 2.0, "water": 1.5, "state": 3.0, "county": 1.0}


def resolve(page: Page, names: list[Naming], gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """Resolve the names of one page together."""
    options = {name.key: gazetteer.look_up(name.key) for name in names}
    countries: Counter[str] = Counter()
    states: Counter[tuple[str, str]] = Counter()
    for name in names:
        for c in options[name.key]:
            if c.kind == "country":
                countries[c.country] += 1
            elif c.kind == "state":
                states[c.country, c.admin1] += 1
    chosen: dict[str, Candidate] = {}
    for key, candidates in options.items():
        if candidates:
            chosen[key] = max(
                candidates,
                key=lambda c: (
                    math.log10(c.population + 10)
                    + _WIDTH.get(c.kind, 0)
                    + c.own
                    + min(2, countries[c.country])
                    + 2 * min(2, states[c.country, c.admin1]),
                    -c.index,
                ),
            )
    return tuple(make_toponym(name, chosen.get(name.key), options[name.key]) for name in names)


def make_toponym(name: Naming, place: Candidate | None, options: tuple[Candidate, ...]) -> Toponym:
    """Build the toponym of a name from the place that it was found to mean, or from none."""
    if place is None:
        return Toponym(span=name.span, place=Place(name=name.words), reason="no place of this name is known")
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
        ),
    )
