"""Outline the gold event mentions of a corpus, for train_mentions.py.

python training/events/outline_mentions.py REPORTS MENTIONS --out OUTLINES

Mentions without offsets (GVC train) are taken where their words stand in the text as often as they are
listed, or belong to one cluster; the others are left out.
"""

import argparse
import gzip
import json
import pickle
import re
from collections import defaultdict
from pathlib import Path

from variorum.analyse.events.outline import outline
from variorum.analyse.page import open_page
from variorum.model.report import Report
from variorum.model.span import Span
from variorum.settings import Settings


def load(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def locate(text, mentions):
    """Return the mentions of one report that have, or can be given, offsets."""
    found = [m for m in mentions if "start" in m]
    loose = defaultdict(list)
    for mention in mentions:
        if "start" not in mention:
            loose[mention["text"].lower()].append(mention)
    for words, listed in loose.items():
        at = [m.start() for m in re.finditer(rf"\b{re.escape(words)}\b", text.lower())]
        if len({m["cluster"] for m in listed}) == 1 or len(at) == len(listed):
            found += [dict(m, start=s, end=s + len(words)) for m, s in zip(listed, at, strict=False)]
    return found


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reports")
    parser.add_argument("mentions")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    reports = {row["id"]: row for row in load(options.reports)}
    by_doc = defaultdict(list)
    for mention in load(options.mentions):
        if mention["doc"] in reports:
            by_doc[mention["doc"]].append(mention)
    rows = []
    for doc, mentions in by_doc.items():
        row = reports[doc]
        located = locate(row["text"], mentions)
        report = Report(
            id=doc, sha256="", text=row["text"], title=row.get("title"), published=row.get("date")
        )
        spans = [Span(m["start"], m["end"]) for m in located]
        for mention, one in zip(located, outline(open_page(report, Settings()), spans), strict=True):
            rows.append((doc, row.get("date"), row["text"], mention["cluster"], one))
    Path(options.out).write_bytes(pickle.dumps(rows))


if __name__ == "__main__":
    main()
