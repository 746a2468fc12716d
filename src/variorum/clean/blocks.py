"""One line of a page as the scanner found it: stretches of the source, read word by word only when asked."""

import functools
import html
import re
from collections.abc import Iterator, Sequence

from variorum.clean.elements import FLAGS, Element

_WORD = re.compile(r"[^\s<]+")
# One entity, or a stretch of other characters: white space may be written as an entity, inside a word too.
_ESCAPED = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?|[^&]+|&")

Word = tuple[str, int, bool]  # the word, where it stands in the source, whether no white space is before it
Part = tuple[int, int, Element, int, bool, Sequence[Word] | None]


class Block:
    """One line of a page: its words, where each stands in the source, and under which flags.

    A part is a stretch between two tags: start, end, the element around it, number of words, whether it
    continues the word before it, and its words where they are written with entities.
    """

    __slots__ = ("_shares", "_spelled", "_text", "count", "element", "parts", "source", "tag")

    def __init__(self, tag: str, source: str = "") -> None:
        self.tag = tag
        self.source = source
        self.parts: list[Part] = []
        self.count = 0
        self.element: Element | None = None  # the nearest around it that breaks lines
        self._shares: tuple[float, ...] = ()
        self._spelled: list[Word] | None = None
        self._text: str | None = None

    @classmethod
    def of_words(cls, words: Sequence[str]) -> "Block":
        """Make a block of words that have no place in a source."""
        block = cls("p")
        block.count = len(words)
        block._spelled = [(word, -1, False) for word in words]
        block._text = " ".join(words)
        return block

    @property
    def is_placed(self) -> bool:
        """Say whether the words have places in a source."""
        return bool(self.parts)

    @property
    def words(self) -> list[Word]:
        """Return each word with its place and whether it goes on from the one before."""
        if self._spelled is None:
            self._spelled = [word for part in self.parts for word in self._spell(part)]
        return self._spelled

    @property
    def pieces(self) -> list[Word]:
        """Return the words as `words` does; those that single spaces part stand in one piece."""
        found: list[Word] = []
        for part in self.parts:
            start, end, _, _, glued, _ = part
            chunk = self.source[start:end]
            piece = chunk.strip()
            if part[5] is None and piece == " ".join(chunk.split()):
                found.append((piece, start + len(chunk) - len(chunk.lstrip()), glued))
            else:
                found += self._spell(part)
        return found

    def _spell(self, part: Part) -> Iterator[Word]:
        start, end, _, _, glued, words = part
        if words is not None:
            yield from words
            return
        for found in _WORD.finditer(self.source, start, end):
            yield found.group(), found.start(), glued
            glued = False

    @property
    def text(self) -> str:
        """Return the words as a reader sees them."""
        if self._text is None:
            self._text = join_words(self.words) if any(p[5] for p in self.parts) else self._joined()
        return self._text

    def _joined(self) -> str:
        out: list[str] = []
        for start, end, _, _, glued, _ in self.parts:
            if out and not glued:
                out.append(" ")
            out.append(" ".join(self.source[start:end].split()))
        return "".join(out)

    @property
    def flat(self) -> str:
        """Return the words without white space."""
        return "".join(self.text.split())

    def share(self, flag: int) -> float:
        """Return the share of the words that stand under a flag."""
        return self.shares[flag.bit_length() - 1]

    @property
    def shares(self) -> tuple[float, ...]:
        """Return the share of the words that stand under each flag, in the order of `FLAGS`."""
        if not self._shares:
            flags = [part[2].flags for part in self.parts]
            if flags and flags.count(flags[0]) == len(flags):
                self._shares = _whole(flags[0])
            else:
                held = list(zip(flags, self.parts, strict=True))
                self._shares = tuple(
                    sum(part[3] for one, part in held if one & flag) / max(1, self.count) for flag in FLAGS
                )
        return self._shares


@functools.cache
def _whole(flags: int) -> tuple[float, ...]:
    """Return the shares where all words stand under the same flags."""
    return tuple(1.0 if flags & flag else 0.0 for flag in FLAGS)


def join_words(words: Sequence[Word]) -> str:
    """Put words together as a reader sees them.

    >>> join_words([("a", 0, True), ("b", 4, True), ("c", 9, False)])
    'ab c'
    """
    return "".join(w if glued or n == 0 else f" {w}" for n, (w, _, glued) in enumerate(words))


def read_escaped(source: str, start: int, end: int, glued: bool) -> tuple[list[Word], bool]:
    """Return the words of a stretch some of which are written with entities, and whether it ends in a space.

    >>> [word for word, _, _ in read_escaped("killed 5&nbsp;people &amp; a dog", 0, 32, False)[0]]
    ['killed', '5', 'people', '&', 'a', 'dog']
    """
    words: list[Word] = []
    spaced, at = not glued, start
    for found in _WORD.finditer(source, start, end):
        spaced = spaced or found.start() > at
        at = found.end()
        if "&" not in found.group():
            words.append((found.group(), found.start(), not spaced))
            spaced = False
            continue
        for word, place, follows in _unescape(found.group(), found.start()):
            if word:
                words.append((word, place, follows and not spaced))
                spaced = False
            else:
                spaced = True
    return words, spaced or at < end


def _unescape(word: str, place: int) -> Iterator[Word]:
    """Yield the words that one word of the source stands for; an empty one where it stands for a space."""
    run, begin = "", 0
    for found in _ESCAPED.finditer(word):
        piece = html.unescape(found.group())
        if not piece.isspace():
            begin = begin if run else found.start()
            run += "".join(piece.split())
            continue
        if run:
            yield run, place + begin, True
        yield "", place + found.start(), False
        run = ""
    if run:
        yield run, place + begin, True
