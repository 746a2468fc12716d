"""Answers about one thing or a list of things, read from the record; pages and REST routes both use them."""

from collections.abc import Iterable, Mapping

from variorum import __version__
from variorum.api.catalogue import Conflict
from variorum.api.lines import find_lines, same_address
from variorum.api.served import ServedRecord
from variorum.api.shapes import (
    ConflictLine,
    EventAnswer,
    Found,
    Quote,
    RecordAnswer,
    ReportAnswer,
    ReportHead,
    SearchAnswer,
    VoiceAnswer,
    WhyAnswer,
)
from variorum.api.sheet import Sheet
from variorum.errors import RequestError, UsageError
from variorum.model.record import (
    FORMAT,
    Claim,
    Derivation,
    Entry,
    Event,
    Participant,
    ReportLine,
    Voice,
)

# So many reports that cite one voice, and so many reports found, are shown at a time; the rest is said.
MOST_SAID = 50
MOST_FOUND = 25


def describe_record(served: ServedRecord) -> RecordAnswer:
    """Say what the record holds, in numbers."""
    catalogue, is_current = served.catalogue()
    return RecordAnswer(
        variorum=__version__,
        format=FORMAT,
        policy=served.settings.policy,
        settings=served.settings.digest,
        counts=dict(sorted(catalogue.counts.items())),
        lists_are_current=is_current,
    )


def describe_event(sheet: Sheet) -> EventAnswer:
    """Return one event with all that its page shows."""
    claims = tuple(sheet.claims.values())
    named = {claim.report for claim in claims}
    return EventAnswer(
        event=sheet.event,
        as_of=sheet.as_of,
        days=tuple(sheet.days),
        entries=sheet.entries,
        machine=tuple(sheet.machine.values()),
        claims=claims,
        quotes=quote(claims, sheet.reports),
        participants=tuple(p for p in sheet.whole.participants if p.event == sheet.event.id),
        voices=tuple(sheet.whole.voices),
        reports=tuple(ReportHead.of(r) for r in sheet.whole.reports if r.id in named),
        part_of=sheet.part_of,
        parts=tuple(sheet.parts),
        changes=sheet.changes,
        decisions=sheet.decisions,
    )


def describe_cell(sheet: Sheet, slot: str, of: str | None) -> WhyAnswer:
    """Return what one cell rests on; raises `UsageError` E012 where the event has no such cell."""
    names = {p.id: p.name for p in sheet.whole.participants}
    found = [e for e in sheet.entries if e.slot == slot and of in (None, e.of, names.get(e.of or ""))]
    if not found:
        slots = ", ".join(sorted({e.slot for e in sheet.entries})) or "none"
        raise UsageError(
            "E012", f"event {sheet.event.id} has no entry for {slot!r}", do=f"its slots: {slots}"
        )
    ids = {i for e in found for r in e.readings for i in r.all_claims}
    claims = tuple(c for i, c in sheet.claims.items() if i in ids)
    reports = {c.report for c in claims}
    return WhyAnswer(
        entries=tuple(found),
        claims=claims,
        quotes=quote(claims, sheet.reports),
        voices=tuple(sheet.whole.voices),
        reports=tuple(ReportHead.of(r) for i, r in sorted(sheet.reports.items()) if i in reports),
        explained=tuple(sheet.explain(e) for e in found),
    )


def describe_report(served: ServedRecord, beginning: str) -> ReportAnswer:
    """Return one report with its claims, passages and revisions."""
    engine = served.archive.engine
    report_id = served.find("report", beginning)
    line = find_lines(engine, ReportLine, "key", [report_id])[0]
    claims = tuple(
        sorted(find_lines(engine, Claim, "report", [report_id]), key=lambda c: (c.start, c.end, c.id))
    )
    taken = tuple(find_lines(engine, Derivation, "report", [report_id]))
    sources = find_lines(engine, ReportLine, "key", {d.from_ for d in taken} | {line.copy_of or ""})
    events = {c.event for c in claims} | {line.main_event or ""}
    return ReportAnswer(
        report=line,
        claims=claims,
        derivations=tuple(sorted(taken, key=lambda d: (d.start, d.end, d.id))),
        events=tuple(find_lines(engine, Event, "key", events)),
        voices=tuple(find_lines(engine, Voice, "key", {x.voice for c in claims for x in c.chain})),
        sources=tuple(ReportHead.of(r) for r in sources),
        revisions=tuple(ReportHead.of(r) for r in revisions_of(served, line)),
    )


