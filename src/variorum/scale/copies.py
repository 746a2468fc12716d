"""Copies on a cluster: candidates by a join on shingles, then each connected family compared alone."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa

from variorum.link.copies import Family, find_copies
from variorum.link.copies.candidates import (
    SHARED,
    Candidates,
    Carriers,
    find_stock,
    is_one_text,
    list_carriers,
    tally_pairs,
)
from variorum.link.copies.witness import name_outlet
from variorum.model.record import Derivation
from variorum.model.report import Report
from variorum.reconcile.scene import ReportNote
from variorum.scale.desk import Link, by_label, homes_of
from variorum.scale.engine import EDGES, LABELS, Engine, Row, Steps, run_here
from variorum.scale.numbering import load, save

SHINGLES = pa.schema([("bucket", pa.int64()), ("shingle", pa.uint64()), ("n", pa.int64())])
PAIRS = pa.schema([("a", pa.int64()), ("b", pa.int64()), ("shared", pa.int64())])
STOCK = pa.schema([("shingle", pa.uint64())])
FACTS = pa.schema(
    [("home", pa.int64()), ("n", pa.int64()), ("what", pa.large_string()), ("body", pa.large_binary())]
)
COPIED = pa.schema([*FACTS, ("source", pa.int64())])


class Kin(msgspec.Struct, frozen=True, kw_only=True):
    """What comparing a report with its family said of it; `origins` are those of the words of its fillings.

    `notes` are the reports that a claim's terminal source may be found by: it, what it copies, and the
    first reports of its origins.
    """

    copy_of: str | None
    origin: str
    flags: tuple[str, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    origins: dict[str, str] = {}
    notes: dict[str, ReportNote] = {}


def link_copies(steps: Steps, engine: Engine, link: Link) -> Any:
    """Find the copies of all reports; return their facts; of reports in no family there are none."""
    col = engine.daft.col
    homes = engine.frame(pa.table({"home": list(range(len(link.keys)))}), len(link.keys))
    shingles = steps.keep(
        "shingles", SHINGLES, lambda: engine.each(homes, run_here(list_shingles, link), SHINGLES)
    )

    def tallied(name: str) -> Any:
        groups = engine.gather(shingles, "bucket", "shingle", "n")
        pairs = engine.each(groups, run_here(_tally, link, name), PAIRS)
        return pairs.groupby("a", "b").agg(col("shared").sum()).where(col("shared") >= SHARED)

    pairs = steps.keep("pairs", PAIRS, lambda: tallied(""))
    spread = pairs.with_column("bucket", col("a") % link.buckets)
    alike = engine.each(
        engine.gather(spread, "bucket", "a", "b", "shared"), run_here(_same_texts, link), EDGES
    )
    labels = steps.keep(
        "texts", LABELS, lambda: engine.label_components(alike, link.buckets, steps.count("pairs"))
    )
    keep_labels(link, "text", labels)
    groups = engine.gather(shingles, "bucket", "shingle", "n")
    stock = steps.keep("stock", STOCK, lambda: engine.each(groups, run_here(_stock, link), STOCK))
    shunned = np.sort(np.array(stock.to_arrow().column("shingle").to_numpy(), np.uint64))
    save(link.path, "stock", shunned)
    if len(shunned):
        pairs = steps.keep("pairs-without-stock", PAIRS, lambda: tallied("stock"))
    count = steps.count("pairs-without-stock" if len(shunned) else "pairs")
    kin = steps.keep(
        "families", LABELS, lambda: engine.label_components(pairs.select("a", "b"), link.buckets, count)
    )
    placed = pairs.join(kin, left_on="a", right_on="node").with_column("bucket", col("label") % link.buckets)
    families = engine.gather(placed, "bucket", "label", "a", "b", "shared")
    apart = count > _APART
    return steps.keep(
        "copies", COPIED, lambda: engine.each(families, run_here(_compare, link), COPIED, apart=apart)
    )


# Fewer pairs are compared by the engine's own process.
_APART = 2_000


def list_shingles(link: Link, row: Row) -> pa.Table:
    """Return the sampled shingles of a shard's reports, each addressed to a bucket by its upper bits."""
    desk = link.file("desk", row["home"])
    sample = desk.column("sample")
    lengths = np.diff(sample.offsets.to_numpy())
    hashes = sample.flatten().to_numpy()
    numbers = np.repeat(desk.column("n").to_numpy(), lengths)
    buckets = ((hashes >> np.uint64(32)) % np.uint64(link.buckets)).astype(np.int64)
    return pa.table({"bucket": buckets, "shingle": hashes, "n": numbers}, schema=SHINGLES)


def _carriers(row: Row) -> Carriers:
    order = np.argsort(row["n"], kind="stable")
    return list_carriers(row["shingle"][order], row["n"][order])


