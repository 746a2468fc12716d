"""A happening of one report, put together of its mentions: its times, towns and people."""

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from variorum.analyse.events.mention import Mention
from variorum.analyse.participants import Entity
from variorum.model.analysis import Toponym
from variorum.model.value import Place, Time

# A time that ends so many days before another is of another happening.
_LONG_AGO = 40
_MORNING = frozenset({"00", "01", "02", "03", "04", "05"})
_KM = 60.0  # two named towns nearer than this may be one place, told twice
SINGLY = frozenset({"killed", "captured"})  # whom one happening befell, no other of the kind does
_Thing = TypeVar("_Thing")
_MOST = 60  # days, towns or people of one happening that another mention is held against


@dataclass(slots=True)
class Seen:
    """What the mentions of a happening have shown so far, each thing once: no mention is read again.

    Of more than `_MOST` days, towns or people those told later are let go: prose names fewer of one.
    """

    direct: dict[Time, None] = field(default_factory=dict)
    indirect: dict[Time, None] = field(default_factory=dict)
    towns: dict[Place, None] = field(default_factory=dict)
    tokens: set[int] = field(default_factory=set)
    types: set[str] = field(default_factory=set)
    sizes: set[int] = field(default_factory=set)
    named: dict[int, None] = field(default_factory=dict)
    plural: dict[int, None] = field(default_factory=dict)
    taken: dict[int, None] = field(default_factory=dict)
    paragraphs: set[int] = field(default_factory=set)
    is_generic: bool = True
    is_ahead: bool = True
    is_unreal: bool = True
    is_by_crowd: bool = False
    is_sexual: bool = False
    is_sexual_only: bool = True
    is_outcome: bool = True
    is_denied: bool = True
    is_old: bool = False
    is_recalled: bool = False
    passage: int = 0
    many: bool = False
    is_raid: bool = False

    @property
    def times(self) -> dict[Time, None]:
        """The times that the mentions give; those of outcomes where no others do."""
        return self.direct or self.indirect

    def note(self, mention: Mention, patients: Iterable[Entity]) -> None:
        """Add what a mention shows, with those whom it befell."""
        if not self.tokens:
            self.passage = mention.passage
        self.many = self.many or mention.many > 0
        self.is_raid = self.is_raid or mention.is_raid
        self.tokens.add(mention.token)
        self.paragraphs.add(mention.paragraph)
        self.types.add(mention.type.name)
        self.is_outcome = self.is_outcome and mention.type.is_outcome
        self.is_denied = self.is_denied and mention.polarity == "denied"
        self.is_generic = self.is_generic and mention.is_generic
        self.is_by_crowd = self.is_by_crowd or mention.is_by_crowd
        self.is_sexual = self.is_sexual or mention.is_sexual
        self.is_sexual_only = self.is_sexual_only and (mention.is_sexual or mention.type.is_outcome)
        self.is_old = self.is_old or mention.is_old
        self.is_recalled = self.is_recalled or mention.is_history or mention.cause_of is not None
        self.is_unreal = self.is_unreal and mention.modality == "hypothetical"
        self.is_ahead = self.is_ahead and mention.modality == "planned"
        time = mention.timex.time if mention.timex else None
        if time is not None and mention.modality != "hypothetical":
            _keep(self.indirect if mention.may_be_later else self.direct, time)
        if mention.toponym and is_town(mention.toponym.place):
            _keep(self.towns, mention.toponym.place)
        for entity in patients:
            if entity.low is not None and entity.low == entity.high and entity.low > 1:
                self.sizes.add(entity.low)
            if entity.names:
                _keep(self.named, entity.index)
            if entity.is_plural:
                _keep(self.plural, entity.index)

    def take(self, patients: Iterable[int]) -> None:
        """Add those whom the happening killed or took, by their entities."""
        for index in patients:
            _keep(self.taken, index)


def _keep(known: dict[_Thing, None], thing: _Thing) -> None:
    if len(known) < _MOST:
        known.setdefault(thing)