def revisions_of(served: ServedRecord, line: ReportLine) -> list[ReportLine]:
    """Return the texts that one address had, earliest first; only this one where it never changed."""
    among = same_address(served.archive.engine, line)
    family = {line.id}
    is_growing = True
    while is_growing:
        more = {r.id for r in among if r.revision_of in family} | {
            r.revision_of for r in among if r.id in family and r.revision_of
        }
        is_growing = not more <= family
        family |= more
    found = [r for r in among if r.id in family] or [line]
    depth = {r.id: r.revision_of for r in found}

    def age(report: ReportLine) -> int:
        steps, at = 0, report.revision_of
        while at in depth and steps < len(depth):
            steps, at = steps + 1, depth[at]
        return steps

    return sorted(found, key=lambda r: (age(r), r.published or "", r.id))


def describe_voice(served: ServedRecord, beginning: str, page: int = 1) -> VoiceAnswer:
    """Return one voice with what it said, by day; of one that many reports cite, a page of them."""
    engine = served.archive.engine
    voice = find_lines(engine, Voice, "key", [served.find("voice", beginning)])[0]
    named = list(dict.fromkeys(m.report for m in voice.mentions))
    pages = max(1, -(-len(named) // MOST_SAID))
    if not 1 <= page <= pages:
        what = f"there is no page {page}: the list has {pages}"
        raise RequestError("E708", what, do=f"go to page {pages}")
    some = named[(page - 1) * MOST_SAID : page * MOST_SAID]
    claims = [
        c
        for c in find_lines(engine, Claim, "report", some)
        if any(link.voice == voice.id for link in c.chain)
    ]
    claims.sort(key=lambda c: (c.published or "9999", c.report, c.start, c.id))
    cut = f"cut: {len(some)} of {len(named)} reports, page {page} of {pages}" if pages > 1 else None
    reports = {r.id: r for r in find_lines(engine, ReportLine, "key", {c.report for c in claims})}
    body = find_lines(engine, Voice, "key", [voice.speaks_for] if voice.speaks_for else [])
    return VoiceAnswer(
        voice=voice,
        speaks_for=body[0] if body else None,
        claims=tuple(claims),
        quotes=quote(claims, reports),
        events=tuple(find_lines(engine, Event, "key", {c.event for c in claims})),
        reports=tuple(ReportHead.of(r) for r in reports.values()),
        page=page,
        pages=pages,
        cut=cut,
    )


def find_words(served: ServedRecord, query: str, most: int = MOST_FOUND) -> SearchAnswer:
    """Find reports that hold every word of a query; anything at all may be asked for."""
    from variorum.searching import find

    found = find(served.archive, query, max(1, min(most, MOST_FOUND)))
    engine = served.archive.engine
    reports = {r.id: r for r in find_lines(engine, ReportLine, "key", {h.report for h in found.hits})}
    main = {r.main_event for r in reports.values() if r.main_event}
    events = {e.id: e for e in find_lines(engine, Event, "key", main)}
    items = tuple(
        Found(
            report=ReportHead.of(reports[hit.report]),
            snippet=hit.words,
            marks=tuple((m.start, m.end) for m in hit.marks),
            events=tuple(e for e in (events.get(reports[hit.report].main_event or ""),) if e),
        )
        for hit in found.hits
        if hit.report in reports
    )
    cut = f"cut: the best {len(items)} of {found.total}" if found.total > len(found.hits) else None
    return SearchAnswer(query=query, total=found.total, items=items, cut=cut, is_empty=found.is_empty)


def list_conflicts(served: ServedRecord, some: Iterable[Conflict]) -> list[ConflictLine]:
    """Return contested cells with their events, in the order given."""
    wanted = list(some)
    engine = served.archive.engine
    events = {e.id: e for e in find_lines(engine, Event, "key", {c.event for c in wanted})}
    keys = {f"{c.event}/{c.slot}/{c.of or ''}" for c in wanted}
    entries = {(e.event, e.slot, e.of): e for e in find_lines(engine, Entry, "key", keys)}
    people = {p.id: p.name for p in find_lines(engine, Participant, "key", {c.of for c in wanted if c.of})}
    return [
        ConflictLine(
            event=events[c.event],
            entry=entries[c.event, c.slot, c.of],
            of_name=people.get(c.of or ""),
            reports=c.reports,
        )
        for c in wanted
        if c.event in events and (c.event, c.slot, c.of) in entries
    ]


def quote(claims: Iterable[Claim], reports: Mapping[str, ReportLine]) -> dict[str, Quote]:
    """Return the words and the sentence of each claim whose report is known."""
    return {
        c.id: Quote(reports[c.report].text[c.start : c.end], c.sentence.of(reports[c.report].text))
        for c in claims
        if c.report in reports
    }
