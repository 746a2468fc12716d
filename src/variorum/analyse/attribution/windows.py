"""Paragraphs cut into the windows of word pieces that the encoder reads; training cuts them the same way."""

import functools
import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from variorum.analyse.attribution.quotes import find_quotes
from variorum.model.span import Span

LONGEST = 190  # word pieces in one window, special ones not counted
_CLS, _SEP = 101, 102  # of the uncased BERT vocabulary
_STOPS = frozenset(".!?")
_MOST_KEPT = 30_000  # stretches between blanks whose words are kept, and the longest of them
_LONGEST_KEPT = 30
_LONGEST_WORD = 8  # word pieces kept of one word; a longer one is noise


class Word(NamedTuple):
    """One word or mark with its pieces and what the uncased pieces do not show.

    `shape` is 0 for lower case and marks, 1 for a capital first, 2 for capitals, 3 for digits; `quoted` says
    whether it stands between quotation marks (the marks included).
    """

    span: Span
    pieces: tuple[int, ...]
    shape: int
    quoted: bool
    is_stop: bool


@dataclass(frozen=True, slots=True)
class Window:
    """Words read together, in order; `paragraph[i]` numbers the paragraph of word i within the window."""

    words: tuple[Word, ...]
    paragraph: tuple[int, ...]


def read_words(text: str, paragraph: Span, tokenizer: Any) -> list[Word]:
    """Split one paragraph into words with their pieces, offsets counted in `text`."""
    words: list[Word] = []
    quote = iter(find_quotes(text, paragraph))
    opens, closes = _edges(quote)
    base = paragraph.start
    for chunk in paragraph.of(text).split(" "):
        cut_up = _cut_chunk if len(chunk) <= _LONGEST_KEPT else _cut_chunk.__wrapped__
        for first, last, pieces, shape, is_stop in cut_up(tokenizer, chunk):
            start = base + first
            while closes <= start:
                opens, closes = _edges(quote)
            words.append(Word(Span(start, base + last), pieces, shape, opens <= start, is_stop))
        base += len(chunk) + 1
    return words


@functools.lru_cache(maxsize=_MOST_KEPT)
def _cut_chunk(tokenizer: Any, chunk: str) -> tuple[tuple[int, int, tuple[int, ...], int, bool], ...]:
    """Cut what stands between two blanks into words: offsets, pieces, shape, whether it is a stop.

    Blanks end words and pieces wherever they stand, and most of what stands between them is seen again.
    """
    if not chunk:
        return ()
    encoding = tokenizer.encode(chunk, add_special_tokens=False)
    pieces, offsets = encoding.ids, encoding.offsets
    words, at = [], 0
    for _, same in itertools.groupby(encoding.word_ids):
        after = at + len(list(same))
        start, end = offsets[at][0], offsets[after - 1][1]
        worded = chunk[start:end]
        kept = tuple(pieces[at : min(after, at + _LONGEST_WORD)])
        words.append((start, end, kept, shape_of(worded), worded in _STOPS))
        at = after
    return tuple(words)


def _edges(quotes: Iterator[Span]) -> tuple[float, float]:
    quote = next(quotes, None)
    return (quote.start, quote.end) if quote is not None else (math.inf, math.inf)


def shape_of(word: str) -> int:
    """Return how a word is written: 0 lower case or a mark, 1 capital first, 2 capitals, 3 digits.

    >>> [shape_of(word) for word in ("river", "Brenna", "UN", "27")]
    [0, 1, 2, 3]
    """
    if word[:1].islower():
        return 0
    if word[:1].isdigit():
        return 3
    if len(word) > 1 and word.isupper():
        return 2
    return int(word[:1].isupper())


def cut(paragraphs: Iterable[Sequence[Word]], longest: int = LONGEST) -> Iterator[Window]:
    """Pack paragraphs into windows of at most `longest` pieces, in order.

    A paragraph that does not fit is cut after a sentence, or where it must be.
    """
    words: list[Word] = []
    numbers: list[int] = []
    size = number = 0
    for paragraph in paragraphs:
        for part in _parts(paragraph, longest):
            cost = sum(len(word.pieces) for word in part) + 1
            if words and size + cost > longest:
                yield Window(tuple(words), tuple(numbers))
                words, numbers, size, number = [], [], 0, 0
            words.extend(part)
            numbers.extend([number] * len(part))
            size += cost
            number += 1
    if words:
        yield Window(tuple(words), tuple(numbers))


def _parts(words: Sequence[Word], longest: int) -> Iterator[Sequence[Word]]:
    start = size = 0
    stop: int | None = None
    at = 0
    while at < len(words):
        size += len(words[at].pieces)
        if size + 1 > longest:
            end = stop if stop is not None else at
            yield words[start:end]
            start = at = end
            size, stop = 0, None
            continue
        if words[at].is_stop:
            stop = at + 1
        at += 1
    if start < len(words):
        yield words[start:]


@dataclass(frozen=True, slots=True)
class Layout:
    """One window as the encoder takes it: pieces with a separator after each paragraph.

    `first[i]` is the place of word i's first piece among `pieces`.
    """

    pieces: list[int]
    shapes: list[int]
    quoted: list[bool]
    first: list[int]


def lay_out(window: Window) -> Layout:
    """Lay a window out as word pieces: [CLS] words [SEP] words ... [SEP]."""
    pieces, shapes, quoted, first = [_CLS], [0], [False], []
    number = 0
    for (_, ours, shape, is_quoted, _), paragraph in zip(window.words, window.paragraph, strict=True):
        if paragraph != number:
            pieces.append(_SEP)
            shapes.append(0)
            quoted.append(False)
            number = paragraph
        first.append(len(pieces))
        if len(ours) == 1:
            pieces.append(ours[0])
            shapes.append(shape)
            quoted.append(is_quoted)
            continue
        pieces += ours
        shapes += [shape] * len(ours)
        quoted += [is_quoted] * len(ours)
    return Layout([*pieces, _SEP], [*shapes, 0], [*quoted, False], first)
