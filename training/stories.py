"""Train the judge of stories: does a pair of reports tell of one happening?

    python training/stories.py ../shared/data/incidents

Reads reports-train.jsonl.gz and records-train.jsonl.gz (Gun Violence Archive reports of SemEval-2018 Task 5),
fits a logistic regression with numpy on pairs that `find_pairs` proposes, chooses the threshold by two-fold
cross-validation over incidents (no incident on both sides) and writes src/variorum/data/link/stories.yaml.
Takes about a minute and 1 GB. The shipped file holds weights only, no words of any report.
"""

import argparse
import gzip
import json
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from variorum.link.stories.describing import KINDS, describe, weigh
from variorum.link.stories.linkage import join
from variorum.link.stories.pairing import Judge, Table, by_pair, find_pairs, tabulate, widen
from variorum.model.report import Report

OUTPUT = Path(__file__).parents[1] / "src" / "variorum" / "data" / "link" / "stories.yaml"
RIDGE, STEPS = 1.0, 40
THRESHOLDS, UNPAIRED = (-1.5, -1.25, -1.0, -0.75, -0.5, -0.25, 0.0, 0.25), -4.0
FEATURES = [
    *KINDS,
    "rare names",
    "their rarity",
    "rare capitals",
    "log days",
    "a day",
    "outlet",
    "a name",
    "a month",
]


def read(folder: Path, split: str) -> tuple[list[Report], list[str]]:
    """Return the reports that belong to an incident, in the order of publication, and their incidents."""
    incident = {
        d: row["incident"] for row in _rows(folder / f"records-{split}.jsonl.gz") for d in row["docs"]
    }
    reports = [report_of(row) for row in _rows(folder / f"reports-{split}.jsonl.gz") if row["id"] in incident]
    reports.sort(key=lambda r: (r.published or "9999", r.id))
    return reports, [incident[r.id] for r in reports]


def report_of(row: dict[str, Any]) -> Report:
    title, body = row.get("title") or "", row["text"]
    text = body if body.startswith(title) else f"{title}\n\n{body}"
    return Report(
        id=row["id"], sha256="", text=text, title=title or None, outlet=row["outlet"], published=row["date"]
    )


def _rows(path: Path) -> Iterable[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def fit(table: Table, same: Table) -> Judge:
    """Fit a logistic regression with a ridge by Newton's method."""
    wide = widen(table)
    means, scales = wide.mean(0), wide.std(0) + 1e-9
    rows = np.hstack([(wide - means) / scales, np.ones((len(wide), 1))])
    weights = np.zeros(rows.shape[1])
    keep = np.r_[np.ones(rows.shape[1] - 1), 0.0]
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (p - same) + RIDGE * keep * weights
        bend = (rows * (p * (1 - p))[:, None]).T @ rows + RIDGE * np.eye(len(weights))
        weights -= np.linalg.solve(bend, slope)
    numbers = [[round(float(x), 5) for x in xs] for xs in (means, scales, weights)]
    return Judge(numbers[0], numbers[1], numbers[2][:-1], numbers[2][-1], 0.0, UNPAIRED)


def pairs_f1(gold: Sequence[str], found: Sequence[int]) -> tuple[float, float, float]:
    """Return precision, recall and F1 over pairs."""

    def pairs(counts: Counter[Any]) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    both = pairs(Counter(zip(gold, found, strict=True)))
    precision, recall = both / max(1, pairs(Counter(found))), both / max(1, pairs(Counter(gold)))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    asked = parser.parse_args()
    reports, gold = read(asked.folder, "train")
    spaces = weigh([describe(r) for r in reports])
    pairs = find_pairs(spaces[0])
    table = tabulate(pairs, spaces, reports)
    same = np.array([gold[a] == gold[b] for a, b in pairs], float)
    incidents = sorted(set(gold))
    random.Random(1).shuffle(incidents)  # noqa: S311 - folds, not secrets
    first = set(incidents[: len(incidents) // 2])
    side = np.array([(gold[a] in first) + (gold[b] in first) for a, b in pairs])
    halves = [fit(table[side == s], same[side == s]).weigh(table) for s in (0, 2)]
    odds = np.where(side == 2, halves[0], np.where(side == 0, halves[1], (halves[0] + halves[1]) / 2))
    tried = {t: pairs_f1(gold, join(len(reports), by_pair(pairs, odds), t, UNPAIRED)) for t in THRESHOLDS}
    for threshold, figures in tried.items():
        print(threshold, *(round(x, 3) for x in figures))
    best = max(tried, key=lambda t: tried[t][2])
    judge = fit(table, same)
    kept = {f: getattr(judge, f) for f in judge.__struct_fields__} | {"threshold": best}
    head = (
        "# Log odds that two reports tell one story: a logistic regression over the features of\n"
        "# link/stories/pairing.py. Trained by training/stories.py on the train split of the incident\n"
        "# reports (SemEval-2018 Task 5, Gun Violence Archive; no licence stated); weights only, no words.\n"
        f"# Two-fold cross-validation: pairs F1 {tried[best][2]:.3f}. Licence of this file: Apache-2.0.\n"
        f"# Features: {', '.join(FEATURES)};\n# roots of the first six; four products.\n"
    )
    OUTPUT.write_text(head + yaml.safe_dump({"judge": kept}, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    main()
