"""An index of sampled shingles that grows one report at a time: what finding copies would cost with one.

`find_copies` works on a whole collection and keeps no index; the benches measure one beside it.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from variorum.link.copies.shingles import Hashes

Numbers = NDArray[np.uint32]

# Segments beyond this many entries are left alone, so that no single addition has to sort more.
_LARGEST = 2_000_000


class ShingleIndex:
    """Finds the texts that share shingles with a new one, among very many.

    Texts are numbered in the order of their addition. The entries lie in sorted segments that are merged
    when they are of like size, so that an addition costs the same among a hundred texts or a million.

    A store that keeps one of these need not compare all reports again when one arrives: only the new
    report, those that it shares shingles with, and their copies can change (`find_copies` over these gives
    their derivations). `find_copies` itself works on a whole collection and does not need it.

    >>> from variorum.link.copies.shingles import sample_shingles
    >>> index = ShingleIndex()
    >>> text = "The dam above Orvel broke at dawn on Monday and the lower town was under water by noon"
    >>> index.add(sample_shingles(text))
    0
    >>> [number for number, _ in index.count_shared(sample_shingles(text + ", police said"))]
    [0]
    """

    def __init__(self) -> None:
        self._segments: list[tuple[Hashes, Numbers]] = []
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def add(self, shingles: Hashes) -> int:
        """Add one text and return its number."""
        number = self._size
        self._size += 1
        self._insert(shingles, np.full(len(shingles), number, np.uint32))
        return number

    def add_many(self, texts: Sequence[Hashes]) -> None:
        """Add texts in their order: much faster than one at a time."""
        if not texts:
            return
        lengths = [len(t) for t in texts]
        numbers = np.repeat(np.arange(self._size, self._size + len(texts), dtype=np.uint32), lengths)
        self._size += len(texts)
        hashes = np.concatenate(texts)
        order = np.argsort(hashes, kind="stable")
        self._insert(hashes[order], numbers[order])

    def count_shared(
        self, shingles: Hashes, *, at_least: int = 2, most_common: int = 1000
    ) -> list[tuple[int, int]]:
        """Return (number, shingles shared) of the texts that share enough, most first.

        Of a shingle that very many texts carry, the first `most_common` of each segment are counted: enough
        to know a text by that is carried whole, too few for furniture to cost much.
        """
        found: list[Numbers] = []
        for hashes, numbers in self._segments:
            left = np.searchsorted(hashes, shingles, "left")
            right = np.searchsorted(hashes, shingles, "right")
            for start, end in zip(left.tolist(), right.tolist(), strict=True):
                if start < end:
                    found.append(numbers[start : min(end, start + most_common)])
        if not found:
            return []
        which, counts = np.unique(np.concatenate(found), return_counts=True)
        enough = counts >= at_least
        pairs = zip(which[enough].tolist(), counts[enough].tolist(), strict=True)
        return sorted(pairs, key=lambda p: (-p[1], p[0]))

    def _insert(self, hashes: Hashes, numbers: Numbers) -> None:
        if not len(hashes):
            return
        segments = self._segments
        segments.append((hashes, numbers))
        while (
            len(segments) > 1
            and len(segments[-2][0]) <= 2 * len(segments[-1][0])
            and len(segments[-2][0]) + len(segments[-1][0]) <= _LARGEST
        ):
            last, before = segments.pop(), segments.pop()
            merged = np.concatenate((before[0], last[0]))
            order = np.argsort(merged, kind="stable")
            segments.append((merged[order], np.concatenate((before[1], last[1]))[order]))
