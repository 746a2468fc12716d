"""What a record shows of one line: each view leads to the words that the line rests on."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar, overload

from variorum import notebook
from variorum.errors import UsageError
from variorum.model.record import Claim, Decision, Entry, Event, MachineEntry, Participant, ReportLine, Voice
from variorum.model.span import Span
from variorum.reconcile.saying import say_number_of
from variorum.wording import STATUS_WORDS, word_chain, word_entry, word_value

if TYPE_CHECKING:
    import pandas
    import pyarrow

    from variorum.opened import OpenRecord

T = TypeVar("T", bound="ReportView | EventView | ParticipantView | ClaimView | EntryView | VoiceView")


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
                else f"{say_number_of(len(found), self._title)} begin with {key!r}"
            )
            raise UsageError("E011", what, do="see `variorum show` for the ids")
        return found[0]

    def __iter__(self) -> Iterator[T]:
        return iter(self._views)

    def __repr__(self) -> str:
        return f"<{say_number_of(len(self), self._title)}>"

    def to_arrow(self) -> "pyarrow.Table":
        """Return one row each as an Arrow table; `pyarrow.table` takes the listing itself."""
        from variorum.frames import to_arrow

        book = self._views[0].book if self._views else None
        told: dict[str, set[str]] = {}
        for claim in book.lines.claims if book and self._title == "event" else ():
            told.setdefault(claim.event, set()).add(claim.report)
        names = {id_: p.name for id_, p in book.participant_lines.items()} if book else {}
        lines = [view.line for view in self._views]
        return to_arrow(self._title, lines, {e: len(r) for e, r in told.items()}, names)  # type: ignore[arg-type]

    def to_pandas(self) -> "pandas.DataFrame":
        """Return one row each as a data frame of pandas, which must be installed."""
        return self.to_arrow().to_pandas()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.to_arrow().__arrow_c_stream__(requested_schema)

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


class _View:
    """One line of the record with the record around it."""

    id: str
    label: str
    book: "OpenRecord"

    def __repr__(self) -> str:
        return f"<{type(self).__name__.removesuffix('View').lower()} {self.id}: {self.label}>"


class ReportView(_View):
    """A report with its claims."""

    def __init__(self, line: ReportLine, book: "OpenRecord") -> None:
        self.line, self.book, self.id = line, book, line.id
        self.label = f"{line.published or 'no date'} {line.outlet or ''}: {line.title or line.text[:70]}"

    @property
    def title(self) -> str | None:
        """The headline."""
        return self.line.title

    @property
    def outlet(self) -> str | None:
        """Who published it."""
        return self.line.outlet

    @property
    def published(self) -> str | None:
        """The day or moment of publication (ISO)."""
        return self.line.published

    @property
    def text(self) -> str:
        """The title, a blank line, then the cleaned body."""
        return self.line.text

    @property
    def left_out(self) -> list[str]:
        """What stands in the bytes received and not in the text: furniture, captions, credits."""
        from variorum.leaving import left_out_of

        report = self.book.archive.get_report(self.id)
        if report is None:
            return []
        return left_out_of(self.book.archive.raw_bytes(self.id), report, self.book.settings)

    @property
    def claims(self) -> "list[ClaimView]":
        """The claims made in this report, in the order of its text."""
        return sorted((c for c in self.book.claims if c.line.report == self.id), key=lambda c: c.line.start)

    def _repr_html_(self) -> str:
        return notebook.draw_report(self)


class ClaimView(_View):
    """One source's value for one slot, with its words."""

    def __init__(self, line: Claim, book: "OpenRecord") -> None:
        self.line, self.book, self.id = line, book, line.id
        how = [w for w in (line.polarity, line.modality) if w not in ("affirmed", "asserted")]
        self.label = f"{line.slot} = {word_value(line.value)}" + (f" ({', '.join(how)})" if how else "")

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

    def __init__(self, line: Entry, book: "OpenRecord") -> None:
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
        claims = (c for r in self.line.readings for c in r.all_claims)
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

    def __init__(self, line: Event, book: "OpenRecord") -> None:
        self.line, self.book, self.id, self.label = line, book, line.id, line.label

    @property
    def type(self) -> str:
        """What kind of happening it is, from the ontology."""
        return self.line.type

    @property
    def entries(self) -> list[EntryView]:
        """The event's entries, by slot."""
        return self.book.entries_of(self.id)

    @property
    def participants(self) -> "list[ParticipantView]":
        """Those who take part in it."""
        return self.book.participants_of(self.id)

    @property
    def claims(self) -> list[ClaimView]:
        """The event's claims."""
        return self.book.claims_of(self.id)

    def _repr_html_(self) -> str:
        return notebook.draw_event(self)


class ParticipantView(_View):
    """Someone or something that takes part in an event, with what is claimed of it."""

    def __init__(self, line: Participant, book: "OpenRecord") -> None:
        self.line, self.book, self.id = line, book, line.id
        self.label = f"{line.name} ({', '.join(line.roles) or line.type})"

    @property
    def name(self) -> str:
        """The name, or the words that describe it where it has none."""
        return self.line.name

    @property
    def event(self) -> EventView:
        """The event that it takes part in."""
        return self.book.events[self.line.event]

    @property
    def claims(self) -> list[ClaimView]:
        """The claims about it alone: what befell one of many, an age, a nationality."""
        return [c for c in self.book.claims_of(self.line.event) if c.line.of == self.id]

    def _repr_html_(self) -> str:
        return notebook.draw_participant(self)


class VoiceView(_View):
    """Someone who says things, with what was said."""

    def __init__(self, line: Voice, book: "OpenRecord") -> None:
        self.line, self.book, self.id = line, book, line.id
        self.label = line.name + (" (unnamed)" if line.anonymous else "")

    @property
    def name(self) -> str:
        """The fullest form of the name in the reports' own words."""
        return self.line.name

    @property
    def seen_in(self) -> str:
        """The report that names the voice first, in words."""
        return self.book.reports[self.line.mentions[0].report].label if self.line.mentions else "no report"

    @property
    def claims(self) -> list[ClaimView]:
        """The claims in whose chain this voice stands, by day, report and place in its text."""
        said = [c for c in self.book.claims if any(link.voice == self.id for link in c.line.chain)]
        return sorted(said, key=lambda c: (c.line.published or "9999", c.line.report, c.line.start, c.id))

    def _repr_html_(self) -> str:
        return notebook.draw_voice(self)
