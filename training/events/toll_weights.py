"""Weights of words for how many died and were hurt: logistic regression with a ridge, number by number.

>>> found = fit([["text hot"], ["text cold"]] * 20, [(0, 1), (1, 0)] * 20)
>>> found["text hot"][0] > 0 > found["text cold"][0]
True
"""

import hashlib
from collections import Counter

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from variorum.analyse.events.toll_words import FEW, MOST, SCALE, SLOTS
from variorum.data import load_rows

RIDGE = 10.0  # 4 and 10 did equally well on halves of the incident reports, and so did pairs of words
STEPS = 60
LEAST = 12  # reports that a word must be seen in
FOLDS = 4
FINE = 1000


def fit(words, tolls):
    """Return for each word its weight for each number of each slot; the base stands under "".

    `words` has those of each report, `tolls` its dead and its hurt. Names are no clues.
    """
    seen = Counter(word for one in words for word in one)
    names = {row[0] for row in load_rows("events/capitalised.txt")}
    known = sorted(
        w for w, n in seen.items() if LEAST <= n <= 0.8 * len(words) and w.split(" ", 1)[1] not in names
    )
    place = {word: n for n, word in enumerate(known)}
    x = lay_out(words, place)
    columns = [
        solve(x, [min(t[s], MOST) == n for t in tolls]) for s in range(len(SLOTS)) for n in range(MOST + 1)
    ]
    table = np.array(columns).T
    return dict(zip(["", *known], table.tolist(), strict=True))


def lay_out(words, place):
    """Return the reports as rows of a sparse table."""
    spots, cells, ends = [], [], [0]
    for one in words:
        at = sorted(place[w] for w in one if w in place)
        spots += at
        cells += [SCALE / (len(at) + FEW) ** 0.5] * len(at)
        ends.append(len(spots))
    return csr_matrix((cells, spots, ends), shape=(len(words), len(place)))


def solve(x, y):
    """Return the base and the weights that tell the reports with `y` from the others."""
    y = np.array(y, float)

    def loss(w):
        odds = x @ w[1:] + w[0]
        gap = 1 / (1 + np.exp(-odds)) - y
        value = np.logaddexp(0, np.where(y > 0, -odds, odds)).sum() + RIDGE / 2 * (w[1:] ** 2).sum()
        return value, np.concatenate([[gap.sum()], x.T @ gap + RIDGE * w[1:]])

    start = np.zeros(x.shape[1] + 1)
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x


def weigh(weights, words):
    """Return the odds that weights give for the words of one report, slot by slot, as the product does."""
    known = [weights[w] for w in words if w in weights]
    scale = SCALE / (len(known) + FEW) ** 0.5
    odds = np.array(weights[""]) + scale * np.array(known or [np.zeros(len(weights[""]))]).sum(axis=0)
    return {slot: odds[n * (MOST + 1) : (n + 1) * (MOST + 1)].tolist() for n, slot in enumerate(SLOTS)}


def weigh_apart(rows, records):
    """Return for each report the odds by weights that were learnt without its incident."""
    part = [
        int(hashlib.md5(f"i{records[row['report']]['incident']}".encode()).hexdigest(), 16) % FOLDS  # noqa: S324
        for row in rows
    ]
    found = {}
    for fold in range(FOLDS):
        rest = [row for row, p in zip(rows, part, strict=True) if p != fold]
        weights = fit([row["words"] for row in rest], tolls_of(rest, records))
        for row, p in zip(rows, part, strict=True):
            if p == fold:
                found[row["report"]] = weigh(weights, row["words"])
    return found


def tolls_of(rows, records):
    """Return the dead and the hurt of each report's incident."""
    return [tuple(records[row["report"]][slot] for slot in SLOTS) for row in rows]


def write(path, weights, head):
    """Write the weights as TSV: a word with where it stands, then its weights in thousandths."""
    lines = [
        "\t".join((word, *(str(round(FINE * each)) for each in row))) + "\n"
        for word, row in sorted(weights.items())
        if not word or max(map(abs, row)) * FINE >= 10
    ]
    path.write_text(head + "".join(lines), encoding="utf-8")
