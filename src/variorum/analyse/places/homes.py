"""Where an outlet is at home: what its readers need not be told."""

import functools
from typing import NamedTuple

from variorum.analyse.places.gazetteer import Gazetteer
from variorum.analyse.places.naming import fold
from variorum.data import load_rows


class Home(NamedTuple):
    """An outlet's town, or its country alone (`town` False: the point is then that country's)."""

    country: str
    admin1: str
    lat: float
    lon: float
    town: bool


@functools.cache
def load_homes() -> dict[str, tuple[str, str, str]]:
    """Return each known outlet's town, division and country code, by its domain."""
    return {
        domain: (town, division, country)
        for town, division, country, domains in load_rows("places/outlets.tsv")
        for domain in domains.split()
    }


def find_home(outlet: str | None, gazetteer: Gazetteer) -> Home | None:
    """Return an outlet's home by its domain: a known town, else the country that the domain ends in."""
    return _find(outlet.casefold().removeprefix("www."), gazetteer) if outlet else None


@functools.lru_cache(maxsize=4096)
def _find(outlet: str, gazetteer: Gazetteer) -> Home | None:
    homes = load_homes()
    parts = outlet.split(".")
    for start in range(len(parts) - 1):
        listed = homes.get(".".join(parts[start:]))
        if listed is not None:
            return _placed(*listed, gazetteer)
    code = {"uk": "GB", "com": ""}.get(parts[-1], parts[-1].upper())
    if len(code) == 2 and len(parts) > 1:
        return Home(code, "", 0.0, 0.0, town=False)
    return None


def _placed(town: str, division: str, country: str, gazetteer: Gazetteer) -> Home | None:
    options = [
        c for c in gazetteer.look_up(fold(town)) if c.country == country and division in {c.admin1, "-"}
    ]
    if not options:
        return Home(country, "" if division == "-" else division, 0.0, 0.0, town=False)
    best = max(options, key=lambda c: (c.kind == "city", c.own, c.population, -c.row))
    return Home(country, best.admin1, best.lat, best.lon, town=True)
