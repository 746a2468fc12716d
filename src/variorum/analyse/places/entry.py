"""One line of a gazetteer, before and after it is compiled."""

from collections.abc import Sequence
from typing import NamedTuple

from variorum.model.value import Place, Precision

# What a place is. The order is that of the compiled file: add at the end only.
KINDS = (
    "continent",
    "area",  # named stretches of land: Darfur, the Middle East, a military front
    "country",
    "state",  # first-order division
    "county",  # second-order division
    "city",
    "town",  # a place without a known population
    "district",  # part of a city
    "water",
    "island",
    "mountain",
    "park",
)


class Entry(NamedTuple):
    """A place to be compiled: `keys` are the other names it goes by, folded."""

    name: str
    kind: str
    country: str
    admin1: str
    lat: float
    lon: float
    population: int = 0
    geonameid: int = 0
    keys: tuple[str, ...] = ()


class Candidate(NamedTuple):
    """A place that a name may mean. `own` says that the name looked up is its own, not another name."""

    row: int
    name: str
    kind: str
    country: str
    admin1: str
    lat: float
    lon: float
    population: int
    geonameid: int
    own: bool

    def to_place(self, words: str, within: Sequence[str] = ()) -> Place:
        """Return this place under the words that name it; `within` are wider places that they add."""
        return Place(
            name=words,
            gazetteer_name=self.name,
            country=self.country or None,
            admin1=self.admin1 or None,
            lat=self.lat,
            lon=self.lon,
            geonameid=self.geonameid or None,
            precision=_PRECISION.get(self.kind, "region"),
            within=tuple(within),
        )


# How precisely a place of each kind tells where something is; of the others no more than the region.
_PRECISION: dict[str, Precision] = {
    "country": "country",
    "city": "city",
    "town": "city",
    "district": "city",
    "county": "district",
}
