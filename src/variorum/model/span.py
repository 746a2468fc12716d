"""Where words stand: half-open stretches of a report's text, counted in code points."""

from collections.abc import Iterable

import msgspec


class Span(msgspec.Struct, frozen=True, order=True):
    """Mark the stretch `text[start:end]` of one report's text.

    Offsets count Unicode code points, never bytes or UTF-16 units.

    >>> Span(4, 9).of("the river rose")
    'river'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words that the span marks in `text`."""
        return text[self.start : self.end]

    def shift(self, by: int) -> "Span":
        """Return the same stretch, `by` code points further on."""
        return Span(self.start + by, self.end + by)

    def covers(self, other: "Span") -> bool:
        """Say whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two spans share at least one character.

        >>> Span(0, 3).overlaps(Span(3, 5))
        False
        """
        return self.start < other.end and other.start < self.end


def trim(text: str, start: int, end: int) -> Span:
    """Return the span without white space at either edge.

    >>> trim("  a b ", 0, 6)
    Span(start=2, end=5)
    """
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def hull(spans: Iterable[Span]) -> Span:
    """Return the smallest span that covers all of `spans` (at least one).

    >>> hull([Span(4, 6), Span(1, 2)])
    Span(start=1, end=6)
    """
    known = list(spans)
    return Span(min(s.start for s in known), max(s.end for s in known))
