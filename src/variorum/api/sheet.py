"""One event with everything that showing it needs, as of a day or now; no more of the record than that."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

import msgspec

from variorum.api.lines import find_lines
from variorum.errors import RequestError
from variorum.formats import gather
from variorum.link.copies.family import Family
from variorum.link.copies.lineage import Branch, lineage
from variorum.model.record import (
    Claim,
    Decision,
    Derivation,
    Entry,
    Event,
    MachineEntry,
    Participant,
    Record,
    ReportLine,
    Voice,
)
from variorum.model.report import Report
from variorum.pipeline import make_header
from variorum.reconcile import Change, diff_entries, explain_entry, go_back, limit_to, scene_of
from variorum.settings import Settings
from variorum.store import Archive


class Sheet:
    """One event and what stands around it: its claims and their reports, voices and passages."""

    def __init__(self, record: Record, event: Event, settings: Settings, as_of: str | None) -> None:
        self.whole = record
        self.event = event
        self.settings = settings
        self.as_of = as_of
        self._scene = scene_of(record)
        self._own = tuple(c for c in record.claims if c.event == event.id)
        self._entries = tuple(e for e in record.entries if e.event == event.id)

    @property
    def days(self) -> list[str]:
        """The days on which a report with a claim about the event came out, in their order."""
        return sorted({claim.published[:10] for claim in self._own if claim.published})

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The event's entries as of the day."""
        return self.entries_on(self.as_of)

    def entries_on(self, day: str | None) -> tuple[Entry, ...]:
        """Return the event's entries as of a day, or now."""
        if day is None:
            return self._entries
        return go_back(self._undecided(day), (self._own, self._scene), day, policy=self.settings.policy)

    def _undecided(self, day: str) -> tuple[Entry, ...]:
        """Return the entries, those cells as the machine made them on which people decided after a day."""
        late = [d for d in self.decisions if d.at[:10] > day]
        cells = {d.slot or "" for d in late}
        cells |= {c.slot for d in late for c in self._own if c.id in d.about}
        made = [
            Entry(**{f: getattr(m, f) for f in Entry.__struct_fields__})
            for (slot, _), m in self.machine.items()
            if slot in cells
        ]
        anew = {(e.slot, e.of) for e in made}
        return (*(e for e in self._entries if (e.slot, e.of) not in anew), *made)

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """The event's claims known by the day, by id."""
        kept = self._own if self.as_of is None else limit_to(self._own, self._scene, self.as_of)[0]
        return {claim.id: claim for claim in kept}

    @cached_property
    def reports(self) -> dict[str, ReportLine]:
        """The reports that the sheet needs, by id."""
        return {report.id: report for report in self.whole.reports}

    @cached_property
    def voices(self) -> dict[str, Voice]:
        """The voices of the claims, by id."""
        return {voice.id: voice for voice in self.whole.voices}

    @cached_property
    def participants(self) -> dict[str, Participant]:
        """The participants of the event, by id."""
        return {p.id: p for p in self.whole.participants}

    @property
    def parts(self) -> list[Event]:
        """The events that are part of this one."""
        return [e for e in self.whole.events if e.part_of == self.event.id]

    @property
    def part_of(self) -> Event | None:
        """The event that this one is part of."""
        return next((e for e in self.whole.events if e.id == self.event.part_of), None)

    @property
    def machine(self) -> dict[tuple[str, str | None], MachineEntry]:
        """The cells as they were before people decided, where their decisions changed them."""
        return {(m.slot, m.of): m for m in self.whole.machine if m.event == self.event.id}

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What people decided about the event, its claims and its reports."""
        return self.whole.decisions

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What changed on the day, against the last day before it that brought a report."""
        day = self.as_of or (self.days[-1] if self.days else None)
        before = [d for d in self.days if day is not None and d < day]
        if day is None or not before:
            return ()
        past, scene = self.entries_on(before[-1]), self._scene
        return diff_entries(past, self.entries_on(self.as_of or day), self._own, scene)

    def explain(self, entry: Entry) -> tuple[str, ...]:
        """Say what decided one cell."""
        scene = self._scene if self.as_of is None else limit_to((), self._scene, self.as_of)[1]
        return explain_entry(entry, self.claims.values(), scene, self.settings.policy)

    @cached_property
    def lineage(self) -> tuple[Branch, ...]:
        """The reports of the event as a tree: which derive from which."""
        named = {claim.report for claim in self.claims.values()}
        return grow_lineage([r for i, r in self.reports.items() if i in named], self.whole.derivations)


def read_sheet(archive: Archive, settings: Settings, event: str, as_of: str | None = None) -> Sheet:
    """Read one event with what stands around it; raises `RequestError` E710 where it is not there."""
    lines = archive.lines.around(event)
    found = [line for line in lines if isinstance(line, Event) and line.id == event]
    if not found:
        raise RequestError("E710", f"no event is called {event!r}", do="see the list of events")
    there = {line.id for line in lines if isinstance(line, ReportLine)}
    sources = {line.copy_of for line in lines if isinstance(line, ReportLine) and line.copy_of} - there
    known = [*lines, *find_lines(archive.engine, ReportLine, "key", sources)]
    known += find_lines(archive.engine, Derivation, "report", there)
    record = gather(make_header(settings, as_of), known)
    record = msgspec.structs.replace(record, decisions=_about(archive, record))
    return Sheet(record, found[0], settings, as_of)


def _about(archive: Archive, record: Record) -> tuple[Decision, ...]:
    decisions = [d for d in archive.lines.of_kind("decision") if isinstance(d, Decision)]
    if not decisions:
        return ()
    named = {line.id for kind in (record.events, record.claims, record.reports) for line in kind}
    return tuple(d for d in decisions if named & {*d.about, d.text})


def grow_lineage(reports: Iterable[ReportLine], derivations: Iterable[Derivation]) -> tuple[Branch, ...]:
    """Make the tree of some reports from what the record holds of their passages; no text is compared."""
    known = {report.id: report for report in reports}
    passages: dict[str, list[Derivation]] = defaultdict(list)
    for passage in derivations:
        if passage.report in known and passage.from_ in known:
            passages[passage.report].append(passage)
    plain = [
        Report(id=r.id, sha256=r.sha256, text="", outlet=r.outlet, published=r.published)
        for r in known.values()
    ]
    family = Family(
        derivations=(),
        copy_of={r.id: r.copy_of for r in known.values()},
        origins={r.id: r.origin for r in known.values()},
        leaning={r: lean for r in passages if (lean := _lean(known[r], passages[r])) is not None},
        passages={r: tuple(found) for r, found in passages.items()},
    )
    return lineage(plain, family)


def _lean(report: ReportLine, passages: Iterable[Derivation]) -> tuple[str, float] | None:
    """Return the report that gave most of another's text, and the share; quotations give nothing."""
    given: Mapping[str, int] = defaultdict(int)
    lengths: dict[str, int] = defaultdict(int)
    for passage in passages:
        if passage.how != "quoted":
            lengths[passage.from_] += passage.end - passage.start
    given = lengths
    if not given:
        return None
    most = report.copy_of if report.copy_of in given else min(given, key=lambda r: (-given[r], r))
    return most, min(1.0, given[most] / max(1, len(report.text)))
