"""Cut a stretch of text into the words, figures and signs that numbers are read from."""

import re
from typing import Final

import msgspec

# Figures take in the marks between digits; figures grouped by no-break spaces are one piece. Each repeat is
# over one class of characters or bounded, so cutting takes linear time.
PIECE: Final = re.compile(
    r"(?P<figure>(?<![0-9])[0-9]{1,3}(?:[\u00a0\u2009\u202f][0-9]{3}){1,6}(?![0-9])|[0-9](?:[0-9.,]*[0-9])?)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)"
    r"|(?P<sign>\S)"
)
_DASHES: Final = dict.fromkeys(map(ord, "‐‑‒–—−"), "-") | dict.fromkeys(map(ord, "’ʼ`"), "'")


_KINDS: Final = ("", "figure", "word", "sign")
_MONTHS: Final = frozenset(
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
)
_LONGEST_KEPT: Final = 24  # characters between blanks whose pieces are kept
_MOST_KEPT: Final = 50_000

_Shape = tuple[tuple[int, int, str, str, bool], ...]


class Word(msgspec.Struct, gc=False):
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
    at = start
    for chunk in text[start:end].split(" "):
        for a, b, norm, kind, glued in _KEPT.get(chunk) or _cut_chunk(chunk):
            pieces.append(Word(at + a, at + b, norm, kind, glued))
        at += len(chunk) + 1
    return _join_apart(pieces) if " . " in text or " , " in text else pieces


def _join_apart(pieces: list[Word]) -> list[Word]:
    """Join figures whose mark stands between blanks, as in corpora cut into words: "1 , 400", "5 . 9".

    A day before a comma stays apart from the number behind it ("On July 27 , 200 people").
    """
    joined: list[Word] = []
    at = 0
    while at < len(pieces):
        word = pieces[at]
        while word.kind == "figure" and _goes_on(pieces, at, word, joined):
            mark, rest = pieces[at + 1], pieces[at + 2]
            word = Word(word.start, rest.end, f"{word.norm}{mark.norm}{rest.norm}", "figure", word.glued)
            at += 2
        joined.append(word)
        at += 1
    return joined


def _goes_on(pieces: list[Word], at: int, word: Word, before: list[Word]) -> bool:
    """Say whether a figure goes on behind a mark that blanks set apart."""
    if at + 2 >= len(pieces):
        return False
    mark, rest = pieces[at + 1], pieces[at + 2]
    is_apart = mark.start == pieces[at].end + 1 and rest.start == mark.end + 1
    if not is_apart or rest.kind != "figure" or not rest.norm.isdecimal():
        return False
    if mark.norm == ",":
        is_group = (
            len(rest.norm) == 3 and word.norm[0] != "0" and len(pieces[at].norm) <= 3 and "." not in word.norm
        )
        is_day = before and before[-1].norm[:3] in _MONTHS and len(word.norm) <= 2
        return is_group and not is_day
    after = pieces[at + 3].norm if at + 3 < len(pieces) else ""
    is_date = after == "." and at + 4 < len(pieces) and pieces[at + 4].kind == "figure"
    return mark.norm == "." and len(rest.norm) <= 2 and len(pieces[at].norm) <= 3 and not is_date


# What stands between two blanks is cut the same way wherever it stands, and most of it is seen again.
_KEPT: Final[dict[str, _Shape]] = {}


def _cut_chunk(chunk: str) -> _Shape:
    shape, last = [], -1
    for match in PIECE.finditer(chunk):
        a, b = match.span()
        norm = match.group().lower()
        if not norm.isascii():
            norm = norm.translate(_DASHES)
        shape.append((a, b, norm, _KINDS[match.lastindex or 0], a == last))
        last = b
    cut = tuple(shape)
    if len(chunk) <= _LONGEST_KEPT:
        if len(_KEPT) >= _MOST_KEPT:
            _KEPT.clear()
        _KEPT[chunk] = cut
    return cut


class Line:
    """The pieces of a sentence with their lower-case forms, and the text that they were cut from."""

    __slots__ = ("norms", "text", "words")

    def __init__(self, text: str, words: list[Word]) -> None:
        self.text, self.words = text, words
        self.norms = [word.norm for word in words]

    def norm(self, i: int) -> str:
        """Return the lower-case form of piece `i`, empty beyond the sentence."""
        return self.norms[i] if 0 <= i < len(self.norms) else ""

    def cased(self, i: int) -> str:
        """Return piece `i` as it is written."""
        return self.text[self.words[i].start : self.words[i].end] if 0 <= i < len(self.words) else ""
