"""Lines that a machine broke at a margin, as agencies and mail do, are one line again."""

import itertools
import re

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_EMPTY = re.compile(r"\n[ \t\r]{0,200}\n")
_FIRST = re.compile(r"\S{1,100}")
_NARROW, _WIDE = 45, 100  # characters between which a margin lies
_USUAL = 0.95  # share of the lines that keep to it
_LEAST = 2  # broken lines that show a margin
_OPEN = 0.7  # share of them that must end within a sentence
_CLOSED = (".", "!", "?", ":", '"', "”", "|")
_MOSTLY = 0.7  # share of lines that run on to the margin
_SLACK = 6  # characters by which a line may fall short of it
_INDENTED = 2  # blanks that begin a paragraph

Ends = tuple[int, int]


def find_lines(text: str) -> list[Ends]:
    """Return start and end of each line that is not blank; a paragraph broken at a margin is one.

    A margin is believed where nearly every line that another follows had no room for its first word.

    >>> find_lines("Rain fell.\\n\\nIt stopped.")
    [(0, 10), (12, 23)]
    >>> text = "Two boats sank off the pier of Tellin on Monday, the\\nharbour master said, and one\\n"
    >>> find_lines(text * 4) == [(0, 4 * len(text) - 1)]
    False
    """
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text) if not m.group().isspace()]
    if not lines or len(lines) <= _LEAST:
        return lines
    lengths = sorted(end - start for start, end in lines)
    margin = lengths[int(_USUAL * (len(lengths) - 1))]
    if not _NARROW <= margin <= _WIDE:
        return lines
    follows = [_follows(text, one, other) for one, other in itertools.pairwise(lines)]
    is_full = [
        is_next and _is_full(text, one, other, margin)
        for is_next, (one, other) in zip(follows, itertools.pairwise(lines), strict=True)
    ]
    open_ended = sum(
        full and not text[start:end].rstrip().endswith(_CLOSED)
        for full, (start, end) in zip(is_full, lines, strict=False)
    )
    if sum(is_full) < max(_LEAST, _MOSTLY * sum(follows)) or open_ended < _OPEN * sum(is_full):
        return lines
    joined = [lines[0]]
    for line, runs_on in zip(lines[1:], is_full, strict=True):
        if runs_on:
            joined[-1] = (joined[-1][0], line[1])
        else:
            joined.append(line)
    return joined


def _follows(text: str, one: Ends, other: Ends) -> bool:
    """Say whether a line stands directly under another and does not begin a paragraph."""
    blanks = len(text[other[0] : other[1]]) - len(text[other[0] : other[1]].lstrip())
    before = len(text[one[0] : one[1]]) - len(text[one[0] : one[1]].lstrip())
    return blanks < before + _INDENTED and not _EMPTY.search(text, one[1], other[0])


def _is_full(text: str, one: Ends, other: Ends, margin: int) -> bool:
    word = _FIRST.search(text, other[0], other[1])
    room = margin - len(text[one[0] : one[1]].rstrip()) - _SLACK
    return word is not None and len(word.group()) + 1 > room