@dataclass(slots=True)
class Happening:
    """Mentions of one happening, with what they say of its time, place and people."""

    index: int
    family: str
    mentions: list[Mention] = field(default_factory=list)
    patients: set[int] = field(default_factory=set)
    agents: set[int] = field(default_factory=set)
    echoes: list[Mention] = field(default_factory=list)
    answers: list[Mention] = field(default_factory=list)
    lead_place: Toponym | None = None
    filed_from: Toponym | None = None
    part_of: int | None = None
    is_history: bool = False
    seen: Seen = field(default_factory=Seen)
    _held: tuple[list[Time], list[Place], list[Mention]] | None = None

    def take_in(self, other: "Happening", fresh: Sequence[Entity]) -> None:
        """Take over the mentions and people of another; `fresh` are those of its people that are new."""
        self.mentions += other.mentions
        for number, mention in enumerate(other.mentions):
            self.seen.note(mention, fresh if number == 0 else ())
        self.patients |= other.patients
        self.agents |= other.agents
        self.mentions.sort(key=lambda m: m.token)
        other.mentions = []

    @property
    def told(self) -> list[Mention]:
        """Its mentions that tell it as fact."""
        if self._held is not None:
            return self._held[2]
        return [m for m in self.mentions if m.is_told]

    def times(self) -> list[Time]:
        """Return the times that mentions of the happening give; those of its outcomes where no others do."""
        if self._held is not None:
            return self._held[0]
        told = [
            m
            for m in (*self.mentions, *self.echoes)
            if m.timex and m.timex.time and m.modality != "hypothetical"
        ]
        for tier in (False, True):
            own = [m.timex.time for m in told if m.timex and m.timex.time and m.may_be_later == tier]
            if own:
                return own
        return []

    def towns(self) -> list[Place]:
        """Return the located places of its mentions that are no wider than a city."""
        if self._held is not None:
            return self._held[1]
        return [
            m.toponym.place for m in (*self.mentions, *self.echoes) if m.toponym and is_town(m.toponym.place)
        ]

    def scenes(self) -> list[Place]:
        """Return the towns where it happened, not those where somebody died of it later, each once."""
        told = dict.fromkeys(m.toponym.place for m in self.mentions if m.toponym and not m.type.is_outcome)
        return [place for place in told if is_town(place)][:_MOST]

    def hold(self) -> None:
        """Keep its times and towns as they are now, each once, at most `_MOST`: nothing joins it any more."""
        self._held = (
            list(dict.fromkeys(self.times()))[:_MOST],
            list(dict.fromkeys(self.towns()))[:_MOST],
            self.told,
        )


def is_town(place: Place) -> bool:
    """Say whether a place is located and no wider than a city."""
    return place.lat is not None and place.precision in ("point", "city", "district")


def is_apart(towns: Collection[Place], others: Collection[Place]) -> bool:
    """Say whether a town of a happening is none of those of another that names some."""
    return bool(others) and any(not any(are_near(t, o) for o in others) for t in towns)


def is_elsewhere(mention: Mention, towns: Collection[Place]) -> bool:
    """Say whether an outcome is of none of the towns of what it came of: who was hurt here died there."""
    if mention.toponym is None or not mention.type.is_outcome or not is_town(mention.toponym.place):
        return False
    return bool(towns) and not any(are_near(mention.toponym.place, t) for t in towns)


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


def is_later(one: Time, others: Iterable[Time]) -> bool:
    """Say whether a time begins when others are over."""
    return all((one.start or "")[:10] >= (t.end or "")[:10] for t in others)


def is_long_before(time: Time, day: str, days: int = _LONG_AGO) -> bool:
    """Say whether a time is over so many days before a day, given as ISO.

    >>> is_long_before(Time(start="1998-01-01", end="1998-12-31", timex="1998"), "2024-03-11")
    True
    """
    if not time.end or len(day) < len("2024-01-01"):
        return False
    end, news = (datetime.date.fromisoformat(d[:10]) for d in (time.end, day))
    return (news - end).days > days


def has_come(time: Time | None, day: str | None) -> bool:
    """Say whether a time is one day, or a night, that had begun by a day, given as ISO.

    >>> has_come(Time(start="2024-03-10", end="2024-03-11", timex="2024-03-10TNI"), "2024-03-11")
    True
    """
    if time is None or not time.start or not time.end:
        return False
    first, last = (datetime.date.fromisoformat(d[:10]) for d in (time.start, time.end))
    return (last - first).days <= 1 and (day is None or time.start[:10] <= day[:10])


def are_near(one: Place, other: Place) -> bool:
    """Say whether two places may be one, told twice.

    >>> are_near(Place(name="Osk", lat=1.0, lon=1.0), Place(name="Vell", lat=5.0, lon=1.0))
    False
    """
    if _is_far_from(one, other):
        return False
    if one.name == other.name or (one.geonameid is not None and one.geonameid == other.geonameid):
        return True
    if None in (one.lat, one.lon, other.lat, other.lon):
        return True
    north = abs(float(one.lat or 0) - float(other.lat or 0)) * 111.0
    east = abs(float(one.lon or 0) - float(other.lon or 0)) * 80.0
    return north * north + east * east < _KM * _KM


def _is_far_from(one: Place, other: Place) -> bool:
    """Say whether one of two places is only reckoned from the other: "500 km west of Osta"."""
    km = [0.0 if p.offset is None else p.offset.km or 0.0 for p in (one, other)]
    return one.offset != other.offset and max(km) >= _KM
