"""Spans kept in order, so that those that touch another are found without looking at all of them."""

import bisect
from collections.abc import Sequence

from variorum.model.span import Span

_BACK = 200


class Nearby:
    """An index over spans; answers are positions in the list given.

    >>> Nearby([Span(0, 4), Span(10, 12)]).overlapping(Span(3, 11))
    [0, 1]
    """

    def __init__(self, spans: Sequence[Span]) -> None:
        self._order = sorted(range(len(spans)), key=lambda i: spans[i])
        self._spans = [spans[i] for i in self._order]
        self._starts = [span.start for span in self._spans]
        # The furthest end among the spans up to each place: where to stop looking back.
        self._ends: list[int] = []
        furthest = 0
        for span in self._spans:
            furthest = max(furthest, span.end)
            self._ends.append(furthest)

    def overlapping(self, other: Span) -> list[int]:
        """Return the positions of the spans that share a character with `other`, in order of their starts.

        No more than `_BACK` of those that begin before its end are looked at, nearest first: contents that
        lie in one another without an end would take the square of the time.
        """
        found = []
        at = bisect.bisect_left(self._starts, other.end) - 1
        furthest = at - _BACK
        while at > furthest and at >= 0 and self._ends[at] > other.start:
            if self._spans[at].end > other.start and self._spans[at].start < other.end:
                found.append(self._order[at])
            at -= 1
        return found[::-1]
