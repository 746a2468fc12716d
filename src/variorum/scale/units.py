"""Claims and entries on a cluster: events that lead to each other are one unit, and each is made alone."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa

from variorum.link.claims import Claims, make_claims
from variorum.link.events import Merged
from variorum.link.events.merging import find_wholes
from variorum.link.voices import Voices
from variorum.link.weave import Standing, list_unresolved, redate, write_report
from variorum.model.analysis import Analysis
from variorum.model.record import Derivation, RecordLine, Voice
from variorum.model.report import Report
from variorum.model.span import Span
from variorum.model.value import Actor
from variorum.reconcile import Scene, reconcile
from variorum.reconcile.scene import find_retold
from variorum.scale.copies import Kin, alone
from variorum.scale.desk import BITS, Link, keep_sparse
from variorum.scale.engine import EDGES, LABELS, Engine, Row, Steps, run_here, spread
from variorum.scale.events import (
    Named,
    name_tellings,
    offset_of,
    report_id,
    story_id,
    telling_cell,
    tellings_of,
)
from variorum.scale.scratch import write_table
from variorum.scale.stories import DONE
from variorum.scale.voices import founder_of, open_voice, voice_id
from variorum.scale.writing import LINES, line_row

MEMBERS = pa.schema([("bucket", pa.int64()), ("founder", pa.int64()), ("n", pa.int64())])
KIN = pa.schema([("kin", pa.large_binary())])


def lay_out_kin(steps: Steps, engine: Engine, link: Link, copies: Any) -> None:
    """Lay what was found of each report's family beside the report."""
    gathered = engine.gather(copies.select("home", "n", "body"), "home", "n", "body")
    homes = engine.frame(pa.table({"home": list(range(len(link.keys)))})).join(
        gathered, on="home", how="left"
    )
    steps.keep("kin-by-shard", DONE, lambda: engine.each(homes, run_here(_lay_kin, link), DONE))


def _lay_kin(link: Link, row: Row) -> pa.Table:
    found = {} if row["n"] is None else dict(zip(row["n"].tolist(), row["body"], strict=True))
    numbers = link.file("desk", row["home"]).column("n").to_pylist()
    table = pa.table({"kin": [found.get(n) for n in numbers]}, schema=KIN)
    write_table(link.path / "kin" / f"{link.keys[row['home']]}.arrow", table)
    return pa.table({"home": [row["home"]], "rows": [len(found)]}, schema=DONE)


def write_reports(steps: Steps, engine: Engine, link: Link) -> Any:
    """Return the lines of all reports, with their derivations and what could not be resolved."""
    homes = engine.frame(pa.table({"home": list(range(len(link.keys)))}), len(link.keys))
    return steps.keep(
        "report-lines", LINES, lambda: engine.each(homes, run_here(_write_reports, link), LINES)
    )


def write_events(steps: Steps, engine: Engine, link: Link, policy: str) -> Any:
    """Return the lines of all events, participants, claims and entries."""
    homes = engine.frame(pa.table({"home": list(range(len(link.keys)))}), len(link.keys))
    edges = steps.keep("event-ties", EDGES, lambda: engine.each(homes, run_here(_tie, link), EDGES))
    count = steps.count("event-ties")
    units = steps.keep("units", LABELS, lambda: engine.label_components(edges, link.buckets, count))
    keep_sparse(link, "unit", units)
    members = engine.each(homes, run_here(_list_members, link), MEMBERS).distinct()
    groups = engine.gather(members, "bucket", "founder", "n")
    apart = link.total > 500
    return steps.keep(
        "event-lines", LINES, lambda: engine.each(groups, run_here(_make, link, policy), LINES, apart=apart)
    )


def _open_kin(link: Link, n: int, report: Report) -> Kin:
    body = link.cell("kin", "kin", n)
    return alone(report) if body is None else _decode_kin(body)


_decode_kin = msgspec.msgpack.Decoder(Kin).decode


