"""Tell the article from what was pasted or left around it, line by line."""

import functools
import re
from collections.abc import Iterator

from variorum.clean.pieces import Label, Piece
from variorum.data import load_yaml
from variorum.model.span import trim

_LINE = re.compile(r"[^\n]+")


def label_lines(text: str, title: str | None = None) -> list[Piece]:
    """Label every line of a text; lines that hold only white space have no piece.

    >>> [p.label for p in label_lines("Two boats sank off Tellin on Monday.\\nRead more: Ferry talks")]
    ['article', 'furniture']
    """
    return list(_pieces(text))


def _pieces(text: str) -> Iterator[Piece]:
    for line in _LINE.finditer(text):
        span = trim(text, line.start(), line.end())
        if span.start < span.end:
            yield Piece(span.start, span.end, _label(span.of(text)))


def _label(line: str) -> Label:
    for label, patterns in _rules():
        if any(p.search(line) for p in patterns):
            return label
    return "article"


@functools.cache
def _rules() -> list[tuple[Label, list[re.Pattern[str]]]]:
    rules = load_yaml("clean/furniture.yaml")["lines"]
    return [(label, [re.compile(p, re.IGNORECASE) for p in patterns]) for label, patterns in rules.items()]
