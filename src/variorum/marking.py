"""Words marked in their text; where marks overlap, the text is cut so that a piece knows all of its marks."""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from variorum.model.record import Claim
from variorum.model.span import Span


class Mark(NamedTuple):
    """One stretch to mark: what kind of words (`value`, `source`, `cue`) and of which claim."""

    start: int
    end: int
    kind: str
    id: str = ""


class Piece(NamedTuple):
    """A stretch of text with all marks that cover it; no mark begins or ends inside it."""

    start: int
    words: str
    marks: tuple[Mark, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its marks, each once, by name."""
        return tuple(sorted({mark.kind for mark in self.marks}))


def cut_words(text: str, marks: Iterable[Mark]) -> list[Piece]:
    """Cut a text where marks begin and end; marks outside the text are trimmed to it, empty ones dropped.

    >>> [(p.words, p.kinds) for p in cut_words("abcd", [Mark(0, 3, "value"), Mark(1, 2, "cue")])]
    [('a', ('value',)), ('b', ('cue', 'value')), ('c', ('value',)), ('d', ())]
    """
    size = len(text)
    trimmed = sorted(m._replace(start=max(m.start, 0), end=min(m.end, size)) for m in marks)
    kept = [m for m in trimmed if m.start < m.end]
    edges = sorted({0, size, *(m.start for m in kept), *(m.end for m in kept)})
    pieces, active, coming = [], list[Mark](), 0
    for start, end in pairwise(edges):
        active = [m for m in active if m.end > start]
        while coming < len(kept) and kept[coming].start == start:
            active.append(kept[coming])
            coming += 1
        pieces.append(Piece(start, text[start:end], tuple(active)))
    return pieces


def marks_of(claim: Claim, within: Span | None = None) -> list[Mark]:
    """Return the words that a claim rests on: all, or those `within` a stretch, counted from its start."""
    spans = [(Span(claim.start, claim.end), "value"), *((span, "value") for span in claim.more)]
    for link in claim.chain:
        spans += [(s, kind) for s, kind in ((link.source, "source"), (link.cue, "cue")) if s is not None]
    if within is None:
        return [Mark(s.start, s.end, kind, claim.id) for s, kind in spans]
    inside = [(s, kind) for s, kind in spans if within.covers(s)]
    return [Mark(s.start - within.start, s.end - within.start, kind, claim.id) for s, kind in inside]
