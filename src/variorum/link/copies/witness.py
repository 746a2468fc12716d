"""A report opened for comparison: its words, and which of them are quoted, stock or the outlet's own name."""

import bisect
import functools
import re
from collections.abc import Sequence

import msgspec
import numpy as np

from variorum.link.copies.passages import Places, list_places
from variorum.link.copies.shingles import SIZE, Hashes, hash_shingles, is_sampled
from variorum.link.copies.words import Words, find_words
from variorum.model.report import Report
from variorum.model.span import Span

# What stands between quotation marks, to the end of the paragraph where the closing mark is missing.
_QUOTED = re.compile(
    r'"[^"\n]{1,3000}(?:"|$)|“[^“”\n]{1,3000}(?:”|$)|«[^«»\n]{1,3000}»|„[^„“”\n]{1,3000}[“”]', re.MULTILINE
)
_OPENING, _CLOSING, _CLOSING_MARKS = '"“‘«„([', '.!?,;"”’»)]', 3
_SENTENCE_END = re.compile(r"[.!?]['\"”’)\]]{0,3}\s+(?=['\"“‘(\[]{0,3}[^\W_a-z])|\n+")
_PARAGRAPH_END = re.compile(r"\n+")
_NOT_NAME = re.compile(r"[\W_]+")
_WEB = re.compile(
    r"^(?:https?://)?(?:www\d?\.)?(?P<name>[\w.-]+?)\.(?:com?|org|net|gov|edu|info|tv|news|us|eu|[a-z]{2})(?:\.[a-z]{2})?$"
)
# Between two stretches of stock, so few words are stock too: the sample leaves small holes.
_HOLE = 4
_LONGEST_NAME = 6
# A paragraph that names its own outlet is furniture if it is so short.
_SHORT = 30


class Witness(msgspec.Struct, frozen=True):
    """One report with what the comparison needs to know of each of its words."""

    report: Report
    words: Words
    written: Sequence[str]
    lowered: Sequence[str]
    hashes: Hashes
    places: Places
    quoted: Sequence[bool]
    stock: Sequence[bool]
    sentences: Sequence[int]
    paragraphs: Sequence[int]
    furniture: Sequence[bool]
    """Stock, and what the report says of its own outlet: its address, its app, its rights."""
    body: int
    """Index of the first word behind the title, which is often the taker's own."""

    @property
    def telling(self) -> int:
        """How many words of the body are not stock."""
        return self.count_telling(self.body, len(self.words))

    def count_telling(self, start: int, end: int) -> int:
        """Count the words of the body from `start` up to `end` that are not stock."""
        start = max(start, self.body)
        return max(0, end - start) - sum(self.stock[start:end])

    def span(self, start: int, end: int) -> Span:
        """Return the characters of words `start` up to `end`, with the marks that open and close them."""
        text = self.report.text
        first, last = self.words.starts[start], self.words.ends[end - 1]
        if first and text[first - 1] in _OPENING:
            first -= 1
        for _ in range(_CLOSING_MARKS):
            if last < len(text) and text[last] in _CLOSING:
                last += 1
        return Span(first, last)


def open_report(report: Report, stock: frozenset[int] = frozenset()) -> Witness:
    """Open a report; `stock` holds the shingles that stand in many different texts."""
    words = find_words(report.text)
    written = [report.text[s:e] for s, e in zip(words.starts, words.ends, strict=True)]
    hashes = hash_shingles(words.keys)
    marks = _mark_stock(hashes, len(words), stock)
    sentences = _edges(report.text, words, _SENTENCE_END)
    paragraphs = _edges(report.text, words, _PARAGRAPH_END)
    return Witness(
        report,
        words,
        written,
        [w.lower() for w in written],
        hashes,
        list_places(words.keys),
        _mark_quoted(report.text, words),
        marks,
        sentences,
        paragraphs,
        _mark_furniture(name_outlet(report.outlet), written, (sentences, paragraphs), marks),
        _find_body(report, words),
    )


def _find_body(report: Report, words: Words) -> int:
    title = report.title
    if not title or not report.text.startswith(title) or len(title) >= len(report.text.rstrip()):
        return 0
    return bisect.bisect_left(words.starts, len(title))


def _mark_quoted(text: str, words: Words) -> list[bool]:
    quoted = [False] * len(words)
    for match in _QUOTED.finditer(text):
        start = bisect.bisect_left(words.starts, match.start())
        end = bisect.bisect_left(words.starts, match.end())
        quoted[start:end] = [True] * (end - start)
    return quoted


def _mark_stock(hashes: Hashes, count: int, stock: frozenset[int]) -> list[bool]:
    marks = [False] * count
    last = -_HOLE - 1
    if not stock:
        return marks
    for at in np.flatnonzero(is_sampled(hashes)).tolist():
        if int(hashes[at]) in stock:
            start = last if at - last <= _HOLE else at
            marks[start : at + SIZE] = [True] * (at + SIZE - start)
            last = at + SIZE
    return marks


def _mark_furniture(
    name: str, written: Sequence[str], pieces: tuple[Sequence[int], ...], stock: Sequence[bool]
) -> list[bool]:
    """Mark stock, and the sentences and short paragraphs that name the report's own outlet."""
    marks = list(stock)
    if len(name) < 2:
        return marks
    lowered = [w.lower() for w in written]
    named = [
        i
        for i, word in enumerate(lowered)
        if name.startswith(word) and _spells(name, lowered[i : i + _LONGEST_NAME])
    ]
    for edges in pieces:
        for at in named:
            place = bisect.bisect_right(edges, at)
            start, end = edges[place - 1], edges[place]
            if end - start <= _SHORT:
                marks[start:end] = [True] * (end - start)
    return marks


def _spells(name: str, words: Sequence[str]) -> bool:
    joined = ""
    for word in words:
        joined += word
        if len(joined) >= len(name):
            break
    return joined == name


def _edges(text: str, words: Words, end: re.Pattern[str]) -> list[int]:
    """Return the indices of the words that begin a piece, and the number of words at the end."""
    edges = {0, len(words)}
    edges.update(bisect.bisect_left(words.starts, m.end()) for m in end.finditer(text))
    return sorted(edges)


@functools.lru_cache(maxsize=100_000)
def name_outlet(outlet: str | None) -> str:
    """Return the letters and digits by which an outlet is known, whether it is given by name or address.

    >>> name_outlet("The Tellin Courier"), name_outlet("www.abcfoxmontana.com")
    ('tellincourier', 'abcfoxmontana')
    """
    name = (outlet or "").strip().lower()
    web = _WEB.match(name[:200])
    if web:
        name = web["name"]
    return _NOT_NAME.sub("", name.removeprefix("the "))


def find_name(witness: Witness, name: str) -> list[tuple[int, int]]:
    """Return where a report's words, run together, are an outlet's name: (first word, word behind).

    A name that is one word must be written with a capital.
    """
    if len(name) < 2:
        return []
    found = []
    for i, word in enumerate(witness.lowered):
        if (
            not name.startswith(word)
            or not witness.written[i][0].isalnum()
            or witness.written[i][0].islower()
        ):
            continue
        joined = ""
        for j in range(i, min(i + _LONGEST_NAME, len(witness.lowered))):
            joined += witness.lowered[j].replace("_", "")
            if joined == name:
                found.append((i, j + 1))
            if len(joined) >= len(name):
                break
    return found
