"""Text of typewriters and wires: broken into lines of one width, or written in capitals throughout."""

import re
from collections.abc import Iterator

from variorum.model.span import Span, trim

_LINE = re.compile(r"[^\n]+")
_NARROW, _WIDE = 40, 100  # characters of a line that a machine broke
_RAGGED = 22  # characters by which such a line may end before the widest
_MOST = 0.7
_LINES = 2  # fewer broken lines tell nothing
_CLOSED = (".", "!", "?", ":", '"', "”", "|")


def find_wrapped(text: str) -> list[list[Span]]:
    """Return the paragraphs of a text broken into lines of one width, each as its lines; [] of other texts.

    The lines of such a paragraph are one stretch of words: none is furniture by itself.
    """
    runs = list(_runs(text))
    broken = [line for run in runs for line in run[:-1]]
    if len(broken) < _LINES:
        return []
    widest = sorted(line.end - line.start for line in broken)[int(len(broken) * 0.9)]
    even = sum(widest - _RAGGED <= line.end - line.start <= widest + _RAGGED for line in broken)
    going_on = sum(not text[line.start : line.end].endswith(_CLOSED) for line in broken)
    is_wrapped = _NARROW <= widest <= _WIDE and min(even, going_on) >= _MOST * len(broken)
    return runs if is_wrapped else []


def _runs(text: str) -> Iterator[list[Span]]:
    run: list[Span] = []
    for match in _LINE.finditer(text):
        line = trim(text, match.start(), match.end())
        follows = bool(run) and text.count("\n", run[-1].end, match.start()) == 1
        if line.start == line.end or not follows:
            if run:
                yield run
            run = []
        if line.start < line.end:
            run.append(line)
    if run:
        yield run


def is_in_capitals(text: str) -> bool:
    """Say whether a text is written in capitals throughout.

    >>> is_in_capitals("THE ARMY DENIED IT."), is_in_capitals("The US denied it.")
    (True, False)
    """
    letters = sum(map(str.isalpha, text))
    return letters > 0 and sum(map(str.isupper, text)) > _MOST * letters
