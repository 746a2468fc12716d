"""The words of a page as plain records, made once a page; every reader shares them.

spaCy makes an object of a word at each look, and spells out a string at each question. Here a word is made
once, and each label is spelled once for all pages. Names and answers are spaCy's.
"""

import bisect
import functools
import itertools
from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec
import numpy as np

from variorum.model.span import Span

_MOST_STRINGS: Final = 200_000  # spelled labels and words kept
_LABELS: Final = (
    "ORTH", "LOWER", "LEMMA", "TAG", "POS", "DEP", "ENT_TYPE", "ENT_IOB",
    "SPACY", "IS_SPACE", "IS_PUNCT", "IS_ALPHA", "IS_QUOTE", "LIKE_NUM", "SENT_START",
    "HEAD", "IDX", "LENGTH",
)  # fmt: skip
_FLAGS: Final = ("IS_SPACE", "IS_PUNCT", "IS_ALPHA", "IS_QUOTE", "LIKE_NUM", "SENT_START")


class Word(msgspec.Struct, eq=False):
    """A word of the page with its labels, its head and its children, in the order of the text."""

    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    tag_: str
    pos_: str
    dep_: str
    ent_type_: str
    whitespace_: str
    is_space: bool
    is_punct: bool
    is_alpha: bool
    is_quote: bool
    like_num: bool
    is_sent_start: bool
    doc: "Words"
    head: Any = None
    children: "Sequence[Word]" = ()

    def __len__(self) -> int:
        """Return how many characters the word has."""
        return len(self.text)

    def nbor(self, steps: int = 1) -> "Word":
        """Return the word so many steps on. Raises `IndexError` where there is none."""
        at = self.i + steps
        if at < 0:
            raise IndexError(at)
        return self.doc.all[at]

    @property
    def end(self) -> int:
        """The offset behind the last character."""
        return self.idx + len(self.text)

    @property
    def is_verb(self) -> bool:
        """Whether the word is a verb, an auxiliary among them."""
        return self.pos_ in ("VERB", "AUX")

    @property
    def lefts(self) -> "list[Word]":
        """The children before the word."""
        return [child for child in self.children if child.i < self.i]

    @property
    def left_edge(self) -> "Word":
        """The first word of all that hangs on this one."""
        at: int = self.doc.parsed[self.i].left_edge.i
        return self.doc.all[at]

    @property
    def right_edge(self) -> "Word":
        """The last word of all that hangs on this one."""
        at: int = self.doc.parsed[self.i].right_edge.i
        return self.doc.all[at]

    @property
    def subtree(self) -> "Iterator[Word]":
        """The word and all that hangs on it: what hangs to the left, the word, what hangs to the right."""
        waiting = [(self, False)]
        while waiting:
            word, is_open = waiting.pop()
            if is_open or not word.children:
                yield word
                continue
            below = word.children[::-1]
            waiting.extend((child, False) for child in below if child.i > word.i)
            waiting.append((word, True))
            waiting.extend((child, False) for child in below if child.i < word.i)

    @property
    def sent(self) -> "Run":
        """The sentence of the word."""
        edges = self.doc.edges
        at = bisect.bisect_right(edges, self.i)
        return Run(self.doc, edges[at - 1], edges[at])

    @property
    def is_stop(self) -> bool:
        """Whether the word is one of the most common."""
        return bool(self.doc.parsed[self.i].is_stop)


