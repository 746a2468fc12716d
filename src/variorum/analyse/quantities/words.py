"""Cut a stretch of text into the words, figures and signs that numbers are read from."""

import re
from typing import Final, NamedTuple

# Figures take in the marks between digits; figures grouped by no-break spaces are one piece. Each repeat is
# over one class of characters or bounded, so cutting takes linear time.
PIECE: Final = re.compile(
    r"(?P<figure>(?<![0-9])[0-9]{1,3}(?:[\u00a0\u2009\u202f][0-9]{3}){1,6}(?![0-9])|[0-9](?:[0-9.,]*[0-9])?)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)"
    r"|(?P<sign>\S)"
)
_DASHES: Final = dict.fromkeys(map(ord, "‐‑‒–—−"), "-") | dict.fromkeys(map(ord, "’ʼ`"), "'")


_KINDS: Final = ("", "figure", "word", "sign")


class Word(NamedTuple):
    """A word, a figure or a sign: where it stands, its lower-case form, whether it touches the last."""

    start: int
    end: int
    norm: str
    kind: str
    glued: bool


def cut(text: str, start: int, end: int) -> list[Word]:
    """Return the pieces of `text[start:end]`, with offsets of the whole text.

    >>> [w.norm for w in cut("About 1,200 men, aged 20–26.", 0, 28)]
    ['about', '1,200', 'men', ',', 'aged', '20', '-', '26', '.']
    """
    pieces: list[Word] = []
    last = -1
    for match in PIECE.finditer(text, start, end):
        a, b = match.span()
        norm = match.group().lower()
        if not norm.isascii():
            norm = norm.translate(_DASHES)
        pieces.append(Word(a, b, norm, _KINDS[match.lastindex or 0], a == last))
        last = b
    return pieces
