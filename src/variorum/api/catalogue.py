"""All events of a record as columns of numbers, so that lists, facets, timeline and map cost milliseconds.

It is made in one pass over the lines and never changed; a changed record gets a new one.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec
import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from variorum.api.lines import count_lines, stream_lines
from variorum.model.record import Status

Codes = NDArray[np.int32]
STATUSES: tuple[Status, ...] = ("contested", "revised", "corroborated", "repeated", "single")
NOWHERE = "none"  # a place that is not on the map
UNTOLD = "untold"  # no place is told at all
_NO_DAY = "9999"
_SUMMED = ("contested", "revised")


class _Report(msgspec.Struct, frozen=True, tag_field="kind", tag="report"):
    id: str
    outlet: str | None
    published: str | None
    story: str = ""


class _Voice(msgspec.Struct, frozen=True, tag_field="kind", tag="voice"):
    id: str
    name: str
    anonymous: bool


class _Event(msgspec.Struct, frozen=True, tag_field="kind", tag="event"):
    id: str
    type: str
    label: str
    story: str
    part_of: str | None = None


class _Link(msgspec.Struct, frozen=True):
    voice: str


class _Claim(msgspec.Struct, frozen=True, tag_field="kind", tag="claim"):
    report: str
    event: str
    chain: tuple[_Link, ...]


class _Reading(msgspec.Struct, frozen=True):
    value: msgspec.Raw
    reports: int


class _Entry(msgspec.Struct, frozen=True, tag_field="kind", tag="entry"):
    event: str
    slot: str
    of: str | None
    status: Status
    preferred: int | None
    readings: tuple[_Reading, ...]


class _Where(msgspec.Struct, frozen=True):
    """What the preferred values of time and place give to a list."""

    start: str | None = None
    end: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None
    admin1: str | None = None
    name: str | None = None
    gazetteer_name: str | None = None

    @property
    def region(self) -> str:
        """The first division of the country, named with it: many countries have a Northern Region."""
        return f"{self.admin1}, {self.country}" if self.admin1 and self.country else NOWHERE

    @property
    def land(self) -> str:
        """The country, and else whether the place is not on the map or none is told."""
        return self.country or (NOWHERE if self.name else UNTOLD)

    @property
    def town(self) -> str:
        """The place itself, as the gazetteer has it, else as it was worded."""
        return self.gazetteer_name or self.name or NOWHERE


class Conflict(msgspec.Struct, frozen=True):
    """One contested cell: its event, slot and `of`, and how many reports carry its readings."""

    event: str
    slot: str
    of: str | None
    reports: int


class Names:
    """Words and the numbers that stand for them, in the order in which they were met."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._codes: dict[str, int] = {}

    def code(self, word: str) -> int:
        """Return the number of a word, a new one where it has none."""
        found = self._codes.get(word)
        if found is None:
            found = self._codes[word] = len(self.words)
            self.words.append(word)
        return found

    def find(self, word: str) -> int | None:
        """Return the number of a word that was met."""
        return self._codes.get(word)


class Pairs(msgspec.Struct, frozen=True):
    """Which events go with which names, many to many: two columns of equal length."""

    events: Codes
    names: Codes

    def of(self, name: int, many: int) -> NDArray[np.bool_]:
        """Return which of `many` events go with a name."""
        mask = np.zeros(many, dtype=bool)
        mask[self.events[self.names == name]] = True
        return mask

    def count(self, mask: NDArray[np.bool_], names: int) -> NDArray[np.int64]:
        """Return for each name how many events of a mask go with it."""
        return np.bincount(self.names[mask[self.events]], minlength=names)


class Catalogue(msgspec.Struct, frozen=True, kw_only=True):
    """The events of a record in the order of their ids, each column at the same place for the same event."""

    events: tuple[_Event, ...]
    names: dict[str, Names]
    types: Codes
    statuses: Codes
    countries: Codes
    regions: Codes
    towns: Codes
    starts: Codes
    ends: Codes
    lats: NDArray[np.float64]
    lons: NDArray[np.float64]
    precisions: tuple[str | None, ...]
    reports: Codes
    firsts: Codes
    lasts: Codes
    outlets: Pairs
    voices: Pairs
    voice_names: dict[str, str]
    voice_claims: dict[str, int]
    conflicts: tuple[Conflict, ...]
    counts: dict[str, int]
    places: dict[str, int]
    # The ids of all reports, earliest first; the stories that several reports tell, the most told first; the
    # place of each report's story among these, -1 where no other report tells it.
    report_order: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()
    told_in: Codes = np.zeros(0, dtype=np.int32)

    def __len__(self) -> int:
        return len(self.events)


def ordinal(words: str | None) -> int:
    """Return a day as a number, 0 where there is none.

    >>> ordinal("0001-01-03T10:00"), ordinal(None), ordinal("soon")
    (3, 0, 0)
    """
    try:
        return date.fromisoformat(words[:10]).toordinal() if words else 0
    except ValueError:
        return 0


def make_catalogue(engine: sa.Engine) -> Catalogue:
    """Read the record's lines once and lay its events out in columns."""
    events = sorted(stream_lines(engine, "event", _Event), key=lambda e: e.id)
    places = {event.id: n for n, event in enumerate(events)}
    names = {kind: Names() for kind in ("type", "place", "region", "town", "outlet", "voice")}
    counts = count_lines(engine)
    draft = _Draft(len(events), places, names)
    draft.read_claims(engine)
    draft.read_entries(stream_lines(engine, "entry", _Entry))
    voices = {
        v.id: v.name + (" (unnamed)" if v.anonymous else "") for v in stream_lines(engine, "voice", _Voice)
    }
    return Catalogue(
        events=tuple(events),
        names=names,
        types=np.array([names["type"].code(e.type) for e in events], dtype=np.int32),
        voice_names=voices,
        counts=counts,
        places=places,
        **draft.columns(),
    )