def _tally(link: Link, stock: str, row: Row) -> pa.Table:
    carriers = _carriers(row)
    if stock:
        carriers = carriers.without(frozenset(load(link.path, stock).tolist()))
    pairs, counts = tally_pairs(carriers, link.total)
    return pa.table({"a": pairs // link.total, "b": pairs % link.total, "shared": counts}, schema=PAIRS)


def _same_texts(link: Link, row: Row) -> pa.Table:
    """Keep the pairs that are mostly the same text."""
    sizes, outlets = link.column("size"), link.column("outlet")
    kept = [
        is_one_text(shared, min(sizes[a], sizes[b]), (_name(outlets[a]), _name(outlets[b])))
        for a, b, shared in zip(row["a"].tolist(), row["b"].tolist(), row["shared"].tolist(), strict=True)
    ]
    return pa.table({"a": row["a"][kept], "b": row["b"][kept]}, schema=EDGES)


def _name(outlet: int) -> str | None:
    return None if outlet < 0 else str(outlet)


def keep_labels(link: Link, name: str, labels: Any) -> None:
    """Keep labels as an array by number; who has none is labelled by itself."""
    found = labels.to_arrow()
    array = np.arange(link.total, dtype=np.int64)
    array[found.column("node").to_numpy()] = found.column("label").to_numpy()
    save(link.path, name, array)


def _stock(link: Link, row: Row) -> pa.Table:
    texts, codes = link.column("text"), link.column("outlet")
    carriers = _carriers(row)
    many = carriers.sizes > 2
    carriers = Carriers(carriers.hashes, carriers.reports, carriers.firsts[many], carriers.sizes[many])
    outlets = {int(n): _name(codes[n]) for n in np.unique(row["n"])} if many.any() else {}
    found = find_stock(carriers, {n: int(texts[n]) for n in outlets}, outlets)
    return pa.table({"shingle": np.array(sorted(found), np.uint64)}, schema=STOCK)


def _compare(link: Link, row: Row) -> pa.Table:
    """Compare the families of one bucket, each alone."""
    stock = frozenset(load(link.path, "stock").tolist())
    rows: list[dict[str, Any]] = []
    for _, (a, b, shared) in by_label(row["label"], row["a"], row["b"], row["shared"]):
        numbers = np.unique(np.concatenate([a, b]))
        reports = [link.report(n) for n in numbers.tolist()]
        pairs = zip(np.searchsorted(numbers, a).tolist(), np.searchsorted(numbers, b).tolist(), strict=True)
        candidates = Candidates(dict(zip(pairs, shared.tolist(), strict=True)), stock)
        told = link.column("told")
        telling = Counter(
            {name_outlet(r.outlet): int(told[n]) for r, n in zip(reports, numbers, strict=True)}
        )
        family = find_copies(reports, candidates, telling)
        rows.extend(_say(link, numbers, reports, family))
    return pa.Table.from_pylist(rows, schema=COPIED)


def _say(link: Link, numbers: np.ndarray, reports: list[Report], family: Family) -> Iterator[dict[str, Any]]:
    of_report: dict[str, list[Derivation]] = {}
    for derivation in family.derivations:
        of_report.setdefault(derivation.report, []).append(derivation)
    by_id = {report.id: report for report in reports}
    number_of = {report.id: n for report, n in zip(reports, numbers.tolist(), strict=True)}
    homes = homes_of(link, numbers).tolist()
    for n, home, report in zip(numbers.tolist(), homes, reports, strict=True):
        events = link.analysis(n).events
        spans = {f.span for event in events for f in event.fillings}
        spans |= {f.span for event in events for chance in event.chances for f in chance.fillings}
        origins = {f"{s.start}-{s.end}": family.origin_at(report.id, s) for s in sorted(spans)}
        source = family.copy_of[report.id]
        kin = Kin(
            copy_of=source,
            origin=family.origins[report.id],
            flags=family.flags.get(report.id, ()),
            derivations=tuple(of_report.get(report.id, ())),
            origins=origins,
            notes=_note(report.id, set(origins.values()), by_id, family),
        )
        yield {
            "home": home,
            "n": n,
            "what": "kin",
            "body": msgspec.msgpack.encode(kin),
            "source": -1 if source is None else number_of[source],
        }


def _note(
    report: str, origins: set[str], reports: Mapping[str, Report], family: Family
) -> dict[str, ReportNote]:
    """Note the report, what it copies step by step, and the first report of each origin of its words."""
    wanted = [report, *sorted(o.removeprefix("o-") for o in origins if o.removeprefix("o-") in reports)]
    notes: dict[str, ReportNote] = {}
    while wanted:
        id_ = wanted.pop()
        if id_ in notes:
            continue
        found, source = reports[id_], family.copy_of[id_]
        notes[id_] = note_of(found, family.origins[id_], source)
        if source is not None:
            wanted.append(source)
    return notes


def note_of(report: Report, origin: str, copy_of: str | None) -> ReportNote:
    """Note what reconciliation needs to know of a report."""
    return ReportNote(
        outlet=report.outlet,
        published=report.published,
        origin=origin,
        copy_of=copy_of,
        received=report.received,
    )


def alone(report: Report) -> Kin:
    """Return what is said of a report that shares words with no other."""
    origin = f"o-{report.id}"
    return Kin(copy_of=None, origin=origin, notes={report.id: note_of(report, origin, None)})
