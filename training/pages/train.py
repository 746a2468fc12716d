"""Train what tells the blocks of a page's article: `python training/pages/train.py ../shared/data/html`.

Reads the tune half of the pages (by a hash of the address, as bench/html.py does), holds each block against
the gold body by its runs of four words, leaves out blocks that are half in it, and grows boosted trees
(training/events/boost.py). Writes src/variorum/data/clean/blocks.tsv; the same input gives the same trees.
"""

import argparse
import gzip
import hashlib
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from variorum.clean.metadata import read_facts
from variorum.clean.scanning import scan
from variorum.clean.weighing import NAMES, find_stretch, traits_of

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "training/events"))
from boost import boost, write  # noqa: E402

WORD = re.compile(r"\w+")
RUN = 4
PART, MOST = 0.3, 0.7  # share of a block's runs between which it is left out
HEAD = """\
# Boosted trees that tell the blocks of a page's article: tree, node, number, threshold, left, right, value.
# Made by training/pages/train.py from the tune half of the pages of article-extraction-benchmark and fundus
# (MIT; numbers alone, no word of theirs). Licence: Apache-2.0. Do not edit.
"""


def runs(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    return Counter(tuple(words[n : n + RUN]) for n in range(max(len(words) - RUN + 1, min(len(words), 1))))


def load_pages(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield source and gold row of each page of the tune half."""
    for name in ("aeb", "fundus"):
        for line in (folder / name / "pages.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            key = row.get("url") or row["id"]
            if hashlib.sha256(key.encode()).digest()[0] % 2 == 0:
                with gzip.open(folder / name / row["html_path"]) as page:
                    yield page.read().decode("utf-8", "replace"), row


def held(text: str, gold: str, known: Counter[tuple[str, ...]], lines: set[str]) -> float:
    """Return the share of a block's runs of words that stand in the gold body."""
    words = WORD.findall(text)
    if not words:
        return 0.0
    if len(words) < RUN:
        whole = "".join(text.split()) in lines
        return 1.0 if whole else 0.5 if f" {' '.join(words)} " in gold else 0.0
    mine = runs(text)
    return sum((mine & known).values()) / sum(mine.values())


def load_blocks(folder: Path) -> tuple[Any, Any, Any]:
    """Return the numbers of every block, whether it is article, and how much it weighs."""
    rows, labels, weights = [], [], []
    for source, row in load_pages(folder):
        facts = read_facts(source, row.get("url"))
        blocks = scan(source)
        start, end = find_stretch(blocks)
        if start == end:
            continue
        gold = row["text"]
        known, flat = runs(gold), f" {' '.join(WORD.findall(gold))} "
        lines = {"".join(line.split()) for line in gold.split("\n")}
        rows.append(traits_of(blocks[start:end], facts.title or "", facts.description or ""))
        for block in blocks[start:end]:
            share = held(block.text, flat, known, lines)
            labels.append(share > 0.5)
            weights.append(0.0 if PART < share < MOST else min(3.0, 1 + math.log1p(block.count) / 2))
    return np.vstack(rows), np.array(labels, dtype=float), np.array(weights)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", type=Path)
    parser.add_argument("--rounds", type=int, default=120)
    parser.add_argument("--depth", type=int, default=4)
    args = parser.parse_args()
    x, y, weight = load_blocks(args.pages)
    print(len(y), "blocks,", int(y.sum()), "of the article")
    trees = boost(x, y, rounds=args.rounds, depth=args.depth, weight=weight)
    write(ROOT / "src/variorum/data/clean/blocks.tsv", trees, list(NAMES), HEAD)


if __name__ == "__main__":
    main()
