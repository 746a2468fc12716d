"""Boosted trees for a yes or no, in plain numpy: logistic loss, histograms, trees of fixed depth.

>>> import numpy as np
>>> x = np.array([[0.0], [1.0], [2.0], [3.0]] * 20)
>>> trees = boost(x, (x[:, 0] > 1).astype(float), rounds=5, depth=1)
>>> bool(predict(trees, x)[3] > predict(trees, x)[0])
True
"""

from pathlib import Path

import numpy as np

BINS = 32
RIDGE = 2.0
LEAST = 4.0  # sum of second derivatives that a leaf must hold


def boost(x, y, *, rounds=120, depth=4, rate=0.1, weight=None, columns=1.0, of=None):  # noqa: PLR0913
    """Return trees: lists of nodes (feature, threshold, left, right, value), root first.

    `columns` is the share of the features that each tree may ask, drawn by dice that always fall the same.
    With `of`, the case of each row, the rows of a case compete: the loss is that of the right ones together
    against the others and "none of them", whose log odds are 0.
    """
    weight = np.ones(len(y)) if weight is None else weight
    edges = [_edges(x[:, f]) for f in range(x.shape[1])]
    binned = np.stack([np.searchsorted(e, x[:, f], side="left") for f, e in enumerate(edges)], axis=1)
    odds = np.zeros(len(y))
    trees = []
    dice = np.random.default_rng(0)
    for _ in range(rounds):
        asked = np.sort(dice.choice(x.shape[1], max(1, round(columns * x.shape[1])), replace=False))
        p = 1 / (1 + np.exp(-odds)) if of is None else _share(odds, of)
        aim = y if of is None else _aim(p, y, of)
        slope, curve = weight * (p - aim), weight * p * (1 - p)
        grower = _Grower(binned[:, asked], [edges[f] for f in asked], slope, curve, rate, odds)
        trees.append([(int(asked[f]) if f >= 0 else f, *rest) for f, *rest in grower.run(depth)])
    return trees


def _share(odds, of):
    """Return the probability of each row among those of its case and "none"."""
    top = np.zeros(of.max() + 1)
    np.maximum.at(top, of, odds)
    share = np.exp(odds - top[of])
    return share / (np.bincount(of, share) + np.exp(-top))[of]


def _aim(p, y, of):
    """Return what each row's probability should be: one in all for the right ones of a case."""
    right = np.bincount(of, p * y)
    return p * y / np.maximum(right, 1e-12)[of]


def predict(trees, x):
    """Return the log odds of every row."""
    total = np.zeros(len(x))
    for tree in trees:
        node = np.zeros(len(x), dtype=int)
        feature, cut, left, right, value = (np.array(column) for column in zip(*tree, strict=True))
        for _ in range(16):
            inner = feature[node] >= 0
            if not inner.any():
                break
            goes = x[np.arange(len(x)), np.maximum(feature[node], 0)] <= cut[node]
            node = np.where(inner, np.where(goes, left[node], right[node]), node)
        total += value[node]
    return total


def write(path, trees, names, head):
    """Write trees as TSV: tree, node, feature, threshold, left, right, value (leaves have no feature)."""
    with Path(path).open("w", encoding="utf-8") as out:
        out.write(head)
        for t, tree in enumerate(trees):
            for n, (feature, cut, left, right, value) in enumerate(tree):
                name = names[feature] if feature >= 0 else ""
                out.write(f"{t}\t{n}\t{name}\t{cut:g}\t{left}\t{right}\t{value:.4f}\n")


def _edges(column):
    values = np.unique(column)
    if len(values) > BINS:
        values = np.unique(np.quantile(column, np.linspace(0, 1, BINS)))
    return (values[:-1] + values[1:]) / 2


class _Grower:
    """One tree in the making; adds what its leaves say to `odds`."""

    def __init__(self, *given):
        self.binned, self.edges, self.slope, self.curve, self.rate, self.odds = given
        self.tree = []

    def run(self, depth):
        """Grow from all rows and return the nodes."""
        self.grow(np.arange(len(self.odds)), depth)
        return self.tree

    def grow(self, rows, depth):
        """Grow the node that holds some rows and what is below it; return its place."""
        slope, curve = self.slope[rows], self.curve[rows]
        at = len(self.tree)
        self.tree.append(None)
        best = _best_cut(self.binned[rows], self.edges, slope, curve) if depth else None
        if best is None:
            value = -self.rate * slope.sum() / (curve.sum() + RIDGE)
            self.odds[rows] += value
            self.tree[at] = (-1, 0.0, -1, -1, value)
            return at
        feature, cut = best
        low = self.binned[rows, feature] <= cut
        left, right = self.grow(rows[low], depth - 1), self.grow(rows[~low], depth - 1)
        self.tree[at] = (feature, float(self.edges[feature][cut]), left, right, 0.0)
        return at


def _best_cut(binned, edges, slope, curve):
    total, mass = slope.sum(), curve.sum()
    if mass < 2 * LEAST:
        return None
    size = BINS + 1
    keys = (binned + np.arange(binned.shape[1]) * size).ravel()
    shape = (binned.shape[1], size)
    g = np.bincount(keys, np.repeat(slope, binned.shape[1]), shape[0] * size).reshape(shape).cumsum(axis=1)
    h = np.bincount(keys, np.repeat(curve, binned.shape[1]), shape[0] * size).reshape(shape).cumsum(axis=1)
    gain = g**2 / (h + RIDGE) + (total - g) ** 2 / (mass - h + RIDGE) - total**2 / (mass + RIDGE)
    gain[(h < LEAST) | (mass - h < LEAST)] = 0
    for f, e in enumerate(edges):
        gain[f, len(e) :] = 0
    feature, cut = np.unravel_index(int(gain.argmax()), gain.shape)
    return (int(feature), int(cut)) if gain[feature, cut] > 1e-3 else None
