"""Where quotation marks open and close inside one paragraph."""

import bisect
import re
from collections.abc import Sequence

from variorum.model.span import Span

_OPENERS = "\u201c\u00ab\u201e"
_CLOSERS = "\u201d\u00bb"
_STRAIGHT = '"\uff02'
MARKS = _OPENERS + _CLOSERS + _STRAIGHT
# Two apostrophes or two backticks are one mark, as the wires and tokenised texts write it; of three
# apostrophes the first closes a quotation inside the other.
_DOUBLE, _SINGLE = re.compile(f"[{MARKS}]|``|''(?!')"), re.compile("['\u2018\u2019]")
_CLOSING = re.compile(r"[.,!?]\s?(?:[%s]|''(?!'))(?=\s|$)" % (_STRAIGHT + _CLOSERS))
_RUNNING = 4  # paragraphs that one quotation runs over with no mark between its first and its last


def find_quotes(text: str, within: Span, *, is_running: bool = False) -> tuple[Span, ...]:
    """Return the stretches between quotation marks in `text[within]`, marks included.

    A mark that never closes runs to the end of the paragraph, as continuing quotations do; a closing mark
    without its opener is passed over, unless a quotation of the paragraph before `is_running` on. Single
    quotes are left alone: too many are apostrophes.

    >>> find_quotes('He said "yes" and "no', Span(0, 21))
    (Span(start=8, end=13), Span(start=18, end=21))
    >>> find_quotes("He said : \\" yes , ''", Span(0, 20))
    (Span(start=10, end=20),)
    """
    found = []
    opened: int | None = within.start if is_running else None
    for seen in _DOUBLE.finditer(text, within.start, within.end):
        at, mark = seen.start(), seen.group()
        if opened is None:
            if mark in _OPENERS or mark in _STRAIGHT or mark == "``":
                opened = at
        elif mark not in _OPENERS and mark != "``":
            found.append(Span(opened, seen.end()))
            opened = None
    if opened is not None:
        found.append(Span(opened, within.end))
    return tuple(found)


def running_paragraphs(text: str, paragraphs: Sequence[Span]) -> frozenset[Span]:
    """Return the paragraphs that begin inside a quotation that an earlier one opened.

    A quotation left open runs on only where the first mark to follow has the form of a closing one (", he
    said"): those who open every paragraph anew close none of them.
    """
    running: set[Span] = set()
    for k, paragraph in enumerate(paragraphs):
        if paragraph in running or not _is_left_open(text, paragraph):
            continue
        for n, later in enumerate(paragraphs[k + 1 : k + 1 + _RUNNING]):
            if (first := _DOUBLE.search(text, later.start, later.end)) is None:
                continue
            if any(m.end() == first.end() for m in _CLOSING.finditer(text, later.start, first.end() + 1)):
                running.update(paragraphs[k + 1 : k + 2 + n])
            break
    return frozenset(running)


def _is_left_open(text: str, paragraph: Span) -> bool:
    quotes = find_quotes(text, paragraph)
    if not quotes or quotes[-1].end < paragraph.end:
        return False
    marks = list(_DOUBLE.finditer(text, quotes[-1].start, paragraph.end))
    return len(marks) == 1


def find_all_quotes(text: str, within: Span, *, is_running: bool = False) -> tuple[Span, ...]:
    """Return double quotations and, outside them, single ones that open and close like quotations.

    >>> find_all_quotes("'Stop,' she said. It's late.", Span(0, 27))
    (Span(start=0, end=7),)
    """
    double = find_quotes(text, within, is_running=is_running)
    found = list(double)
    holes = iter(double)
    hole = next(holes, None)
    opened: int | None = None
    for seen in _SINGLE.finditer(text, within.start, within.end):
        at, mark = seen.start(), seen.group()
        while hole is not None and at >= hole.end:
            hole, opened = next(holes, None), None
        if hole is not None and hole.start <= at:
            opened = None
            continue
        if opened is None:
            if mark in "'\u2018" and _opens(text, at, within):
                opened = at
        elif mark in "'\u2019" and _closes(text, at, within):
            found.append(Span(opened, at + 1))
            opened = None
    return tuple(sorted(found))


def _opens(text: str, at: int, within: Span) -> bool:
    before = text[at - 1] if at > within.start else " "
    after = text[at + 1] if at + 1 < within.end else " "
    return not before.isalnum() and after.isalnum() and before != "\u2019"


def _closes(text: str, at: int, within: Span) -> bool:
    before = text[at - 1] if at > within.start else " "
    after = text[at + 1] if at + 1 < within.end else " "
    return not before.isspace() and not after.isalnum()


class QuoteMap:
    """The quotations of a whole page, found once.

    >>> QuoteMap("He said yes.", (Span(0, 12),)).around(3) is None
    True
    """

    def __init__(self, text: str, paragraphs: Sequence[Span]) -> None:
        running = running_paragraphs(text, paragraphs)
        self.by_paragraph = {p: find_all_quotes(text, p, is_running=p in running) for p in paragraphs}
        self.all = tuple(quote for quotes in self.by_paragraph.values() for quote in quotes)
        self._starts = [quote.start for quote in self.all]

    def around(self, offset: int) -> Span | None:
        """Return the quotation that holds the character at `offset`."""
        at = bisect.bisect_right(self._starts, offset) - 1
        return self.all[at] if at >= 0 and offset < self.all[at].end else None

    def within(self, span: Span) -> tuple[Span, ...]:
        """Return the quotations that share a character with `span` (quotations never overlap)."""
        first = max(0, bisect.bisect_right(self._starts, span.start) - 1)
        last = bisect.bisect_left(self._starts, span.end)
        found = self.all[first:last]
        return found if not found or found[0].overlaps(span) else found[1:]
