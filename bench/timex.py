"""Score time expressions: find them in documents, beside dateparser, and time the finding.

usage: python bench/timex.py INPUT OUTPUT [--keep SPLIT] [--note WORDS] [--half tune|held] [--peers]

INPUT has lines `id, dct, text`; OUTPUT gets `id, timex: [{start, end, type, value}]` (TIMEX3), to be scored
by score_time.py. Where INPUT carries gold expressions, they are read only after ours have been written, to
print the figures. `--half` takes the documents whose text hashes to an even (tune) or odd (held) number.

examples:
  python bench/timex.py tempeval3-train.jsonl.gz out.jsonl --half held
  python bench/timex.py meantime-dev.jsonl.gz out.jsonl --peers
"""

import argparse
import hashlib
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from lines import Row, keep_result, read_lines, write_lines
from variorum.analyse.page import Page, open_page
from variorum.analyse.time import find_timexes
from variorum.model.report import Report
from variorum.settings import Settings

_MACHINE = "two shared cores"


def main() -> None:
    options = read_options()
    documents = [d for d in read_lines(options.input) if in_half(d["text"], options.half)]
    pages = [open_document(d) for d in documents]
    find_timexes(pages[0])  # rules are compiled once a process
    begun = time.process_time()
    found = [find_timexes(page) for page in pages]
    spent = time.process_time() - begun
    ours = [
        {"id": d["id"], "timex": [as_row(t.span.start, t.span.end, t.type, t.value) for t in timexes]}
        for d, timexes in zip(documents, found, strict=True)
    ]
    write_lines(options.output, ours)
    words = sum(len(d["text"].split()) for d in documents)
    figures: Row = {"documents": len(documents), "ms_per_600_words": round(spent * 600_000 / words, 2)}
    if any("timex" in d for d in documents):
        figures |= {"variorum": compare(documents, ours)}
        if options.peers:
            figures |= {"dateparser": compare(documents, [read_with_dateparser(d) for d in documents])}
    for name, value in figures.items():
        print(f"{name}: {value}")
    if options.keep:
        split = options.keep + (f" ({options.half})" if options.half else "")
        row: Row = {"command": "bench/timex.py", "split": split, "machine": _MACHINE}
        row |= {"figures": figures} | ({"note": options.note} if options.note else {})
        keep_result("timex", [row])


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("input")
    parser.add_argument("output")
    parser.add_argument("--keep", metavar="SPLIT", help="keep the figures in bench/results under this name")
    parser.add_argument("--note", metavar="WORDS", help="say with the figures kept what was tried")
    parser.add_argument("--half", choices=["tune", "held"], help="one half of the documents, by their text")
    parser.add_argument("--peers", action="store_true", help="score dateparser on the same documents")
    return parser.parse_args()


def in_half(text: str, half: str | None) -> bool:
    """Say whether a text falls into a half of the documents; no half is all of them."""
    even = int(hashlib.sha256(text.encode()).hexdigest(), 16) % 2 == 0
    return half is None or even == (half == "tune")


def open_document(document: Row) -> Page:
    report = Report(id="0", sha256="0", text=document["text"], published=document["dct"])
    return open_page(report, Settings())


def as_row(start: int, end: int, kind: str, value: str | None) -> Row:
    return {"start": start, "end": end, "type": kind, "value": value}


def read_with_dateparser(document: Row) -> Row:
    """Find dates as dateparser's search does, with the document's day as its base."""
    from datetime import datetime

    from dateparser.search import search_dates

    base = datetime.fromisoformat(document["dct"][:10])
    settings: Any = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
    rows, reached = [], 0
    for words, moment in search_dates(document["text"], languages=["en"], settings=settings) or []:
        start = document["text"].find(words, reached)
        if start >= 0:
            reached = start + len(words)
            rows.append(as_row(start, reached, "DATE", moment.date().isoformat()))
    return {"id": document["id"], "timex": rows}


def compare(documents: list[Row], rows: list[Row]) -> Row:
    """Return TempEval-3's relaxed F1 and value F1 (the same counts as score_time.py, pooled)."""
    counts: Counter[str] = Counter()
    for document, row in zip(documents, rows, strict=True):
        gold = list({(t["start"], t["end"]): t for t in reversed(document["timex"])}.values())
        counts["gold"] += len(gold)
        counts["system"] += len(row["timex"])
        for one, two in pair(gold, row["timex"]):
            counts["overlapping"] += 1
            counts["value"] += one["value"] == two["value"]
    total = counts["gold"] + counts["system"]
    return {
        "relaxed_f1": round(200 * counts["overlapping"] / max(1, total), 2),
        "value_f1": round(200 * counts["value"] / max(1, total), 2),
    }


def pair(gold: list[Row], system: list[Row]) -> list[tuple[Row, Row]]:
    """Pair overlapping expressions one to one: exact spans first, then by length of overlap."""
    ways = []
    for i, one in enumerate(gold):
        for j, two in enumerate(system):
            common = min(one["end"], two["end"]) - max(one["start"], two["start"])
            if common > 0:
                exact = (one["start"], one["end"]) == (two["start"], two["end"])
                ways.append((not exact, -common, one["start"], two["start"], i, j))
    taken_gold, taken_system, pairs = set(), set(), []
    for *_, i, j in sorted(ways):
        if i not in taken_gold and j not in taken_system:
            taken_gold.add(i)
            taken_system.add(j)
            pairs.append((gold[i], system[j]))
    return pairs


if __name__ == "__main__":
    main()