def _write_reports(link: Link, row: Row) -> pa.Table:
    story = link.column("joined")
    lines: list[dict[str, Any]] = []
    for n in link.file("desk", row["home"]).column("n").to_pylist():
        report, analysis = link.report(n), link.analysis(n)
        kin = _open_kin(link, n, report)
        main = analysis.main_event
        standing = Standing(
            copy_of=kin.copy_of,
            origin=kin.origin,
            story=story_id(link, int(story[n])),
            main_event=None if main is None else name_tellings(link, n, analysis)[main].id,
            revision_of=link.cell("desk", "revises", n),
            flags=kin.flags,
        )
        lines_of = redate([write_report(report, analysis, standing)], _since(link, {n: report}))
        made: list[RecordLine] = [*lines_of, *kin.derivations]
        made.extend(list_unresolved([report], {report.id: analysis}))
        lines.extend(line_row(line, n) for line in made)
    return pa.Table.from_pylist(lines, schema=LINES)


def _tie(link: Link, row: Row) -> pa.Table:
    """Tie events that must be made together: by a part, a participant, or because they begin at one place."""
    pairs: set[tuple[int, int]] = set()
    for n in link.file("desk", row["home"]).column("n").to_pylist():
        analysis = link.analysis(n)
        founders = [named.founder for named in name_tellings(link, n, analysis)]
        for one, other in _list_ties(analysis):
            if founders[one] != founders[other]:
                pairs.add((min(founders[one], founders[other]), max(founders[one], founders[other])))
    a, b = np.array(sorted(pairs), np.int64).reshape(-1, 2).T
    return pa.table({"a": a, "b": b}, schema=EDGES)


