"""Weights that tell the sorts of event mentions apart: softmax regression with a ridge on named clues.

>>> found = fit_sorts([["hot"], ["cold"]] * 9, [0, 1] * 9, range(18), 2)
>>> bool(found["hot"][0] > found["hot"][1])
True
"""

from collections import Counter

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

RIDGE = 3.0  # accuracy on folds of GVC train was the same from 2 to 8
STEPS = 120
LEAST = 3  # topics that a clue must be seen in, so that no name of theirs becomes one
SMALL = 0.03  # clues all of whose weights are smaller are not shipped


def fit_sorts(clues, sorts, topics, total):
    """Return the weights of every clue for each of `total` sorts.

    `clues` has a list of clues for each mention, `sorts` its sort and `topics` the topic that it is from.
    """
    listed = [set(one) for one in clues]
    seen = Counter(clue for clue, _ in {(c, t) for one, t in zip(listed, topics, strict=True) for c in one})
    names = sorted(clue for clue, n in seen.items() if n >= LEAST)
    place = {name: n for n, name in enumerate(names)}
    spots = [(r, place[c]) for r, one in enumerate(listed) for c in one if c in place]
    rows, columns = zip(*spots, strict=True)
    x = csr_matrix((np.ones(len(spots)), (rows, columns)), shape=(len(clues), len(names)))
    gold = np.eye(total)[np.array(sorts)]

    def loss(flat):
        w = flat.reshape(len(names), total)
        odds = x @ w
        odds -= odds.max(axis=1, keepdims=True)
        p = np.exp(odds)
        p /= p.sum(axis=1, keepdims=True)
        value = -np.log(np.maximum(p[gold > 0], 1e-12)).sum() + RIDGE * (w**2).sum()
        return value, (x.T @ (p - gold) + 2 * RIDGE * w).ravel()

    found = minimize(
        loss, np.zeros(len(names) * total), jac=True, method="L-BFGS-B", options={"maxiter": STEPS}
    )
    weights = found.x.reshape(len(names), total).round(2)
    return {
        name: tuple(row)
        for name, row in zip(names, weights.tolist(), strict=True)
        if max(map(abs, row)) >= SMALL
    }


def write_sorts(path, weights, head):
    """Write the weights as TSV: a clue, then what it adds to the odds of each sort."""
    lines = ["\t".join((name, *(f"{w:g}" for w in row))) + "\n" for name, row in sorted(weights.items())]
    path.write_text(head + "".join(lines), encoding="utf-8")
