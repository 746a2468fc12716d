"""Pairs of reports that may tell one story, with what speaks for and against it."""

import datetime
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from variorum.data import load_yaml
from variorum.link.stories.describing import Space
from variorum.model.report import Report

# Each report is paired with the most similar; words of more reports than this pair nobody.
_NEAREST, _MOST_CARRIERS, _CARRIERS_SHARE = 25, 400, 0.1
_LEAST_ALIKE = 0.03
# A name that so many reports carry, or this share of them, is no longer rare.
_RARE_NAME, _RARE_NAME_SHARE = 8, 0.004
_RARE_WORD, _RARE_WORD_SHARE = 8, 0.01
# Reports without a date are held to be so many days apart: neither for nor against.
_UNDATED = 7

Table = NDArray[np.float64]
Numbers = NDArray[np.int64]


class Judge(msgspec.Struct, frozen=True):
    """The trained weights: log odds that two reports tell one story."""

    means: list[float]
    scales: list[float]
    weights: list[float]
    bias: float
    threshold: float
    unpaired: float

    @classmethod
    def load(cls) -> "Judge":
        """Read the shipped weights (`training/stories.py` made them)."""
        return msgspec.convert(load_yaml("link/stories.yaml")["judge"], cls)

    def weigh(self, table: Table) -> Table:
        """Return the log odds of each row."""
        scaled = (widen(table) - np.array(self.means)) / np.array(self.scales)
        # Summed row by row: a product of matrices may round a row by how many stand beside it.
        odds: Table = (scaled * np.array(self.weights)).sum(axis=1) + self.bias
        return odds


def find_pairs(words: Space) -> list[tuple[int, int]]:
    """Pair each report with those that are most like it, by words that not too many share."""
    most = most_carriers(len(words.vectors))
    carriers: dict[str, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
    for number, vector in enumerate(words.vectors):
        for word, weight in vector.items():
            if words.carriers[word] <= most:
                numbers, weights = carriers[word]
                numbers.append(number)
                weights.append(weight)
    arrays = {word: (np.array(found), np.array(weights)) for word, (found, weights) in carriers.items()}
    pairs: set[tuple[int, int]] = set()
    for number, vector in enumerate(words.vectors):
        nearest = find_nearest(number, [(*arrays[w], weight) for w, weight in vector.items() if w in arrays])
        pairs.update((min(number, n), max(number, n)) for n in nearest)
    return sorted(pairs)


def most_carriers(total: int) -> int:
    """Return how many of `total` reports may carry a word that pairs them."""
    return max(2, min(_MOST_CARRIERS, int(total * _CARRIERS_SHARE))) if total > 2 * _NEAREST else total


def find_nearest(number: int, shared: Sequence[tuple[Numbers, Table, float]]) -> list[int]:
    """Return the reports most like one, by the carriers of its words.

    Each of `shared` is a word: the reports that carry it in ascending order, its weights in them, and its
    weight in report `number`. Time grows with these, not with the collection.
    """
    if not shared:
        return []
    reports, place = np.unique(np.concatenate([word[0] for word in shared]), return_inverse=True)
    alike = np.bincount(place, np.concatenate([word[1] * word[2] for word in shared]), len(reports))
    alike[np.searchsorted(reports, number)] = 0
    nearest = np.argsort(-np.round(alike, 9), kind="stable")[:_NEAREST]
    return [int(reports[n]) for n in nearest.tolist() if alike[n] > _LEAST_ALIKE]


def rare_carriers(total: int) -> tuple[int, int]:
    """Return how many of `total` reports may carry a name, and a capitalised word, that is still rare."""
    return max(_RARE_NAME, int(total * _RARE_NAME_SHARE)), max(_RARE_WORD, int(total * _RARE_WORD_SHARE))


def tabulate(
    pairs: Sequence[tuple[int, int]],
    spaces: Sequence[Space],
    reports: Sequence[Report],
    total: int | None = None,
) -> Table:
    """Return a row of features for each pair: likeness by kind, rare names shared, days apart, outlet.

    `total` is the number of all reports where `reports` and `spaces` hold only some of them.
    """
    names, capitals = spaces[2], spaces[1]
    rare_name, rare_word = rare_carriers(len(reports) if total is None else total)
    days = [_day(r.published) for r in reports]
    rows = []
    for a, b in pairs:
        shared = names.list_shared(a, b, rare_name)
        apart = _days_apart(days[a], days[b])
        same_outlet = reports[a].outlet is not None and reports[a].outlet == reports[b].outlet
        rows.append(
            [
                *(space.compare(a, b) for space in spaces),
                min(len(shared), 8),
                sum(shared[:6]) / 6,
                min(len(capitals.list_shared(a, b, rare_word)), 10),
                math.log1p(apart),
                apart <= 1,
                same_outlet,
                min(len(shared), 1),
                apart > 30,
            ]
        )
    return np.array(rows, float).reshape(len(rows), len(spaces) + 8)


def widen(table: Table) -> Table:
    """Add roots and products, so that a linear judge can bend."""
    days, outlet = table[:, 9], table[:, 11]
    products = np.stack(
        [table[:, 0] * days, table[:, 1] * days, table[:, 6] * days, table[:, 0] * outlet], axis=1
    )
    return np.hstack([table, np.sqrt(np.maximum(table[:, :6], 0)), products])


def _day(published: str | None) -> int | None:
    try:
        return datetime.date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None


def _days_apart(one: int | None, other: int | None) -> int:
    return _UNDATED if one is None or other is None else abs(one - other)


def by_pair(pairs: Sequence[tuple[int, int]], odds: Table) -> Mapping[tuple[int, int], float]:
    """Return the log odds by pair, rounded so that they are the same on every machine."""
    return {pair: round(float(value), 6) for pair, value in zip(pairs, odds, strict=True)}
