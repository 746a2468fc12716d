"""A record by id, and the check that it holds together, made before the first byte of any format."""

import functools
from collections.abc import Iterable
from typing import Protocol, TypeVar

from variorum.errors import ExportError
from variorum.model.articles import states_of
from variorum.model.record import ChainLink, Claim, Entry, Event, Participant, Record, ReportLine, Unresolved
from variorum.model.span import Span
from variorum.model.value import Actor, Count, Measure, Place, Text, Time, Value


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_N = TypeVar("_N", bound=_Named)


class Known:
    """The lines of a record by their ids; raises `ExportError` (E507) where the record contradicts itself.

    Claims point to reports, events and voices that must be there, and offsets must lie in the text: a
    file made from half a record would be wrong without saying so.
    """

    def __init__(self, record: Record) -> None:
        self.record = record
        self.reports = _by_id(record.reports)
        self.voices = _by_id(record.voices)
        self.events = _by_id(record.events)
        self.participants = _by_id(record.participants)
        self._check()

    @functools.cached_property
    def claims(self) -> dict[str, Claim]:
        """Every claim by its id."""
        return _by_id(self.record.claims)

    @functools.cached_property
    def _states(self) -> dict[str, tuple[str, int]]:
        return states_of(self.record.reports)

    @functools.cached_property
    def entries(self) -> dict[str, tuple[Entry, ...]]:
        """The entries of each event, in the order of the record."""
        found: dict[str, list[Entry]] = {}
        for entry in self.record.entries:
            found.setdefault(entry.event, []).append(entry)
        return {event: tuple(entries) for event, entries in found.items()}

    @functools.cached_property
    def unresolved_places(self) -> dict[tuple[str, int, int], Unresolved]:
        """The words for places that could not be resolved, by report, start and end."""
        lines = (u for u in self.record.unresolved if u.looks_like == "place")
        return {(line.report, line.start, line.end): line for line in lines}

    @functools.cached_property
    def participants_of(self) -> dict[str, tuple[Participant, ...]]:
        """The participants of each event, in the order of the record."""
        found: dict[str, list[Participant]] = {}
        for participant in self.record.participants:
            found.setdefault(participant.event, []).append(participant)
        return {event: tuple(cast) for event, cast in found.items()}

    @functools.cached_property
    def claims_of(self) -> dict[str, tuple[Claim, ...]]:
        """The claims of each event, in the order of the record."""
        found: dict[str, list[Claim]] = {}
        for claim in self.record.claims:
            found.setdefault(claim.event, []).append(claim)
        return {event: tuple(claims) for event, claims in found.items()}

    def entry(self, event: str, slot: str, of: str | None = None) -> Entry | None:
        """Return the entry of one cell, or None where nothing is claimed for it."""
        for entry in self.entries.get(event, ()):
            if entry.slot == slot and entry.of == of:
                return entry
        return None

    def is_asserted(self, event: Event) -> bool:
        """Say whether anybody affirms that the event happened; one may be only denied, planned or feared."""
        entry = self.entry(event.id, "type")
        return entry is None or entry.preferred is not None

    def reports_of(self, event: Event) -> list[ReportLine]:
        """Return the reports that mention an event, earliest first, undated ones last.

        An article that was edited is one report: of its states the last that mentions the event.
        """
        ids = dict.fromkeys([m.report for m in event.mentions])
        ids |= dict.fromkeys(claim.report for claim in self.claims_of.get(event.id, ()))
        last: dict[str, tuple[int, str]] = {}
        for id_ in ids:
            article, state = self._states.get(id_, (id_, 0))
            last[article] = max(last.get(article, (-1, "")), (state, id_))
        ids = dict.fromkeys(id_ for _, id_ in last.values())
        return sorted((self.reports[i] for i in ids), key=lambda r: (r.published or "9999", r.id))

    def terminal_source(self, claim: Claim) -> str | None:
        """Return who stands at the end of the chain: the outlet itself where it is empty."""
        if claim.chain:
            return self.voices[claim.chain[-1].voice].name
        return self.reports[claim.report].outlet

    def chain_words(self, chain: Iterable[ChainLink]) -> str:
        """Return the names of a chain, outermost first, such as `Harbour Ministry > operator`."""
        return " > ".join([self.voices[link.voice].name for link in chain])

    def _check(self) -> None:
        for report in self.record.reports:
            _check_words(report.id, report.text, report.title, report.outlet, report.url)
        for voice in self.record.voices:
            _check_words(voice.id, voice.name)
        for participant in self.record.participants:
            _check_words(participant.id, participant.name)
            if participant.event not in self.events:
                raise _unfit(participant.id, f"its event {participant.event!r} is not in the record")
        self._check_events_and_claims()

    def _check_events_and_claims(self) -> None:
        for event in self.record.events:
            _check_words(event.id, event.label)
            for mention in event.mentions:
                self._report(mention.report, event.id)
        lengths = {report.id: len(report.text) for report in self.record.reports}
        for claim in self.record.claims:
            if claim.event not in self.events:
                raise _unfit(claim.id, f"its event {claim.event!r} is not in the record")
            self._report(claim.report, claim.id)
            if not _within(claim, lengths[claim.report]):
                raise _unfit(claim.id, "its words lie outside the text of its report")
            for link in claim.chain:
                if link.voice not in self.voices:
                    raise _unfit(claim.id, f"its voice {link.voice!r} is not in the record")
            if isinstance(claim.value, Place):
                _check_place(claim.id, claim.value)
        for entry in self.record.entries:
            self._check_entry(entry)

    def _check_entry(self, entry: Entry) -> None:
        where = f"entry {entry.event} {entry.slot}"
        if entry.event not in self.events:
            raise _unfit(where, "its event is not in the record")
        if entry.preferred is not None and not 0 <= entry.preferred < len(entry.readings):
            raise _unfit(where, "its preferred reading is not there")
        for reading in entry.readings:
            if isinstance(reading.value, Place):
                _check_place(where, reading.value)

    def _report(self, report: str, where: str) -> None:
        if report not in self.reports:
            raise _unfit(where, f"its report {report!r} is not in the record")


