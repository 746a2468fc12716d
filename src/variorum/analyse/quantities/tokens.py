"""The tokens of a page as plain records, so that reading the parse costs no look-up in the language model.

spaCy's own tokens spell out a string at each question; here each label is spelled once for all pages, and a
sentence's tokens are made only when the sentence is read.
"""

import bisect
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import msgspec
import numpy as np

from variorum.analyse.page import Page

_MOST_STRINGS: Final = 200_000  # spelled labels and words kept


class Token(msgspec.Struct, eq=False, gc=False):
    """A word of the page with its labels, its head and its children; the names are spaCy's."""

    i: int
    idx: int
    lower_: str
    lemma_: str
    tag_: str
    dep_: str
    ent_type_: str
    length: int
    is_verb: bool
    is_sent_start: bool
    children: "Sequence[Token]" = ()
    head: Any = None

    @property
    def end(self) -> int:
        """Return where the token ends in the text."""
        return self.idx + self.length

    @property
    def subtree(self) -> Iterator["Token"]:
        """Yield the token and all below it, in the order of the text."""
        below, waiting = [], [self]
        while waiting:
            token = waiting.pop()
            below.append(token)
            waiting.extend(token.children)
        return iter(sorted(below, key=lambda t: t.i))

    @property
    def left_edge(self) -> "Token":
        """Return the first token of the subtree."""
        return next(self.subtree)


class _Spelled(dict[int, str]):
    """The words and labels behind the numbers of the language model."""

    strings: Any = None

    def __missing__(self, key: int) -> str:
        if len(self) > _MOST_STRINGS:
            self.clear()
        word = self[key] = str(self.strings[key])
        return word


_SPELLED: Final = _Spelled()


class Columns(NamedTuple):
    """The labels of a page's tokens as numbers of the language model."""

    idx: Any
    lower: Any
    lemma: Any
    tag: Any
    dep: Any
    label: Any
    length: Any
    pos: Any
    begins: Any
    ahead: Any


class Tokens:
    """The tokens of a page, made when the first of them is asked for."""

    def __init__(self, page: Page) -> None:
        from spacy.attrs import DEP, ENT_TYPE, HEAD, IDX, LEMMA, LENGTH, LOWER, POS, SENT_START, TAG

        self.page = page
        labels = [IDX, LOWER, LEMMA, TAG, DEP, ENT_TYPE, LENGTH, POS, SENT_START, HEAD]
        self.columns = Columns(*page.doc.to_array(labels).reshape(-1, len(labels)).T)
        self.starts: list[int] = self.columns.idx.tolist()
        self._made: list[Token] = []

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, i: int) -> Token:
        return (self._made or self._make())[i]

    def all(self) -> list[Token]:
        """Return the tokens in order."""
        return self._made or self._make()

    def cased(self, i: int) -> str:
        """Return token `i` as it is written."""
        return self.page.text[self[i].idx : self[i].end]

    def index_at(self, offset: int) -> int:
        """Return the index of the token that holds a character of the text."""
        return max(0, bisect.bisect_right(self.starts, offset) - 1)

    def close(self) -> None:
        """Untie heads from children, so that the tokens are freed at once."""
        for token in self._made:
            token.head = None

    def _make(self) -> list[Token]:
        from spacy.symbols import AUX, VERB

        columns = self.columns
        _SPELLED.strings = self.page.doc.vocab.strings
        spelled = _SPELLED.__getitem__
        self._made = made = list(
            map(
                Token,
                range(len(self.starts)),
                self.starts,
                *(map(spelled, column.tolist()) for column in columns[1:6]),
                columns.length.tolist(),
                ((columns.pos == VERB) | (columns.pos == AUX)).tolist(),
                (columns.begins == 1).tolist(),
            )
        )
        for token, steps in zip(made, columns.ahead.astype(np.int64).tolist(), strict=True):
            token.head = head = made[token.i + steps] if steps else token
            if not steps:
                continue
            if head.children:
                head.children.append(token)  # type: ignore[union-attr]
            else:
                head.children = [token]
        return made
