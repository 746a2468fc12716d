"""The paragraphs of a text: its lines, or its blocks where the lines were broken at a fixed width."""

import functools
import itertools
import re

from variorum.model.span import Span, trim

_BREAK = re.compile(r"\n")
_BLANK = re.compile(r"\n[ \t]*\n")
_SENTENCE_END = ".!?\"'\u201d\u2019:)"
_WRAP = 100  # no hard-wrapped wire copy has longer lines


@functools.lru_cache(4)  # asked of one text by the parser, then by the page
def find_paragraphs(text: str) -> tuple[Span, ...]:
    """Return the paragraphs of a text: its lines, or its blocks where the lines are hard-wrapped.

    >>> find_paragraphs("One.\\n\\nTwo.")
    (Span(start=0, end=4), Span(start=6, end=10))
    """
    ends = _BLANK if is_wrapped(text) else _BREAK
    edges = [0, *(m.end() for m in ends.finditer(text)), len(text)]
    spans = (trim(text, a, b) for a, b in itertools.pairwise(edges))
    return tuple(span for span in spans if span.start < span.end)


def is_wrapped(text: str) -> bool:
    """Say whether the lines of a text were broken at a fixed width, as old wire copy is.

    >>> is_wrapped("THE ARMY DENIED TODAY THAT\\nGUERRILLAS HAD ATTACKED THE\\nFARM.")
    True
    """
    lines = [line.rstrip() for line in text.split("\n")]
    inner = [a for a, b in itertools.pairwise(lines) if a and b]
    if not inner or max(map(len, lines)) > _WRAP:
        return False
    return sum(a[-1] not in _SENTENCE_END for a in inner) > len(inner) / 2
