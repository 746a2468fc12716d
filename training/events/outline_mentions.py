"""Outline the gold event mentions of a corpus, for train_mentions.py.

python training/events/outline_mentions.py MENTIONS REPORTS... --out OUTLINES

Mentions without offsets (GVC train) are listed in the order of the text, which begins with the title: they
are laid along it so that as many as can be find their words in that order; the others are left out. Such
texts are then worded as those of the corpus with offsets are: each word and mark apart, a sentence a line.
"""

import argparse
import gzip
import json
import pickle
import re
import sys
from collections import defaultdict
from pathlib import Path

from variorum.analyse.page import open_page
from variorum.model.report import Report
from variorum.model.span import Span
from variorum.settings import Settings

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
from tellings.outline import outline

NOWHERE = 10**9
TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}|(?:Mr|Mrs|Ms|Dr|St|Sgt|Lt|Capt|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Co|Ave|Ind|Jr)\."
    r"|\d+-[^\W\d_]+|\d+(?:[.,:]\d+)*|[^\W_]+|['’]s\b|\S"
)


def load(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def space_out(title, text):
    """Return title and text with every word and mark apart, a sentence a line."""
    lines = [" ".join(TOKEN.findall(title or ""))]
    for part in text.split("\n"):
        lines += re.split(r"(?<=[.!?]) (?=[A-Z“\"'])", " ".join(TOKEN.findall(part)))
    return "\n".join(line for line in lines if line)


def locate(text, mentions):
    """Return the mentions of one report that have, or can be given, offsets."""
    if all("start" in m for m in mentions):
        return mentions
    places = [find_words(text, mention["text"]) for mention in mentions]
    # reach[k]: where the first k mentions that were placed end at the earliest, and the places taken
    reach = [(0, ())]
    for mention, spots in zip(mentions, places, strict=True):
        for k in range(len(reach), 0, -1):
            end, taken = reach[k - 1]
            spot = next((s for s in spots if s[0] >= end), None)
            if spot and (k == len(reach) or spot[1] < reach[k][0]):
                step = spot[1], (*taken, (mention, *spot))
                reach[k : k + 1] = [step]
    return [dict(mention, start=start, end=end) for mention, start, end in reach[-1][1]]


def find_words(text, words):
    """Return where words stand in a text, whatever the spaces between them."""
    parts = [re.escape(part) for part in TOKEN.findall(words)]
    pattern = r"(?<!\w)" + r"\s*".join(parts) + r"(?!\w)"
    return [(m.start(), m.end()) for m in re.finditer(pattern, text, re.IGNORECASE)]


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("mentions")
    parser.add_argument("reports", nargs="+")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    reports = {row["id"]: row for path in options.reports for row in load(path)}
    by_doc = defaultdict(list)
    for mention in load(options.mentions):
        if mention["doc"] in reports:
            by_doc[mention["doc"]].append(mention)
    rows = []
    for doc, mentions in by_doc.items():
        row = reports[doc]
        loose = any("start" not in m for m in mentions)
        text = space_out(row.get("title"), row["text"]) if loose else row["text"]
        located = locate(text, mentions)
        report = Report(id=doc, sha256="", text=text, title=row.get("title"), published=row.get("date"))
        spans = [Span(m["start"], m["end"]) for m in located]
        for mention, one in zip(located, outline(open_page(report, Settings()), spans), strict=True):
            rows.append((doc, row.get("date"), text, mention["cluster"], one))
    total = sum(map(len, by_doc.values()))
    print(len(rows), "of", total, "mentions in", len(by_doc), "reports")
    Path(options.out).write_bytes(pickle.dumps(rows))


if __name__ == "__main__":
    main()