class Run:
    """Words that stand together, from `start` up to `end`."""

    __slots__ = ("_words", "doc", "end", "start")

    def __init__(self, doc: "Words", start: int, end: int) -> None:
        self.doc, self.start, self.end = doc, start, end
        self._words: list[Word] | None = None

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Word]:
        if self._words is None:
            self._words = self.doc.all[self.start : self.end]
        return iter(self._words)

    def __getitem__(self, i: Any) -> Any:
        if isinstance(i, slice):
            first, last, _ = i.indices(len(self))
            return Run(self.doc, self.start + first, self.start + max(first, last))
        at = self.end + i if i < 0 else self.start + i
        if not self.start <= at < self.end:
            raise IndexError(i)
        return self.doc.all[at]

    @property
    def start_char(self) -> int:
        """The offset of the first character."""
        words = self.doc.all
        return words[self.start].idx if self.start < len(words) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """The offset behind the last character."""
        if self.start == self.end:
            return self.start_char
        last = self.doc.all[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """The words as they are written."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def root(self) -> Word:
        """The word that the others hang on, however far above."""
        at: int = self.doc.parsed[self.start : self.end].root.i
        return self.doc.all[at]


class Words:
    """The words of a page; `parsed` is the spaCy document, `text` what it was made of."""

    def __init__(self, parsed: Any, text: str) -> None:
        self.parsed, self.text = parsed, text
        table = parsed.to_array(list(_LABELS)).reshape(-1, len(_LABELS))
        self.columns: dict[str, Any] = dict(zip(_LABELS, table.T, strict=True))
        self._spelled: dict[str, list[str]] = {}
        self._places: dict[str, dict[str, list[int]]] = {}
        self._runs: dict[Span, Run | None] = {}
        self.starts: list[int] = self.columns["IDX"].tolist()
        self.ends: list[int] = (self.columns["IDX"] + self.columns["LENGTH"]).tolist()
        self.kept: dict[str, Any] = {}  # what readers make of the page once and share

    def __len__(self) -> int:
        return len(self.starts)

    def __iter__(self) -> Iterator[Word]:
        return iter(self.all)

    def __getitem__(self, i: Any) -> Any:
        if isinstance(i, slice):
            first, last, _ = i.indices(len(self))
            return Run(self, first, max(first, last))
        return self.all[i]

    @property
    def vocab(self) -> Any:
        """The vocabulary of the language model."""
        return self.parsed.vocab

    @property
    def sents(self) -> Iterator[Run]:
        """The sentences, in order."""
        return (Run(self, first, end) for first, end in itertools.pairwise(self.edges))

    @functools.cached_property
    def edges(self) -> list[int]:
        """Where each sentence begins, and where the last one ends."""
        starts = (self.columns["SENT_START"] == 1).nonzero()[0].tolist()
        return sorted({*starts, 0, len(self)})

    @functools.cached_property
    def heads(self) -> list[int]:
        """The index of each word's head."""
        # spaCy keeps the way to a head as an unsigned number.
        ways = self.columns["HEAD"].astype(np.int64)
        heads: list[int] = (np.arange(len(self)) + ways).tolist()
        return heads

    @functools.cached_property
    def all(self) -> list[Word]:
        """The words in order."""
        columns = self.columns
        made = list(
            map(
                Word,
                range(len(self)),
                self.starts,
                *map(self.spelled, ("ORTH", "LOWER", "LEMMA", "TAG", "POS", "DEP", "ENT_TYPE")),
                map(("", " ").__getitem__, columns["SPACY"].tolist()),
                *((columns[flag] == 1).tolist() for flag in _FLAGS),
                itertools.repeat(self),
            )
        )
        for word, up in zip(made, self.heads, strict=True):
            word.head = head = made[up]
            if head is word:
                continue
            if head.children:
                head.children.append(word)  # type: ignore[attr-defined]
            else:
                head.children = [word]
        return made

    def spelled(self, label: str) -> list[str]:
        """Return the words by one label (`LOWER`, `POS`) in letters."""
        known = self._spelled.get(label)
        if known is None:
            _SPELLED.strings = self.parsed.vocab.strings
            known = list(map(_SPELLED.__getitem__, self.columns[label].tolist()))
            self._spelled[label] = known
        return known

    def places(self, label: str) -> dict[str, list[int]]:
        """Return the indices of the words by one label."""
        found = self._places.get(label)
        if found is None:
            found = self._places[label] = {}
            for i, word in enumerate(self.spelled(label)):
                found.setdefault(word, []).append(i)
        return found

    def touching(self, span: Span) -> Run | None:
        """Return the words that a span touches; None outside of the text.

        The blank behind a word is the word's, but where the span begins with it.
        """
        # Each stretch is asked for by many rules.
        if span in self._runs:
            return self._runs[span]
        run = None
        if 0 <= span.start < len(self.text) and 0 < span.end <= len(self.text):
            first = bisect.bisect_right(self.starts, span.start) - 1
            last = bisect.bisect_right(self.starts, span.end - 1)
            first += span.start == self.ends[first]
            run = Run(self, first, max(first, last))
        self._runs[span] = run
        return run

    def close(self) -> None:
        """Untie the words from each other, so that they are freed at once; they can be made anew."""
        self._runs.clear()
        for word in self.__dict__.pop("all", ()):
            word.head = word.doc = None
            word.children = ()


class _Spelled(dict[int, str]):
    """The words behind the numbers of the language model, which are the same in every vocabulary."""

    strings: Any = None

    def __missing__(self, key: int) -> str:
        if len(self) > _MOST_STRINGS:
            self.clear()
        word = self[key] = str(self.strings[key])
        return word


_SPELLED: Final = _Spelled()
