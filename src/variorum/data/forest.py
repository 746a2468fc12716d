"""Boosted trees that weigh clues: read from a TSV file, walked in plain Python."""

import functools
import math
from collections.abc import Mapping
from dataclasses import dataclass

from variorum.data import load_rows

_Node = tuple[str, float, int, int, float]


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees as lists of nodes (clue, threshold, left, right, value), root first; a leaf names no clue."""

    trees: tuple[tuple[_Node, ...], ...]

    def odds(self, clues: Mapping[str, float]) -> float:
        """Return the log odds that the clues give; a clue that is not there counts as 0.

        >>> tree = ("day", 0.5, 1, 2, 0.0), ("", 0.0, -1, -1, -1.0), ("", 0.0, -1, -1, 2.0)
        >>> Forest((tree,)).odds({"day": 1})
        2.0
        """
        total = 0.0
        for tree in self.trees:
            name, cut, left, right, value = tree[0]
            while name:
                name, cut, left, right, value = tree[left if clues.get(name, 0.0) <= cut else right]
            total += value
        return total

    def probability(self, clues: Mapping[str, float]) -> float:
        """Return the probability that the clues give."""
        return 1.0 / (1.0 + math.exp(-self.odds(clues)))


@functools.cache
def load_forest(name: str) -> Forest:
    """Read a shipped forest, such as `events/dating.tsv`."""
    trees: dict[int, list[_Node]] = {}
    for tree, _, clue, cut, left, right, value in load_rows(name):
        trees.setdefault(int(tree), []).append((clue, float(cut), int(left), int(right), float(value)))
    return Forest(tuple(tuple(trees[t]) for t in sorted(trees)))
