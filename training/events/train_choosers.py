"""Train what chooses the day and the tolls of a report's main happening, on incident reports (train split).

python training/events/list_choices.py KEPT... --out CHOICES      (what the product would choose from)
python training/events/train_choosers.py RECORDS CHOICES... --out src/variorum/data/events

RECORDS say for each incident its day, its dead and its hurt, and which reports tell it. A candidate is right
where it holds the day, or is the number. Boosted trees; the candidates of one report compete. The share of
reports whose choice is right is printed for four folds of incidents that the trees were not trained on. What
the words of a report say of its tolls (`toll_weights`) is learnt first; the trees are given it by weights
that were learnt without the report's incident. Needs numpy and scipy; two minutes on one core.
"""

import argparse
import gzip
import hashlib
import json
import pickle
from pathlib import Path

import numpy as np
import toll_weights
from boost import boost, predict, write

from variorum.analyse.events.toll_words import SLOTS, fit_clues

FOLDS = 4
CHOICES = ("dating", "killed", "injured")
SHAPE = {"rounds": 150, "depth": 5, "rate": 0.08, "columns": 0.3}
WORDS = """\
# What words say of how many died and were hurt: a word with where it stands, then thousandths of log odds for
# none, one, two, three or more dead, and as many hurt. The first row is the base.
# Made by training/events/train_choosers.py from incident reports of SemEval-2018 Task 5 (train split; no
# licence stated, the texts are not shipped): {n} reports.
"""
HEAD = """\
# Boosted trees that weigh clues for {what}: tree, node, clue, threshold, left, right, value.
# Made by training/events/train_choosers.py from incident reports of SemEval-2018 Task 5 (train split; no
# licence stated, the texts are not shipped). Right among {n} reports held out in turn: {right:.3f}.
"""


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("records")
    parser.add_argument("choices", nargs="+")
    parser.add_argument("--out", required=True)
    parser.add_argument("--only", help="dating, killed or injured alone")
    options = parser.parse_args()
    opener = gzip.open if options.records.endswith(".gz") else open
    with opener(options.records, "rt", encoding="utf-8") as lines:
        records = {doc: record for record in map(json.loads, lines) for doc in record["docs"]}
    rows = []
    for path in options.choices:
        rows += pickle.loads(Path(path).read_bytes())  # noqa: S301 - our own file
    rows = [row for row in rows if row["report"] in records]
    tell_words(rows, records, Path(options.out) / "toll_words.tsv")
    for what in CHOICES:
        if options.only in (None, what):
            train(what, rows, records, Path(options.out) / f"{what}.tsv")


def tell_words(rows, records, path):
    """Learn and write what words say of tolls; give the candidates what is learnt without their incidents."""
    told = [row for row in rows if row["words"]]
    weights = toll_weights.fit([row["words"] for row in told], toll_weights.tolls_of(told, records))
    toll_weights.write(path, weights, WORDS.format(n=len(told)))
    apart = toll_weights.weigh_apart(told, records)
    for row in told:
        for slot in SLOTS:
            row[slot] = [(v, c | fit_clues(apart[row["report"]], slot, v)) for v, c in row[slot]]


def train(what, rows, records, path):
    """Fit the trees for one choice, print how they do on held-out incidents, write them."""
    cases = [row for row in rows if row[what]]
    names = sorted({name for row in cases for _, clues in row[what] for name in clues})
    x, y, of, fold = [], [], [], []
    for n, row in enumerate(cases):
        record = records[row["report"]]
        part = int(hashlib.md5(record["incident"].encode()).hexdigest(), 16) % FOLDS  # noqa: S324 - no secret
        for value, clues in row[what]:
            x.append([clues.get(name, 0.0) for name in names])
            y.append(is_right(what, value, record))
            of.append(n)
            fold.append(part)
    x, y, of, fold = np.array(x), np.array(y, float), np.array(of), np.array(fold)
    odds = np.zeros(len(y))
    for part in range(FOLDS):
        rest = fold != part
        trees = boost(x[rest], y[rest], of=of[rest], **SHAPE)
        odds[fold == part] = predict(trees, x[fold == part])
    best = {}
    for n, case in enumerate(of):
        if case not in best or odds[n] > odds[best[case]]:
            best[case] = n
    right = sum(y[n] for n in best.values()) / len(cases)
    possible = len(set(of[y > 0])) / len(cases)
    print(f"{what}: {len(cases)} reports, {len(y)} candidates, right {right:.3f}, possible {possible:.3f}")
    trees = boost(x, y, of=of, **SHAPE)
    write(path, trees, names, HEAD.format(what=what, n=len(cases), right=right))


def is_right(what, value, record):
    if what == "dating":
        first, last = value
        return first <= record["date"] <= last
    return value == record[what]


if __name__ == "__main__":
    main()
