"""Find lines of extracted text again in the blocks that they came from."""

import bisect
import itertools
from collections.abc import Sequence

from variorum.clean.blocks import Block

_END = 24  # characters by which the ends of a line are found again

Stretch = tuple[int, int, int]  # number of a block, its first word and the one behind its last


class Places:
    """The blocks of a page as one text without white space, with the way back to their words."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        flats = [block.flat for block in blocks]
        self._starts = list(itertools.accumulate(map(len, flats), initial=0))
        self._flat = "".join(flats)
        self._cursor = 0

    def find(self, line: str) -> list[Stretch]:
        """Return where the words of a line stand; none where it stands nowhere as it is.

        The search goes on from the last line found, then anywhere.
        """
        wanted = "".join(line.split())
        if not wanted:
            return []
        at = self._flat.find(wanted, self._cursor)
        if at < 0:
            at = self._flat.find(wanted)
        if at < 0:
            return []
        self._cursor = at + len(wanted)
        return self._stretches(at, self._cursor)

    def find_ends(self, line: str) -> list[Stretch]:
        """Return the words between the ends of a line, where something inside it was left out."""
        wanted = "".join(line.split())
        if len(wanted) < 3 * _END:
            return []
        at = self._flat.find(wanted[:_END], self._cursor)
        end = self._flat.find(wanted[-_END:], at, at + 2 * len(wanted) + 200) if at >= 0 else -1
        if end < 0:
            return []
        self._cursor = end + _END
        return self._stretches(at, self._cursor)

    def _stretches(self, start: int, end: int) -> list[Stretch]:
        first = bisect.bisect_right(self._starts, start) - 1
        last = bisect.bisect_left(self._starts, end) - 1
        out = []
        for n in range(first, last + 1):
            block, offset = self._blocks[n], self._starts[n]
            low, high = 0, block.count
            if start > offset or end < self._starts[n + 1]:
                edges = list(itertools.accumulate((len(w) for w, _, _ in block.words), initial=offset))
                low = max(0, bisect.bisect_right(edges, start) - 1)
                high = min(block.count, bisect.bisect_left(edges, end))
            if low < high:
                out.append((n, low, high))
        return out