def words_of(value: Value) -> str:
    """Write a value in words that a person reads in a table.

    >>> words_of(Count(low=3, high=None, unit="person", qualifier="at least"))
    'at least 3'
    >>> words_of(Time(start="2025-01-09", end="2025-01-10", timex=None))
    '2025-01-09/2025-01-10'
    """
    match value:
        case Count() | Measure():
            return _number_words(value)
        case Time(start=start, end=end):
            return start if start == end and start else f"{start or '..'}/{end or '..'}"
        case Place(name=name) | Actor(name=name):
            return name
        case Text(text=text):
            return text


def _number_words(value: Count | Measure) -> str:
    low, high = value.low, value.high
    if low is not None and low == high:
        number = f"{low}"
        return f"{value.qualifier} {number}" if value.qualifier else number
    if low is None:
        return f"up to {high}" if high is not None else ""
    return f"at least {low}" if high is None else f"{low} to {high}"


def _by_id(lines: Iterable[_N]) -> dict[str, _N]:
    return {line.id: line for line in lines}


def _check_words(where: str, *words: str | None) -> None:
    """Refuse half of a surrogate pair, which no file in UTF-8 can hold."""
    for text in words:
        if text is not None and not text.isascii():
            try:
                text.encode()
            except UnicodeEncodeError as error:
                raise _unfit(where, f"a character at {error.start} is not Unicode text") from error


def _within(claim: Claim, length: int) -> bool:
    # Plain loops: this runs for every claim of a record, of which there may be millions.
    if not (0 <= claim.start <= claim.end <= length and _fits(claim.sentence, length)):
        return False
    for span in claim.more:
        if not _fits(span, length):
            return False
    for link in claim.chain:
        if link.source is not None and not _fits(link.source, length):
            return False
        if link.cue is not None and not _fits(link.cue, length):
            return False
    return True


def _fits(span: Span, length: int) -> bool:
    return 0 <= span.start <= span.end <= length


def _check_place(where: str, place: Place) -> None:
    lat, lon = place.lat, place.lon
    if lat is None and lon is None:
        return
    # A comparison with NaN is false, so that NaN is refused as well.
    if lat is None or lon is None or not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise _unfit(where, f"the coordinates of {place.name!r} are no place on earth: {lat}, {lon}")


def _unfit(where: str, what: str) -> ExportError:
    return ExportError("E507", what, where=where, kept="nothing was written", do="run `variorum check`")
