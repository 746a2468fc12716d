"""A record opened for looking: its reports, events and claims, each able to show the words it rests on."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar, overload

from variorum.adding import Added, By, make_record, refresh
from variorum.errors import ClaimError, UsageError
from variorum.formats import gather
from variorum.model.record import Claim, Entry, Event, Participant, Record, ReportLine, Voice
from variorum.model.span import Span
from variorum.notebook import mark_words, table
from variorum.pipeline import make_header
from variorum.reconcile import doubts, refused, scene_of
from variorum.settings import Settings
from variorum.store import Archive
from variorum.wording import STATUS_WORDS, word_chain, word_entry, word_value, word_witnesses

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
        return table([self._title, ""], [[v.id, v.label] for v in self._views])


class OpenRecord:
    """A record in memory, with the archive it came from.

    Made by `variorum.add` and `variorum.open_record`; `as_of` gives the record of a past day.
    """

    def __init__(
        self, archive: Archive, settings: Settings, *, as_of: str | None = None, by: By = "publication"
    ) -> None:
        self.archive = archive
        self.settings = settings
        self.added: Added | None = None
        if as_of is None:
            refresh(archive, settings)
            self.lines: Record = gather(make_header(settings), archive.read_lines())
        else:
            self.lines = make_record(archive, settings, as_of, by=by)

    def as_of(self, day: str, by: By = "publication") -> "OpenRecord":
        """Return the record made of the reports published (or received) up to and including `day`."""
        return OpenRecord(self.archive, self.settings, as_of=day, by=by)

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
    def claims(self) -> "Listing[ClaimView]":
        """All claims."""
        return Listing([ClaimView(line, self) for line in self.lines.claims], "claim")

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
        rows = [[v.id, v.line.type, v.label, str(len(v.claims))] for v in self.events]
        return f"<p>{self.summary}</p>" + table(["event", "type", "", "claims"], rows)


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
        return mark_words(self.text, [(c.span, c.line.slot) for c in self.claims])


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
        return mark_words(self.sentence, self.marks()) + table(
            ["", ""], [["value", self.label], ["said by", self.chain], ["report", self.report.label]]
        )


class EntryView(_View):
    """What the record holds for one slot of one event."""

    def __init__(self, line: Entry, book: OpenRecord) -> None:
        self.line, self.book = line, book
        self.id = f"{line.event}/{line.slot}" + (f"/{line.of}" if line.of else "")
        self.label = f"{word_entry(line)} ({STATUS_WORDS[line.status]})"

    @property
    def of_name(self) -> str:
        """The participant that the entry is about, as worded; empty for the whole event."""
        participant = self.book.participant_lines.get(self.line.of or "")
        return participant.name if participant else ""

    def _repr_html_(self) -> str:
        rows = [
            [word_value(r.value), word_witnesses(r), f"{r.first} to {r.last}"] for r in self.line.readings
        ]
        return table([self.line.slot, "witnesses", "said"], rows)


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
        rows = [
            [e.line.slot, e.of_name, word_entry(e.line), STATUS_WORDS[e.line.status]] for e in self.entries
        ]
        return table([self.label, "of", "value", "status"], rows)


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
        return table([self.label, "said"], [[c.report.label, c.label] for c in self.claims])


def open_record(address: str | Path, settings: Settings | None = None) -> OpenRecord:
    """Open the record at `address` (a file, a `postgresql://` address, or `":memory:"`).

    >>> open_record(":memory:")
    <record of 0 reports, 0 events, 0 claims>
    """
    return OpenRecord(Archive(address), settings or Settings())