def _list_ties(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """Yield pairs of local events of which one names what belongs to the other."""
    people = analysis.participants
    first_at: dict[int, int] = {}
    for index, event in enumerate(analysis.events):
        yield index, first_at.setdefault(offset_of(analysis, index), index)
        if event.part_of is not None:
            yield index, event.part_of
        for filling in event.fillings:
            if filling.of is not None:
                yield index, people[filling.of].event
            if isinstance(filling.value, Actor):
                yield index, people[int(filling.value.participant)].event
    for person in people:
        if person.member_of is not None:
            yield person.event, people[person.member_of].event


def _list_members(link: Link, row: Row) -> pa.Table:
    found: dict[str, list[int]] = {"bucket": [], "founder": [], "n": []}
    for n in link.file("desk", row["home"]).column("n").to_pylist():
        for founder in sorted({named.founder for named in name_tellings(link, n, link.analysis(n))}):
            unit = (link.sparse("unit", founder) or (founder,))[0]
            found["bucket"].append(spread(unit, link.buckets))
            found["founder"].append(founder)
            found["n"].append(n)
    return pa.table(found, schema=MEMBERS)


class _Bench(msgspec.Struct, frozen=True):
    """The reports of one bucket, opened: with their analyses, families and the names of their events."""

    reports: dict[int, Report]
    analyses: dict[str, Analysis]
    kin: dict[str, Kin]
    named: dict[int, list[Named]]


def _make(link: Link, policy: str, row: Row) -> pa.Table:
    """Make the claims and entries of one bucket's events."""
    numbers = np.unique(row["n"]).tolist()
    reports = {n: link.report(n) for n in numbers}
    analyses = {reports[n].id: link.analysis(n) for n in numbers}
    bench = _Bench(
        reports=reports,
        analyses=analyses,
        kin={report.id: _open_kin(link, n, report) for n, report in reports.items()},
        named={n: name_tellings(link, n, analyses[reports[n].id]) for n in numbers},
    )
    founders = set(row["founder"].tolist())
    merged = _merge(link, bench, founders)
    story = link.column("joined")
    stories = {report.id: story_id(link, int(story[n])) for n, report in reports.items()}

    def origin_of(report: str, span: Span) -> str:
        return bench.kin[report].origins.get(f"{span.start}-{span.end}") or bench.kin[report].origin

    voice_at = {
        (report.id, index): founder_of(link, n << BITS | index)
        for n, report in reports.items()
        for index in range(len(analyses[report.id].voices))
    }
    voices = Voices(ids={local: voice_id(link, founder) for local, founder in voice_at.items()}, lines=())
    made = make_claims(list(reports.values()), analyses, merged, voices, stories, origin_of)
    made = msgspec.structs.replace(made, claims=redate(made.claims, _since(link, reports)))
    heard = _list_heard(link, made, {voices.ids[local]: founder for local, founder in voice_at.items()})
    entries = reconcile(made.claims, _set_scene(link, bench, made, heard), policy)
    lines: list[RecordLine] = [*made.events, *made.participants, *made.claims, *entries]
    return pa.Table.from_pylist([line_row(line, 0) for line in lines], schema=LINES)


def _merge(link: Link, bench: _Bench, mine: set[int]) -> Merged:
    """Gather what `merge_events` says of the events whose founders are `mine`."""
    ids: dict[tuple[str, int], str] = {}
    told: list[_Place] = []
    slots: dict[int, Named] = {}
    for n, report in sorted(bench.reports.items()):
        for index in tellings_of(bench.analyses[report.id]):
            named = bench.named[n][index]
            if named.founder in mine:
                ids[report.id, index] = named.id
                told.append(_Place(report.id, index, False))
                slots[named.slot] = named
    founders = {}
    for _, named in sorted(slots.items()):
        founders[named.id] = (
            report_id(link, named.founder >> BITS),
            int(telling_cell(link, named.founder, "index")),
        )
    return Merged(ids=ids, part_of=find_wholes(told, bench.analyses, ids), founders=founders, evidence=())


class _Place(msgspec.Struct, frozen=True):
    report: str
    index: int
    is_main: bool


def _list_heard(link: Link, made: Claims, founders: dict[str, int]) -> tuple[Voice, ...]:
    """List the voices of the claims and whom they speak for, on to the last."""
    heard: dict[int, Voice] = {}
    waiting = sorted({founders[link_.voice] for claim in made.claims for link_ in claim.chain})
    while waiting:
        founder = waiting.pop()
        if founder not in heard:
            heard[founder], body = open_voice(link, founder)
            waiting.extend([body] if body >= 0 else [])
    return tuple(heard[founder] for founder in sorted(heard))


def _since(link: Link, reports: Mapping[int, Report]) -> dict[str, str]:
    """Return the moments from which the later texts of edited articles are known."""
    told = ((report.id, link.cell("desk", "since", n)) for n, report in reports.items())
    return {id_: moment for id_, moment in told if moment is not None}


def _set_scene(link: Link, bench: _Bench, made: Claims, voices: tuple[Voice, ...]) -> Scene:
    texts = {report.id: report.text for report in bench.reports.values()}
    derivations: list[Derivation] = [d for _, kin in sorted(bench.kin.items()) for d in kin.derivations]
    notes = {id_: note for _, kin in sorted(bench.kin.items()) for id_, note in kin.notes.items()}
    states: dict[str, tuple[str, int]] = {}
    for chain in {tuple(link.cell("desk", "states", n) or ()) for n in bench.reports}:
        told = {n: bench.reports.get(n) or link.report(n) for n in chain}
        since = _since(link, told)
        for state, (n, report) in enumerate(told.items()):
            states[report.id] = told[chain[0]].id, state
            texts[report.id] = report.text
            note = _open_kin(link, n, report).notes[report.id]
            published = since.get(report.id, note.published)
            article = states[report.id][0]
            notes[report.id] = msgspec.structs.replace(
                note, published=published, article=article, state=state
            )
    return Scene(
        voices=voices,
        participants=made.participants,
        events=made.events,
        reports=notes,
        words={claim.id: claim.sentence.of(texts[claim.report]) for claim in made.claims},
        derivations=tuple(derivations),
        retold=find_retold(made.claims, texts, states),
    )
