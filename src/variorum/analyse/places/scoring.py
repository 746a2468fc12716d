"""How well a place fits a name in its report: a weighted sum of features, by fitted weights."""

import functools
import math

from variorum.analyse.places.distance import distance
from variorum.analyse.places.entry import Candidate
from variorum.analyse.places.evidence import Evidence, Group
from variorum.analyse.places.homes import Home
from variorum.data import load_yaml

# Order matters to the fitting alone; `places/weights.yaml` holds a weight for each.
FEATURES = (
    "people",
    "people_wide",
    "most_people",
    "other_name",
    "continent",
    "area",
    "country",
    "state",
    "county",
    "state_of_city",
    "state_worded",
    "town",
    "district",
    "nature",
    "contained",
    "not_contained",
    "adjective",
    "worded",
    "not_worded",
    "state_adjective",
    "country_named",
    "state_named",
    "only_country",
    "home_near",
    "home_close",
    "home_state",
    "home_country",
    "near",
    "close",
    "same_division",
    "same_country",
    "dwarfed",
)
_CHIEF, _SEAT = 50_000, 200  # people, kilometres: a chief town and how far it may lie from the middle
_GREAT, _DWARFING, _NEAR_HOME = 100_000, 100, 150  # people, times smaller, kilometres
_WIDE = frozenset({"area", "country", "state", "water", "island", "mountain", "park"})
_KIND = {"water": "nature", "island": "nature", "mountain": "nature", "park": "nature"}


@functools.cache
def load_weights() -> dict[str, float]:
    """Return the weight of each feature."""
    return {name: float(value) for name, value in load_yaml("places/weights.yaml")["weights"].items()}


def describe(place: Candidate, group: Group, evidence: Evidence, most: int) -> dict[str, float]:
    """Return the features of one candidate that do not depend on how other names are resolved."""
    found = {"people": math.log10(place.population + 1.0) if place.kind in {"city", "district"} else 0.0}
    if place.kind != "city":
        found["people_wide"] = math.log10(place.population + 1.0) - 6 if place.kind in _WIDE else 0.0
        found[_KIND.get(place.kind, place.kind)] = 1.0
    found["most_people"] = float(place.kind == "city" and place.population == most)
    found["other_name"] = float(not place.own)
    if place.kind == "state":
        found["state_worded"] = float(group.is_division)
        found["state_of_city"] = float(not group.is_division and _has_city(place, group))
    if group.container is not None:
        found["contained" if group.container.holds(place) else "not_contained"] = 1.0
    if place.country:
        found["adjective"] = float(place.country in group.countries)
        if group.worded is not None:
            found["worded" if place.country == group.worded else "not_worded"] = 1.0
        if place.country == "US":
            found["state_adjective"] = float(place.admin1.casefold() in group.states)
        own = len(group.members)
        named = evidence.countries[place.country] - (own if place.kind == "country" else 0)
        found["country_named"] = math.log1p(max(0, named))
        found["only_country"] = float(bool(named > 0 and len(evidence.countries) == 1))
        named = evidence.states[place.country, place.admin1] - (own if place.kind == "state" else 0)
        found["state_named"] = math.log1p(max(0, named)) if place.admin1 else 0.0
    home = evidence.home
    found["dwarfed"] = float(
        group.container is None and _is_dwarfed(place, most) and not _is_local(place, home)
    )
    if home is not None:
        found["home_country"] = float(place.country == home.country)
        found["home_state"] = float(bool(home.admin1) and place.admin1 == home.admin1)
        if home.town:
            away = distance(place, home)
            found["home_near"] = math.exp(-away / 150)
            found["home_close"] = math.exp(-away / 30)
    return found


def _is_dwarfed(place: Candidate, most: int) -> bool:
    """Say whether a great city bears a small place's name: only readers near by think of the small one."""
    return place.kind in {"city", "town"} and most >= _GREAT and place.population * _DWARFING < most


def _is_local(place: Candidate, home: Home | None) -> bool:
    if home is None:
        return False
    if home.admin1 and home.country == place.country and home.admin1 == place.admin1:
        return True
    return home.town and distance(place, home) < _NEAR_HOME


def _has_city(state: Candidate, group: Group) -> bool:
    """Say whether the division's chief town bears its name, as Lima does."""
    return any(
        c.kind == "city"
        and c.own
        and c.country == state.country
        and c.population >= _CHIEF
        and distance(c, state) < _SEAT
        for c in group.options
    )


def describe_neighbours(place: Candidate, others: list[Candidate]) -> dict[str, float]:
    """Return the features of one candidate that the places chosen for the other names give."""
    found = {"near": 0.0, "close": 0.0, "same_division": 0.0, "same_country": 0.0}
    for other in others:
        if other.country != place.country:
            continue
        found["same_country"] += 1.0
        if other.kind in {"country", "continent"}:
            continue
        away = distance(place, other)
        found["near"] += math.exp(-away / 150)
        found["close"] += math.exp(-away / 30)
        found["same_division"] += bool(place.admin1 and other.admin1 == place.admin1)
    found["same_country"] = found["same_country"] / len(others) if others else 0.0
    for name in ("near", "close", "same_division"):
        found[name] = math.log1p(found[name])
    return found


def weigh(features: dict[str, float]) -> float:
    """Return the weighted sum of features."""
    weights = load_weights()
    return sum(weights[name] * value for name, value in features.items() if value)
