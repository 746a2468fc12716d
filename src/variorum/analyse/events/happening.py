"""A happening of one report, put together of its mentions: its times, towns and people."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from variorum.analyse.events.mention import Mention
from variorum.model.analysis import Toponym
from variorum.model.value import Place, Time

# A time that ends so many days before another is of another happening.
_LONG_AGO = 40
_MORNING = frozenset({"00", "01", "02", "03", "04", "05"})
_KM = 60.0  # two named towns nearer than this may be one place, told twice


@dataclass(slots=True)
class Happening:
    """Mentions of one happening, with what they say of its time, place and people."""

    index: int
    family: str
    mentions: list[Mention] = field(default_factory=list)
    patients: set[int] = field(default_factory=set)
    agents: set[int] = field(default_factory=set)
    echoes: list[Mention] = field(default_factory=list)
    lead_place: Toponym | None = None
    part_of: int | None = None
    is_history: bool = False
    is_secondary: bool = False

    @property
    def told(self) -> list[Mention]:
        """Its mentions that tell it as fact."""
        return [m for m in self.mentions if m.is_told]

    def times(self) -> list[Time]:
        """Return the times that mentions of the happening give; those of its outcomes where no others do."""
        told = [
            m
            for m in (*self.mentions, *self.echoes)
            if m.timex and m.timex.time and m.modality != "hypothetical"
        ]
        for tier in (False, True):
            own = [m.timex.time for m in told if m.timex and m.timex.time and _is_indirect(m) == tier]
            if own:
                return own
        return []

    def towns(self) -> list[Place]:
        """Return the located places of its mentions that are no wider than a city."""
        return [
            m.toponym.place for m in (*self.mentions, *self.echoes) if m.toponym and is_town(m.toponym.place)
        ]


def _is_indirect(mention: Mention) -> bool:
    """Whether the mention's time may be later than the happening's: that of a death, a rescue, a call."""
    return mention.type.is_outcome or mention.is_state or mention.is_call


def is_town(place: Place) -> bool:
    """Say whether a place is located and no wider than a city."""
    return place.lat is not None and place.precision in ("point", "city", "district")


def is_apart(group: Happening, other: Happening) -> bool:
    """Say whether a town of a happening is none of those of another that names some."""
    towns = other.towns()
    return bool(towns) and any(not any(are_near(t, o) for o in towns) for t in group.towns())


def overlap(one: Time, other: Time) -> bool:
    """Say whether two times have a day in common."""
    first = max((one.start or "")[:10], (other.start or "")[:10])
    last = min(_last_day(one, other), _last_day(other, one))
    return first <= last


def _last_day(time: Time, other: Time) -> str:
    """Return the last day of a time; of a night beside an hour of the next morning, the day after."""
    end = (time.end or "9999")[:10]
    if time.timex and time.timex.endswith("TNI") and (other.start or "")[11:13] in _MORNING:
        return (datetime.date.fromisoformat(end) + datetime.timedelta(1)).isoformat()
    return end


def is_later(one: Time, others: Sequence[Time]) -> bool:
    """Say whether a time begins when others are over."""
    return all((one.start or "")[:10] >= (t.end or "")[:10] for t in others)


def is_long_before(time: Time, day: str) -> bool:
    """Say whether a time is over long before a day, given as ISO.

    >>> is_long_before(Time(start="1998-01-01", end="1998-12-31", timex="1998"), "2024-03-11")
    True
    """
    if not time.end or len(day) < len("2024-01-01"):
        return False
    end, news = (datetime.date.fromisoformat(d[:10]) for d in (time.end, day))
    return (news - end).days > _LONG_AGO


def are_near(one: Place, other: Place) -> bool:
    """Say whether two places may be one, told twice."""
    if one.name == other.name or one.geonameid == other.geonameid:
        return True
    if None in (one.lat, one.lon, other.lat, other.lon):
        return True
    north = abs(float(one.lat or 0) - float(other.lat or 0)) * 111.0
    east = abs(float(one.lon or 0) - float(other.lon or 0)) * 80.0
    return north * north + east * east < _KM * _KM
