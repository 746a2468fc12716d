"""A record opened for looking: its reports, events and claims, each able to show the words it rests on."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar, overload

from variorum import notebook
from variorum.adding import Added, By, is_current, is_of_other_settings, make_record, refresh
from variorum.errors import ClaimError, StoreError, UsageError
from variorum.formats import gather
from variorum.model.record import (
    Claim,
    Decision,
    Entry,
    Event,
    MachineEntry,
    Participant,
    Record,
    ReportLine,
    Voice,
)
from variorum.model.span import Span
from variorum.pipeline import make_header
from variorum.reconcile import doubts, refused, scene_of
from variorum.settings import Settings
from variorum.store import Archive
from variorum.tables import Pace, Rejects
from variorum.wording import STATUS_WORDS, word_chain, word_entry, word_value

if TYPE_CHECKING:
    import pyarrow

T = TypeVar("T", bound="ReportView | EventView | ClaimView | EntryView | VoiceView")


class Listing(Sequence[T], Generic[T]):
    """Views in the order of the export, by position or by id (any unambiguous beginning of it)."""

    def __init__(self, views: Sequence[T], title: str) -> None:
        self._views = tuple(views)
        self._title = title

    def __len__(self) -> int:
        return len(self._views)

    @overload
    def __getitem__(self, key: int | str) -> T: ...
    @overload
    def __getitem__(self, key: slice) -> Sequence[T]: ...
    def __getitem__(self, key: int | str | slice) -> T | Sequence[T]:
        if not isinstance(key, str):
            return self._views[key]
        found = [v for v in self._views if v.id == key] or [v for v in self._views if v.id.startswith(key)]
        if len(found) != 1:
            what = (
                f"no {self._title} {key!r}"
                if not found
                else f"{len(found)} {self._title}s begin with {key!r}"
            )
            raise UsageError("E011", what, do="see `variorum show` for the ids")
        return found[0]

    def __iter__(self) -> Iterator[T]:
        return iter(self._views)

    def __repr__(self) -> str:
        return f"<{len(self)} {self._title}{'' if len(self) == 1 else 's'}>"

    def _repr_html_(self) -> str:
        return notebook.table([self._title, ""], [[v.id, v.label] for v in self._views])


class Claims(Listing["ClaimView"]):
    """All claims; `pyarrow.table` and pandas (`DataFrame.from_arrow`) take them as they are."""

    def __init__(self, record: "OpenRecord") -> None:
        super().__init__([ClaimView(line, record) for line in record.lines.claims], "claim")
        self._record = record

    def to_arrow(self) -> "pyarrow.Table":
        """Return one row a claim as an Arrow table; `.to_pandas()` makes a data frame of it."""
        from variorum.formats.columnar import to_arrow

        return to_arrow(self._record.lines)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.to_arrow().__arrow_c_stream__(requested_schema)


class OpenRecord:
    """A record in memory, with the archive it came from.

    Made by `variorum.add` and `variorum.open_record`; `as_of` gives the record of a past day. Its lines are
    read when they are first asked for, and seen as they were at that moment until `reload`.
    """

    def __init__(
        self, archive: Archive, settings: Settings, *, as_of: str | None = None, by: By = "publication"
    ) -> None:
        self.archive = archive
        self.settings = settings
        self.added: Added | None = None
        self.pace: Pace | None = None
        self._as_of, self._by = as_of, by

    @cached_property
    def lines(self) -> Record:
        """The record, kind by kind.

        What was made with other settings is made anew in memory and left as it is on the disk, and so is a
        record that cannot be written; else the lines kept are brought up to date first.
        """
        if self._as_of is not None:
            return make_record(self.archive, self.settings, self._as_of, by=self._by)
        if self.is_ready():
            return gather(make_header(self.settings), self.archive.read_lines())
        return make_record(self.archive, self.settings)

    def is_ready(self) -> bool:
        """Bring the lines kept up to date where that is wanted and possible; say whether they are."""
        if self._as_of is not None or is_of_other_settings(self.archive, self.settings):
            return False
        try:
            refresh(self.archive, self.settings)
        except StoreError as error:
            if error.code not in ("E404", "E405", "E406"):
                raise
        return is_current(self.archive, self.settings)

    def reload(self) -> None:
        """Forget what was read, so that the record is seen as it is now."""
        for name, kind in vars(type(self)).items():
            if isinstance(kind, cached_property):
                self.__dict__.pop(name, None)

    def around(self, event: str) -> "OpenRecord":
        """Return a record of one event and what showing it needs, without reading the others.

        Where the lines are read already, or must be made in memory, that is the record itself.
        """
        if "lines" in self.__dict__ or not self.is_ready():
            return self
        corner = OpenRecord(self.archive, self.settings)
        kept = [*self.archive.lines.around(event), *self.archive.lines.of_kind("decision")]
        corner.__dict__["lines"] = gather(make_header(self.settings), kept)
        return corner

    def machine_entries(self, event: str, slot: str) -> tuple[MachineEntry, ...]:
        """Return what a cell was before people decided: the entries of the machine that became this one."""
        events = {event}
        for decision in self.lines.decisions:
            if decision.status != "standing":
                continue
            if decision.what == "merge" and decision.about[0] in events:
                events |= set(decision.about)
            elif decision.what == "split" and decision.text in events:
                events.add(decision.about[0])
        return tuple(m for m in self.lines.machine if m.event in events and m.slot == slot)

    def decisions_on(self, *ids: str, slot: str | None = None) -> tuple[Decision, ...]:
        """Return the decisions that bear on any of these things, or on one slot of them."""
        wanted = set(ids)
        return tuple(
            d
            for d in self.lines.decisions
            if wanted & {*d.about, d.text} and (slot is None or d.slot in (None, slot))
        )

    def as_of(self, day: str, by: By = "publication") -> "OpenRecord":
        """Return the record made of the reports published (or received) up to and including `day`."""
        return OpenRecord(self.archive, self.settings, as_of=day, by=by)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What people decided, in the order in which they did, each with whether it stands now."""
        return self.lines.decisions

    @property
    def rejects(self) -> Rejects:
        """The inputs of this run that did not become reports, with reasons; a table by `to_arrow`."""
        return Rejects(self.added.rejects if self.added else ())

    @property
    def doubts(self) -> tuple[ClaimError, ...]:
        """What is amiss with claims: impossible values, which stand in no entry, and missing dates."""
        return (*refused(self.lines.claims), *doubts(self.lines.claims, scene_of(self.lines)))

    @cached_property
    def reports(self) -> "Listing[ReportView]":
        """All reports."""
        return Listing([ReportView(line, self) for line in self.lines.reports], "report")

    @cached_property
    def events(self) -> "Listing[EventView]":
        """All events."""
        return Listing([EventView(line, self) for line in self.lines.events], "event")

    @cached_property
    def claims(self) -> Claims:
        """All claims, as views and as a table (`to_arrow`)."""
        return Claims(self)

    @cached_property
    def voices(self) -> "Listing[VoiceView]":
        """All voices."""
        return Listing([VoiceView(line, self) for line in self.lines.voices], "voice")

    @cached_property
    def entries(self) -> "Listing[EntryView]":
        """All entries."""
        return Listing([EntryView(line, self) for line in self.lines.entries], "entry")

    @cached_property
    def voice_lines(self) -> dict[str, Voice]:
        """Voices by id."""
        return {line.id: line for line in self.lines.voices}

    @cached_property
    def participant_lines(self) -> dict[str, Participant]:
        """Participants by id."""
        return {line.id: line for line in self.lines.participants}

    @property
    def summary(self) -> str:
        """How much the record holds, in words."""
        counts = len(self.lines.reports), len(self.lines.events), len(self.lines.claims)
        return "record of {} reports, {} events, {} claims".format(*counts)

    def __repr__(self) -> str:
        return f"<{self.summary}>"

    def _repr_html_(self) -> str:
        return notebook.draw_record(self)


