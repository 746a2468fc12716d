"""Train the weights of words that tell whether a report's main happening is recent, on incident reports.

python training/events/list_choices.py REPORTS --out CHOICES
python training/events/train_recency.py RECORDS CHOICES... --out src/variorum/data/events/recency.tsv

RECORDS and CHOICES as for train_choosers.py. A happening is recent that took place on the report's day or
the two before. One logistic model over the words that many reports share; how often it is right among
reports that name no day is printed for four folds of incidents that it was not trained on. Needs numpy and
scipy; seconds.
"""

import argparse
import datetime
import gzip
import hashlib
import json
import pickle
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from variorum.analyse.events.recency import DAYS

FOLDS = 4
SHARED = 150  # reports that must use a word
RIDGE = 100.0
LEAST = 0.05  # weights below which a word is left out
LIMIT = 0.5
HEAD = """\
# What each word of a report (t: of its title) adds to the log odds that its main happening is recent.
# Made by training/events/train_recency.py from incident reports of SemEval-2018 Task 5 (train split; no
# licence stated, the texts are not shipped). Of {n} reports held out in turn that name no day, {kept} are
# taken for recent, {right:.3f} of them rightly.
"""


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("records")
    parser.add_argument("choices", nargs="+")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    opener = gzip.open if options.records.endswith(".gz") else open
    with opener(options.records, "rt", encoding="utf-8") as lines:
        records = {doc: record for record in map(json.loads, lines) for doc in record["docs"]}
    rows = []
    for path in options.choices:
        rows += pickle.loads(Path(path).read_bytes())  # noqa: S301 - our own file
    rows = [row for row in rows if row["report"] in records and row["words"] and row["published"]]
    train(rows, records, Path(options.out))


def train(rows, records, path):
    """Fit the weights, print how they do on held-out incidents, write them."""
    shared = Counter(word for row in rows for word in row["words"])
    names = sorted(word for word, n in shared.items() if n >= SHARED)
    index = {word: n for n, word in enumerate(names)}
    x = as_matrix(rows, index)
    y = np.array([is_recent(row["published"], records[row["report"]]["date"]) for row in rows], float)
    fold = np.array([fold_of(records[row["report"]]["incident"]) for row in rows])
    odds = np.zeros(len(rows))
    for part in range(FOLDS):
        w = fit(x[fold != part], y[fold != part])
        odds[fold == part] = x[fold == part] @ w[1:] + w[0]
    dateless = np.array([not row["dating"] for row in rows])
    kept = dateless & (odds >= LIMIT)
    print(f"{dateless.sum()} reports name no day, {kept.sum()} kept, right {y[kept].mean():.3f}")
    w = fit(x, y)
    head = HEAD.format(n=dateless.sum(), kept=kept.sum(), right=y[kept].mean())
    lines = [f"BASE\t{w[0]:.3f}"]
    lines += [f"{word}\t{w[n + 1]:.3f}" for word, n in index.items() if abs(w[n + 1]) >= LEAST]
    path.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def as_matrix(rows, index):
    clues, ends = [], [0]
    for row in rows:
        clues += sorted(index[word] for word in row["words"] if word in index)
        ends.append(len(clues))
    return csr_matrix((np.ones(len(clues)), clues, ends), shape=(len(rows), len(index)))


def is_recent(published, day):
    ago = (datetime.date.fromisoformat(published[:10]) - datetime.date.fromisoformat(day)).days
    return 0 <= ago <= DAYS


def fold_of(incident):
    return int(hashlib.md5(incident.encode()).hexdigest(), 16) % FOLDS  # noqa: S324 - no secret


def fit(x, y):
    """Return the base and the weight of every word."""

    def loss(w):
        odds = x @ w[1:] + w[0]
        p = 1 / (1 + np.exp(-odds))
        total = np.logaddexp(0, np.where(y > 0, -odds, odds)).sum() + RIDGE / 2 * (w[1:] ** 2).sum()
        return total, np.concatenate([[(p - y).sum()], x.T @ (p - y) + RIDGE * w[1:]])

    start = np.zeros(x.shape[1] + 1)
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 80}).x


if __name__ == "__main__":
    main()
