"""Score copies on the pairs of tests/gold/press: shared quotations, copies, passages taken over.

    python bench/press.py                     both halves, figures only
    python bench/press.py --half seen --errors
    python bench/press.py --half seen --keep  keep the figures in bench/results/press.json

A pair is right where its relation is: `independent` (no shared origin, no derivation but quotations), `copy`
(one is the copy of the other) or `partial` (a passage is taken over, but the report is no copy). Direction is
right where the derivations lead from the gold's source. Passages are compared by characters of the taker.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parent))
from lines import keep_result
from variorum.link.copies import Family, find_copies
from variorum.model.report import Report

GOLD = Path(__file__).parents[1] / "tests" / "gold" / "press"
HALVES = ("seen", "unseen")


def report_of(side: str, row: dict[str, Any]) -> Report:
    """Return one side of a pair as a report, its id telling nothing of its place."""
    published = row["published"]
    return Report(
        id=side,
        sha256=side,
        outlet=row["outlet"],
        title=row["title"],
        text=f"{row['title']}\n\n{row['text']}",
        published=published if isinstance(published, str) else published.isoformat(),
    )


def relation_of(family: Family) -> tuple[str, str | None]:
    """Return the relation that a family of two shows, and the source."""
    for source in family.copy_of.values():
        if source is not None:
            return "copy", source
    taken = [d for d in family.derivations if d.how != "quoted"]
    return ("partial", taken[0].from_) if taken else ("independent", None)


def overlap(gold: Iterable[tuple[int, int]], found: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """Return the characters in both and the characters in either."""
    one = {k for start, end in gold for k in range(start, end)}
    other = {k for start, end in found for k in range(start, end)}
    return len(one & other), len(one | other)


def score(pairs: Sequence[dict[str, Any]], *, errors: bool = False) -> dict[str, Any]:
    """Return the shares of pairs, directions, passages and ways that are right."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    both = either = 0
    for pair in pairs:
        reports = {side: report_of(side, pair[side]) for side in "ab"}
        family = find_copies(list(reports.values()))
        relation, source = relation_of(family)
        asked[pair["relation"]] += 1
        right[pair["relation"]] += relation == pair["relation"]
        if errors and relation != pair["relation"]:
            print("XX", pair["id"], pair["kind"], pair["relation"], "read as", relation)
        if pair["source"] is None:
            continue
        asked["direction"] += 1
        right["direction"] += source == pair["source"]
        taker = "b" if pair["source"] == "a" else "a"
        gold = [_locate(reports[taker].text, p[taker], p["how"]) for p in pair["passages"]]
        mine = [d for d in family.derivations if d.report == taker and d.how != "quoted"]
        found = [(d.start, d.end, d.how) for d in mine]
        shared, all_of = overlap(((s, e) for s, e, _ in gold), ((s, e) for s, e, _ in found))
        both, either = both + shared, either + all_of
        for start, end, how in gold:
            best = max(found, key=lambda f: min(f[1], end) - max(f[0], start), default=None)
            asked["how"] += 1
            right["how"] += best is not None and best[2] == how
        if errors and shared < 0.9 * all_of:
            print("..", pair["id"], pair["kind"], "overlap", round(shared / all_of, 2))
            text = reports[taker].text
            print("   gold ", [(h, text[s:e]) for s, e, h in gold])
            print("   found", [(h, text[s:e]) for s, e, h in found])
    figures = {name: round(right[name] / n, 3) for name, n in sorted(asked.items())}
    return {"pairs": len(pairs), **figures, "overlap": round(both / either, 3) if either else 1.0}


def _locate(text: str, words: str, how: str) -> tuple[int, int, str]:
    start = text.index(words.strip())
    return start, start + len(words.strip()), how


def main() -> None:
    plain = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=plain)
    parser.add_argument("--half", choices=HALVES, help="score one half only")
    parser.add_argument("--errors", action="store_true", help="show what differs; on the seen half only")
    parser.add_argument("--keep", action="store_true", help="keep the figures for docs/benchmarks.md")
    asked = parser.parse_args()
    for half in (asked.half,) if asked.half else HALVES:
        pairs = yaml.safe_load((GOLD / f"{half}.yaml").read_text(encoding="utf-8"))
        figures = score(pairs, errors=asked.errors and half == "seen")
        print(json.dumps({"half": half, **figures}))
        if asked.keep:
            row = {"command": "python bench/press.py", "split": half}
            keep_result("press", [{**row, "machine": "two shared cores", "figures": figures}])


if __name__ == "__main__":
    main()