class _View:
    """One line of the record with the record around it."""

    id: str
    label: str
    book: OpenRecord

    def __repr__(self) -> str:
        return f"<{type(self).__name__.removesuffix('View').lower()} {self.id}: {self.label}>"


class ReportView(_View):
    """A report with its claims."""

    def __init__(self, line: ReportLine, book: OpenRecord) -> None:
        self.line, self.book, self.id = line, book, line.id
        self.label = f"{line.published or 'no date'} {line.outlet or ''}: {line.title or line.text[:70]}"

    @property
    def text(self) -> str:
        """The title, a blank line, then the cleaned body."""
        return self.line.text

    @property
    def claims(self) -> "list[ClaimView]":
        """The claims made in this report, in the order of its text."""
        return sorted((c for c in self.book.claims if c.line.report == self.id), key=lambda c: c.line.start)

    def _repr_html_(self) -> str:
        return notebook.draw_report(self)


class ClaimView(_View):
    """One source's value for one slot, with its words."""

    def __init__(self, line: Claim, book: OpenRecord) -> None:
        self.line, self.book, self.id = line, book, line.id
        self.label = f"{line.slot} = {word_value(line.value)}"

    @property
    def span(self) -> Span:
        """Where the words stand."""
        return Span(self.line.start, self.line.end)

    @property
    def report(self) -> ReportView:
        """The report that makes the claim."""
        return self.book.reports[self.line.report]

    @property
    def words(self) -> str:
        """The exact words that give the value."""
        return self.span.of(self.report.text)

    @property
    def sentence(self) -> str:
        """The sentence that holds them."""
        return self.line.sentence.of(self.report.text)

    @property
    def chain(self) -> str:
        """Who says it, outermost first, in words."""
        return word_chain(self.line.chain, self.book.voice_lines, self.report.line.outlet)

    def marks(self) -> list[tuple[Span, str]]:
        """Return what to mark in the sentence: sources, cues and the value, relative to its start."""
        links = self.line.chain
        spans = [(link.source, "source") for link in links] + [(link.cue, "cue") for link in links]
        spans += [(self.span, "value"), *((more, "value") for more in self.line.more)]
        inside = [(s, kind) for s, kind in spans if s is not None and self.line.sentence.covers(s)]
        return [(s.shift(-self.line.sentence.start), kind) for s, kind in inside]

    def _repr_html_(self) -> str:
        return notebook.draw_claim(self)


