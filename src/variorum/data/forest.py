"""Boosted trees that weigh clues, read from a shipped TSV file: all rows and all trees are walked at once."""

import functools
import itertools
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from variorum.data import path_of, read_rows

Node = tuple[str, float, int, int, float]  # clue, threshold, left, right, value; a leaf names no clue
Clues = Mapping[str, float]

_FINE = 10000  # leaves are kept as whole numbers of this part, so that sums do not depend on their order


class Forest:
    """Trees as lists of nodes, root first. A clue that is not there counts as 0.

    >>> tree = ("day", 0.5, 1, 2, 0.0), ("", 0.0, -1, -1, -1.0), ("", 0.0, -1, -1, 2.0)
    >>> Forest((tree,)).odds({"day": 1}), Forest((tree,)).odds({})
    (2.0, -1.0)
    """

    def __init__(self, trees: Sequence[Sequence[Node]]) -> None:
        self.trees = tuple(tuple(tree) for tree in trees)

    @functools.cached_property
    def _table(self) -> tuple[list[str], Any, Any, Any, Any, Any]:
        """The nodes of all trees in one table, each right child behind its left; a leaf leads to itself."""
        import numpy as np

        names = sorted({clue for tree in self.trees for clue, *_ in tree if clue})
        place = {name: n for n, name in enumerate(names)}
        roots: list[int] = []
        clue_at: list[int] = []
        cuts: list[float] = []
        lefts: list[int] = []
        values: list[int] = []
        for tree in self.trees:
            first = len(cuts)
            roots.append(first)
            order = _siblings_together(tree)
            at = {node: first + n for n, node in enumerate(order)}
            for node in order:
                clue, cut, left, _, value = tree[node]
                clue_at.append(place.get(clue, 0))
                cuts.append(cut if clue else math.inf)
                lefts.append(at[left if clue else node])
                values.append(round(value * _FINE))
        return (
            names,
            np.array(roots, dtype=np.int64),
            np.array(clue_at, dtype=np.int64),
            np.array(cuts),
            np.array(lefts, dtype=np.int64),
            np.array(values, dtype=np.int64),
        )

    @functools.cached_property
    def _depth(self) -> int:
        """The number of steps from a root to the farthest leaf."""
        return max((_depth_of(tree, 0) for tree in self.trees), default=0)

    def all_odds(self, rows: Sequence[Clues]) -> list[float]:
        """Return the log odds of every row of clues."""
        if not rows or not self.trees:
            return [0.0] * len(rows)
        import numpy as np

        names = self._table[0]
        absent = itertools.repeat(0.0)
        told = np.array([clue for row in rows for clue in map(row.get, names, absent)] or [0.0] * len(rows))
        return self._walk(told, len(rows))

    def chances(self, names: Sequence[str], table: Any) -> list[float]:
        """Return the probability of every row of an array whose columns are the clues named.

        >>> import numpy as np
        >>> tree = ("day", 0.5, 1, 2, 0.0), ("", 0.0, -1, -1, -9.0), ("", 0.0, -1, -1, 0.0)
        >>> [round(each, 3) for each in Forest((tree,)).chances(("hour", "day"), np.array([[1, 0], [0, 1]]))]
        [0.0, 0.5]
        """
        place = {name: n for n, name in enumerate(names)}
        odds = self._walk(table[:, [place[name] for name in self._table[0]]].ravel(), len(table))
        return [1.0 / (1.0 + math.exp(-each)) for each in odds]

    def _walk(self, told: Any, count: int) -> list[float]:
        """Return the log odds of so many rows, given the clues of all of them one behind another."""
        import numpy as np

        names, roots, clue_at, cuts, lefts, values = self._table
        node = np.tile(roots, (count, 1))
        first = np.arange(count)[:, None] * max(1, len(names))
        for _ in range(self._depth):
            over = told.take(first + clue_at.take(node)) > cuts.take(node)
            node = lefts.take(node) + over
        return [int(total) / _FINE for total in values.take(node).sum(axis=1)]

    def odds(self, clues: Clues) -> float:
        """Return the log odds that the clues give."""
        return self.all_odds([clues])[0]

    def probability(self, clues: Clues) -> float:
        """Return the probability that the clues give."""
        return 1.0 / (1.0 + math.exp(-self.odds(clues)))


def _siblings_together(tree: Sequence[Node]) -> list[int]:
    """Return the nodes of a tree in an order that keeps the two children of each node side by side."""
    order = [0]
    for node in order:
        clue, _, left, right, _ = tree[node]
        if clue:
            order += [left, right]
    return order


def _depth_of(tree: Sequence[Node], at: int) -> int:
    clue, _, left, right, _ = tree[at]
    return 1 + max(_depth_of(tree, left), _depth_of(tree, right)) if clue else 0


@functools.cache
def load_forest(name: str) -> Forest:
    """Read a shipped forest, such as `events/dating.tsv`."""
    return read_forest(path_of(name))


def read_forest(path: Path) -> Forest:
    """Read a forest from its table."""
    trees: dict[int, list[Node]] = {}
    for tree, _, clue, cut, left, right, value in read_rows(path):
        trees.setdefault(int(tree), []).append((clue, float(cut), int(left), int(right), float(value)))
    return Forest([trees[t] for t in sorted(trees)])