class _Draft:
    """The columns while they are filled."""

    def __init__(self, many: int, places: dict[str, int], names: dict[str, Names]) -> None:
        self.places, self.names = places, names
        self.status = np.full(many, STATUSES.index("single"), dtype=np.int32)
        self.where: list[_Where] = [_Where()] * many
        self.when: list[_Where] = [_Where()] * many
        self.reports = np.zeros(many, dtype=np.int32)
        self.firsts = np.zeros(many, dtype=np.int32)
        self.lasts = np.zeros(many, dtype=np.int32)
        self.outlets: Pairs = Pairs(np.zeros(0, np.int32), np.zeros(0, np.int32))
        self.voices: Pairs = self.outlets
        self.voice_claims: dict[str, int] = {}
        self.conflicts: list[Conflict] = []
        self.report_order: tuple[str, ...] = ()
        self.stories: tuple[str, ...] = ()
        self.told_in = np.zeros(0, dtype=np.int32)

    def read_claims(self, engine: sa.Engine) -> None:
        """Find out which reports, outlets and voices tell of each event, and when first and last."""
        every = sorted(stream_lines(engine, "report", _Report), key=lambda r: (r.published or _NO_DAY, r.id))
        reports = {r.id: (r.outlet, ordinal(r.published)) for r in every}
        self.report_order = tuple(reports)
        # Of stories told equally often the earliest comes first: a counter keeps the order of the reports.
        self.stories = tuple(s for s, n in Counter(r.story for r in every).most_common() if n > 1)
        place = {story: n for n, story in enumerate(self.stories)}
        self.told_in = np.array([place.get(r.story, -1) for r in every], dtype=np.int32)
        told: set[tuple[int, str]] = set()
        said: set[tuple[int, int]] = set()
        outlets: set[tuple[int, int]] = set()
        voice_of = self.names["voice"].code
        for claim in stream_lines(engine, "claim", _Claim):
            at = self.places.get(claim.event)
            if at is None:
                continue
            told.add((at, claim.report))
            for link in claim.chain:
                said.add((at, voice_of(link.voice)))
                self.voice_claims[link.voice] = self.voice_claims.get(link.voice, 0) + 1
        for at, report in told:
            outlet, day = reports.get(report, (None, 0))
            self.reports[at] += 1
            if day:
                self.firsts[at] = min(self.firsts[at] or day, day)
                self.lasts[at] = max(self.lasts[at], day)
            if outlet:
                outlets.add((at, self.names["outlet"].code(outlet)))
        self.outlets, self.voices = _pair(outlets), _pair(said)

    def read_entries(self, entries: Iterable[_Entry]) -> None:
        """Take status, day and place of each event from its cells."""
        decode = msgspec.json.Decoder(_Where).decode
        for entry in entries:
            at = self.places.get(entry.event)
            if at is None:
                continue
            if entry.status == "contested":
                reports = sum(reading.reports for reading in entry.readings)
                self.conflicts.append(Conflict(entry.event, entry.slot, entry.of, reports))
            if entry.of is not None:
                continue
            if entry.status in _SUMMED:
                self.status[at] = min(self.status[at], STATUSES.index(entry.status))
            elif entry.slot == "type" and STATUSES[self.status[at]] not in _SUMMED:
                self.status[at] = STATUSES.index(entry.status)
            if entry.slot in ("time", "place") and entry.preferred is not None:
                found = decode(entry.readings[entry.preferred].value)
                (self.when if entry.slot == "time" else self.where)[at] = found

    def columns(self) -> dict[str, Any]:
        """Return the columns as `Catalogue` wants them."""
        country_of, region_of, town_of = (self.names[kind].code for kind in ("place", "region", "town"))
        nan = float("nan")
        return {
            "statuses": self.status,
            "countries": np.array([country_of(w.land) for w in self.where], dtype=np.int32),
            "regions": np.array([region_of(w.region) for w in self.where], dtype=np.int32),
            "towns": np.array([town_of(w.town) for w in self.where], dtype=np.int32),
            "starts": np.array([ordinal(w.start or w.end) for w in self.when], dtype=np.int32),
            "ends": np.array([ordinal(w.end or w.start) for w in self.when], dtype=np.int32),
            "lats": np.array([nan if w.lat is None else w.lat for w in self.where], dtype=np.float64),
            "lons": np.array([nan if w.lon is None else w.lon for w in self.where], dtype=np.float64),
            "precisions": tuple(w.precision for w in self.where),
            "reports": self.reports,
            "firsts": self.firsts,
            "lasts": self.lasts,
            "outlets": self.outlets,
            "voices": self.voices,
            "voice_claims": self.voice_claims,
            "report_order": self.report_order,
            "stories": self.stories,
            "told_in": self.told_in,
            "conflicts": tuple(
                sorted(self.conflicts, key=lambda c: (-c.reports, c.event, c.slot, c.of or ""))
            ),
        }


def _pair(found: set[tuple[int, int]]) -> Pairs:
    ordered = sorted(found)
    return Pairs(
        np.array([event for event, _ in ordered], dtype=np.int32),
        np.array([name for _, name in ordered], dtype=np.int32),
    )
