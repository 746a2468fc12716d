"""Find copies among reports: clusters and pairs, quality on gold, speed beside datasketch.

    python bench/copies.py INPUT OUTPUT                 a line `id, cluster` for each report
    python bench/copies.py INPUT OUTPUT --pairs FILE    and the pairs with words in common: `a, b, relation`
    python bench/copies.py --score ../shared/data/copies  figures on derived-* and incident-overlap-pairs
    python bench/copies.py --speed 100000               candidates a second, and one more report
    python bench/copies.py --speed 20000 --peers        datasketch beside (make peers)

Input lines are `id, date, outlet, title, text`. Ids, order and gold fields are not looked at: ids are
replaced by numbers that follow from the texts. A cluster is a report with those that have most of their
taken-over words from it, if that is at least a third of their own. Relations are `copy`, `partial`, `quote`,
and `furniture` where a third of one is stock words that also stand in the other.
"""

import argparse
import hashlib
import itertools
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from copies_speed import measure_speed
from lines import Row, keep_result, read_lines, write_lines
from shingle_index import ShingleIndex
from variorum.link.copies import Family, find_copies
from variorum.link.copies.shingles import sample_shingles
from variorum.model.report import Report

# The main source gives at least this share of the report's own words (sweep on the derived set, 2026-11:
# ARI .976 at .35 to .37, .970 at .30, .975 at .40).
LEAST = 0.36
SHARED = 0.3


def report_of(row: Row) -> Report:
    """Return a row as a report whose id follows from its words alone."""
    title, body = row.get("title") or "", row.get("text") or ""
    text = f"{title}\n\n{body}" if title and not body.startswith(title) else body
    name = json.dumps([row.get("date"), row.get("outlet"), text])
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    return Report(
        id=digest[:20],
        sha256=digest,
        text=text,
        title=title or None,
        outlet=row.get("outlet"),
        published=row.get("date"),
    )


def open_rows(rows: Iterable[Row]) -> dict[str, Report]:
    """Return the report of each row, by the row's id; rows with the same words get ids of their own."""
    reports: dict[str, Report] = {}
    used: Counter[str] = Counter()
    for row in rows:
        report = report_of(row)
        used[report.id] += 1
        again = f"{report.id}.{used[report.id]}"
        reports[row["id"]] = Report(**{**_fields(report), "id": again})
    return reports


def _fields(report: Report) -> dict[str, Any]:
    return {name: getattr(report, name) for name in report.__struct_fields__}


def cluster(family: Family) -> dict[str, str]:
    """Map each report to the first of its cluster."""
    main = {
        report: source
        for report, (source, share) in family.leaning.items()
        if share >= LEAST or family.copy_of[report] == source
    }
    clusters = {}
    for report in family.copy_of:
        first = report
        while first in main:
            first = main[first]
        clusters[report] = first
    return clusters


def relate(family: Family) -> dict[tuple[str, str], str]:
    """Return the relation of each pair that shares words, source first."""
    clusters = cluster(family)
    relations: dict[tuple[str, str], str] = {}
    for d in family.derivations:
        pair = (d.from_, d.report)
        if family.copy_of[d.report] == d.from_:
            relations[pair] = "copy"
        elif d.how != "quoted":
            relations[pair] = "partial"
        else:
            relations.setdefault(pair, "quote")
    members = defaultdict(list)
    for report, first in sorted(clusters.items()):
        members[first].append(report)
    for same in members.values():
        for a, b in itertools.combinations(same, 2):
            if (a, b) not in relations and (b, a) not in relations:
                both = all(family.copy_of[r] is not None or clusters[r] == r for r in (a, b))
                relations[a, b] = "copy" if both else "partial"
    return relations


def relate_furniture(reports: Sequence[Report]) -> set[tuple[str, str]]:
    """Return the pairs of which one has a third of its shingles in the other, whatever they say."""
    samples = [sample_shingles(r.text) for r in reports]
    index = ShingleIndex()
    index.add_many(samples)
    return {
        (reports[other].id, report.id)
        for number, report in enumerate(reports)
        for other, shared in index.count_shared(samples[number])
        if other != number and shared >= SHARED * len(samples[number])
    }


def run(source: Path, output: Path, pairs: Path | None) -> None:
    """Write the clusters of a reports file, and its pairs where asked."""
    reports = open_rows(read_lines(source))
    family = find_copies(list(reports.values()))
    names = {report.id: given for given, report in reports.items()}
    clusters = cluster(family)
    write_lines(output, ({"id": names[r], "cluster": names[c]} for r, c in sorted(clusters.items())))
    if pairs:
        relations = relate(family)
        for a, b in sorted(relate_furniture(list(reports.values()))):
            if (b, a) not in relations:
                relations.setdefault((a, b), "furniture")
        rows = ({"a": names[a], "b": names[b], "relation": how} for (a, b), how in sorted(relations.items()))
        write_lines(pairs, rows)


def score(folder: Path) -> list[tuple[str, Row]]:
    """Return the figures on the derived copies and on the pairs of the incident reports."""
    from copies_gold import score_derived, score_overlap

    derived = list(read_lines(folder / "derived-docs.jsonl.gz"))
    blind = [{k: row[k] for k in ("id", "date", "outlet", "title", "text")} for row in derived]
    reports = open_rows(blind)
    family = find_copies(list(reports.values()))
    gold = list(read_lines(folder / "derived-pairs.jsonl.gz"))
    figures = score_derived(derived, gold, reports, family, cluster(family))
    incidents = folder.parent / "incidents"
    rows = [r for split in ("train", "dev") for r in read_lines(incidents / f"reports-{split}.jsonl.gz")]
    known = open_rows(rows)
    overlap = list(read_lines(folder / "incident-overlap-pairs.jsonl.gz"))
    every = list(known.values())
    furniture = relate_furniture(every)
    shared = score_overlap(overlap, known, find_copies(every), furniture)
    return [("derived", figures), ("incident-overlap-pairs", shared)]


def show(command: str, results: Sequence[tuple[str, Row]], *, keep: bool) -> None:
    """Print figures and keep them for docs/benchmarks.md where asked."""
    for split, figures in results:
        print(json.dumps({"split": split, **figures}))
    if keep:
        row = {"command": command, "machine": "two shared cores"}
        keep_result("copies", [{**row, "split": split, "figures": figures} for split, figures in results])


def main() -> None:
    plain = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=plain)
    parser.add_argument("input", nargs="?", type=Path)
    parser.add_argument("output", nargs="?", type=Path)
    parser.add_argument("--pairs", type=Path, help="write the pairs with words in common here")
    parser.add_argument("--score", type=Path, metavar="FOLDER", help="score on the folder of gold copies")
    parser.add_argument("--speed", type=int, metavar="REPORTS", help="time on so many made reports")
    parser.add_argument("--peers", action="store_true", help="time datasketch and rensa on the same reports")
    parser.add_argument("--keep", action="store_true", help="keep the figures in bench/results/copies.json")
    asked = parser.parse_args()
    if asked.score:
        show("python bench/copies.py --score", score(asked.score), keep=asked.keep)
    elif asked.speed:
        figures = measure_speed(asked.speed, peers=asked.peers)
        show("python bench/copies.py --speed", [(f"{asked.speed} made reports", figures)], keep=asked.keep)
    elif asked.input and asked.output:
        run(asked.input, asked.output, asked.pairs)
    else:
        parser.error("INPUT and OUTPUT, --score or --speed")


if __name__ == "__main__":
    main()
