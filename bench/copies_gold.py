"""Figures for bench/copies.py: what was found of the gold pairs, which way, and where."""

import difflib
import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from typing import Any

from lines import Row
from variorum.link.copies import Family
from variorum.model.report import Report

KINDS = {"cut": "shortened", "cut+edit": "shortened and edited", "edit": "edited", "noise": "misread"}
# What the reference alignment calls one passage: runs of three equal words, holes of so many words.
RUN, HOLE = 3, 12
WORD = re.compile(r"\w+")


def score_derived(
    rows: Sequence[Row],
    gold: Sequence[Row],
    reports: Mapping[str, Report],
    family: Family,
    clusters: Mapping[str, str],
) -> dict[str, Any]:
    """Return ARI, pairs found by kind, direction and overlap of passages on the derived copies."""
    by_id = {row["id"]: row for row in rows}
    edges = {frozenset((d.report, d.from_)) for d in family.derivations if d.how != "quoted"}
    found: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    overlaps = []
    for pair in gold:
        a, b = by_id[pair["a"]], by_id[pair["b"]]
        one, other = reports[a["id"]].id, reports[b["id"]].id
        is_found = clusters[one] == clusters[other] or frozenset((one, other)) in edges
        kind = _kind(pair["relation"], a["op"], b["op"])
        asked[kind] += 1
        found[kind] += is_found
        if a["op"] != "original" or pair["relation"] == "quote":
            continue
        asked["direction"] += 1
        found["direction"] += _derives(family, other, one)
        overlaps.append(_overlap(reports[a["id"]], reports[b["id"]], family))
    shares = {kind: round(found[kind] / n, 3) for kind, n in sorted(asked.items())}
    ari = _adjusted_rand([r["cluster"] for r in rows], [clusters[reports[r["id"]].id] for r in rows])
    return {"ARI": round(ari, 4), **shares, "overlap": round(sum(overlaps) / len(overlaps), 3)}


def _kind(relation: str, first: str, second: str) -> str:
    if relation == "quote":
        return "three sentences quoted"
    if relation == "partial":
        return "merged"
    return KINDS.get(second, second) if first == "original" else "two copies of one"


def _derives(family: Family, taker: str, source: str) -> bool:
    """Say whether a report leans on the other, at once or through what it leans on, and not the other way."""
    return source in _ancestors(family, taker)


def _ancestors(family: Family, report: str) -> set[str]:
    reached, waiting = set(), [report]
    while waiting:
        for d in family.passages.get(waiting.pop(), ()):
            if d.how != "quoted" and d.from_ not in reached:
                reached.add(d.from_)
                waiting.append(d.from_)
    return reached


def _overlap(source: Report, taker: Report, family: Family) -> float:
    """Compare the passages found in a copy with those of a plain alignment with its known original.

    Intersection over union of characters of the copy's body; what derives from other reports is left aside.
    """
    body = len(taker.title or "") if taker.title and taker.text.startswith(taker.title) else 0
    gold = _align(taker.text, source.text, body)
    related = {source.id, *_ancestors(family, taker.id)}
    here = [d for d in family.passages.get(taker.id, ()) if d.how != "quoted" and d.from_ in related]
    found = {k for d in here for k in range(max(body, d.start), d.end)}
    either = gold | found
    return len(gold & found) / len(either) if either else 1.0


def _align(text: str, source: str, body: int) -> set[int]:
    words = [m for m in WORD.finditer(text) if m.start() >= body]
    mine, theirs = [m.group().lower() for m in words], WORD.findall(source.lower())
    blocks = difflib.SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    runs: list[list[int]] = []
    for block in blocks:
        if block.size < RUN:
            continue
        if runs and block.a - runs[-1][1] <= HOLE:
            runs[-1][1] = block.a + block.size
        else:
            runs.append([block.a, block.a + block.size])
    return {k for start, end in runs for k in range(words[start].start(), words[end - 1].end())}


def _adjusted_rand(gold: Sequence[str], found: Sequence[str]) -> float:
    def pairs(counts: Counter[Any]) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    both = pairs(Counter(zip(gold, found, strict=True)))
    one, other = pairs(Counter(gold)), pairs(Counter(found))
    expected = one * other / (len(gold) * (len(gold) - 1) / 2)
    top = (one + other) / 2 - expected
    return (both - expected) / top if top else 1.0


def score_overlap(
    gold: Sequence[Row], reports: Mapping[str, Report], family: Family, furniture: Set[tuple[str, str]]
) -> dict[str, Any]:
    """Return the agreement with shared text on the pairs of the incident reports.

    A pair agrees where words are found to be shared (or shared through a third) at 30% and more. Pairs that
    share no more than an outlet's furniture are counted apart, by the gold's own label of the happening.
    """
    related: dict[str, set[str]] = {}
    for d in family.derivations:
        if d.how != "quoted":
            related.setdefault(d.report, set()).add(d.from_)
    high = [row for row in gold if max(row["cont_a"], row["cont_b"]) >= 0.3]
    said = {id(row): _is_related(row, reports, family, related) for row in gold}
    one = [row for row in high if row["same_cluster"]]

    def seen(row: Row) -> bool:
        a, b = (reports[row[side].split("/")[-1]].id for side in "ab")
        return (a, b) in furniture or (b, a) in furniture

    rest = [row for row in high if not row["same_cluster"]]
    low = [row for row in gold if max(row["cont_a"], row["cont_b"]) < 0.05]
    return {
        "pairs at 30%": len(high),
        "agreement at 30%, one happening": round(sum(said[id(r)] for r in one) / len(one), 3),
        "agreement at 30%, all": round(sum(said[id(r)] for r in high) / len(high), 3),
        "agreement at 30%, all, furniture named": round(
            sum(said[id(r)] or seen(r) for r in high) / len(high), 3
        ),
        "furniture left alone at 30%, other happenings": round(
            sum(not said[id(r)] for r in rest) / len(rest), 3
        ),
        "left alone under 5%": round(sum(not said[id(r)] for r in low) / len(low), 3),
    }


def _is_related(
    row: Row, reports: Mapping[str, Report], family: Family, related: Mapping[str, set[str]]
) -> bool:
    a, b = (reports[row[side].split("/")[-1]].id for side in "ab")
    if family.origins[a] == family.origins[b]:
        return True
    mine, theirs = related.get(a, set()) | {a}, related.get(b, set()) | {b}
    return bool(mine & theirs)
