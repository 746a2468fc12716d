"""Pairs of tellings with their odds as plain numbers: a hundred thousand reports have twenty million."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

_AT_ONCE = 1 << 14  # pairs taken at a time
Scored = tuple[float, int, int]


class Pairs:
    """The odds of pairs of tellings, in order of the earlier and then of the later telling.

    Sixteen bytes a pair, where a dict of tuples takes two hundred.
    """

    def __init__(self, size: int, ones: npt.ArrayLike, others: npt.ArrayLike, odds: npt.ArrayLike) -> None:
        self.ones = np.asarray(ones, np.int32)
        self.others = np.asarray(others, np.int32)
        self.odds = np.asarray(odds, np.float64)
        # From where to where the pairs of each earlier telling stand.
        self._starts = np.searchsorted(self.ones, np.arange(size + 1, dtype=np.int32)).tolist()
        self._later = self.others.data
        self._value = self.odds.data

    def within(self, groups: npt.ArrayLike) -> "Pairs":
        """Return the pairs alone whose two tellings are of one group, told by telling.

        They take the place of all: with both, the pairs of many reports would not fit the memory.
        """
        group = np.asarray(groups, np.int32)
        kept = 0
        for at in range(0, len(self.odds), _AT_ONCE):
            part = slice(at, at + _AT_ONCE)
            inside = group[self.ones[part]] == group[self.others[part]]
            end = kept + int(np.count_nonzero(inside))
            for column in (self.ones, self.others, self.odds):
                column[kept:end] = column[part][inside]
            kept = end
        return Pairs(len(group), self.ones[:kept], self.others[:kept], self.odds[:kept])

    def find(self, one: int, other: int) -> float | None:
        """Return the odds of a pair, in either order; None where it was not weighed."""
        if one > other:
            one, other = other, one
        end = self._starts[one + 1]
        at = bisect_left(self._later, other, self._starts[one], end)
        return self._value[at] if at < end and self._later[at] == other else None

    def best_first(self, chosen: npt.NDArray[np.bool_], above: float) -> Iterator[Scored]:
        """Yield the chosen pairs whose odds are above a bound by how far, highest first, ties in order."""
        places = (chosen & (self.odds > above)).nonzero()[0].astype(np.int32)
        strength = self.odds[places] - above
        rank = np.argsort(-strength, kind="stable")
        for at in range(0, len(rank), _AT_ONCE):
            part = rank[at : at + _AT_ONCE]
            where = places[part]
            columns = strength[part], self.ones[where], self.others[where]
            yield from zip(*(column.tolist() for column in columns), strict=True)


class Gathering:
    """Pairs as they are weighed, one after the other in order."""

    def __init__(self) -> None:
        self.ones, self.others, self.odds = array("i"), array("i"), array("d")

    def add(self, one: int, other: int, odds: float) -> None:
        """Add a pair."""
        self.ones.append(one)
        self.others.append(other)
        self.odds.append(odds)

    def close(self, size: int) -> Pairs:
        """Return the pairs of `size` tellings."""
        return Pairs(size, self.ones, self.others, self.odds)