class EntryView(_View):
    """What the record holds for one slot of one event."""

    def __init__(self, line: Entry, book: OpenRecord) -> None:
        self.line, self.book = line, book
        self.id = f"{line.event}/{line.slot}" + (f"/{line.of}" if line.of else "")
        self.label = f"{word_entry(line)} ({STATUS_WORDS[line.status]})"

    @property
    def machine(self) -> tuple[MachineEntry, ...]:
        """What the cell was before people decided; empty where their decisions did not change it."""
        kept = self.book.machine_entries(self.line.event, self.line.slot)
        living = self.book.participant_lines
        return tuple(m for m in kept if m.of == self.line.of or (m.of is not None and m.of not in living))

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What people decided about the cell, its claims and its event."""
        claims = (c for r in self.line.readings for c in (*r.claims, *r.against))
        about = (self.line.event, *claims, *(c for m in self.machine for r in m.readings for c in r.claims))
        found = self.book.decisions_on(*about, slot=self.line.slot)
        return tuple(d for d in found if d.what != "correct" or d.of == self.line.of)

    @property
    def chosen_by(self) -> tuple[Decision, ...]:
        """The decisions of people that chose the preferred value; empty where the policy did."""
        deciding = (d for d in self.decisions if d.status == "standing" and d.what in ("correct", "accept"))
        return tuple(deciding)

    @property
    def of_name(self) -> str:
        """The participant that the entry is about, as worded; empty for the whole event."""
        participant = self.book.participant_lines.get(self.line.of or "")
        return participant.name if participant else ""

    def _repr_html_(self) -> str:
        return notebook.draw_entry(self)


class EventView(_View):
    """One happening with its entries and claims."""

    def __init__(self, line: Event, book: OpenRecord) -> None:
        self.line, self.book, self.id, self.label = line, book, line.id, line.label

    @property
    def entries(self) -> list[EntryView]:
        """The event's entries, by slot."""
        return [e for e in self.book.entries if e.line.event == self.id]

    @property
    def claims(self) -> list[ClaimView]:
        """The event's claims."""
        return [c for c in self.book.claims if c.line.event == self.id]

    def _repr_html_(self) -> str:
        return notebook.draw_event(self)


class VoiceView(_View):
    """Someone who says things, with what was said."""

    def __init__(self, line: Voice, book: OpenRecord) -> None:
        self.line, self.book, self.id = line, book, line.id
        self.label = line.name + (" (unnamed)" if line.anonymous else "")

    @property
    def claims(self) -> list[ClaimView]:
        """The claims in whose chain this voice stands."""
        return [c for c in self.book.claims if any(link.voice == self.id for link in c.line.chain)]

    def _repr_html_(self) -> str:
        return notebook.draw_voice(self)


def open_record(address: str | Path, settings: Settings | None = None) -> OpenRecord:
    """Open the record at `address` (a file, a `postgresql://` address, or `":memory:"`).

    >>> open_record(":memory:")
    <record of 0 reports, 0 events, 0 claims>
    """
    return OpenRecord(Archive(address), settings or Settings())
