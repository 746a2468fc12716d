"""Where an outlet is at home: what its readers need not be told."""

import functools
from typing import NamedTuple

from variorum.analyse.places.gazetteer import Gazetteer
from variorum.analyse.places.naming import fold
from variorum.data import load_rows, load_yaml

_LONG = 6  # letters; shorter names stand in other words


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


@functools.cache
def _states() -> dict[str, str]:
    """Return the American states by their names as addresses have them, longest first."""
    also = load_yaml("places/short.yaml")["also"]
    names = [name for name in load_yaml("places/states.yaml") if name not in also]
    return {fold(name).replace(" ", ""): name for name in sorted(names, key=lambda name: (-len(name), name))}


def is_in_outlet(key: str, outlet: str | None) -> bool:
    """Say whether an outlet's address holds a place's name: "orvelcitynews.com" is at home in Orvel City.

    >>> is_in_outlet("orvel city", "www.orvelcitynews.com"), is_in_outlet("post", "orvelpost.com")
    (True, False)
    """
    name = key.replace(" ", "")
    return len(name) >= _LONG and name in (outlet or "").casefold().rpartition(".")[0]


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
    state = next((name for key, name in _states().items() if key in outlet), None)
    if state is not None:
        return Home("US", state, 0.0, 0.0, town=False)
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
