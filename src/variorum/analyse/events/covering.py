"""Whether any of many spans covers another, without a look at each of them."""

import bisect
from collections.abc import Iterable

from variorum.model.span import Span


class Covering:
    """Spans in text order, each with the furthest end of all up to it.

    >>> known = Covering([Span(0, 9), Span(2, 3)])
    >>> known.covers(Span(4, 8)), known.covers(Span(4, 10))
    (True, False)
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        furthest = 0
        for span in sorted(spans):
            furthest = max(furthest, span.end)
            self._starts.append(span.start)
            self._ends.append(furthest)

    def covers(self, span: Span) -> bool:
        """Say whether one of the spans covers this one."""
        at = bisect.bisect_right(self._starts, span.start)
        return at > 0 and self._ends[at - 1] >= span.end

    def overlaps(self, span: Span) -> bool:
        """Say whether one of the spans shares a character with this one."""
        at = bisect.bisect_left(self._starts, span.end)
        return at > 0 and self._ends[at - 1] > span.start


class Covered:
    """Spans by their starts, to see whether another covers one of them; few of them overlap.

    >>> Covered([Span(4, 6), Span(0, 9)]).any_in(Span(3, 7))
    True
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)

    def any_in(self, span: Span) -> bool:
        """Say whether the span covers one of those known."""
        at = bisect.bisect_left(self._spans, span.start, key=lambda known: known.start)
        while at < len(self._spans) and self._spans[at].start < span.end:
            if self._spans[at].end <= span.end:
                return True
            at += 1
        return False
