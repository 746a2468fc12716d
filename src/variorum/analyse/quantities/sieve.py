"""Choose the sentences worth reading: those with a number, and those with a word that tells a fate.

Most sentences of a report hold neither. Words are compared by the hashes that the tokens already carry, so
that nothing is cut or spelled out for a sentence that is passed over.
"""

import functools
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

import numpy as np

from variorum.analyse.page import Page
from variorum.analyse.quantities.lexicon import fate_words, number_words
from variorum.model.span import Span

# Any digit, sign of a fraction or currency may begin a number; one class of characters, no repetition.
DIGITS: Final = re.compile(r"[0-9½⅓¼⅕⅛]")


_SINGLE: Final = {"nouns": ("NN", "NNP"), "old": ("old",)}


# Tokens; beyond what prose has, so that only lists and broken pages are read in stretches.
LONGEST_SENTENCE: Final = 300


class Chosen(NamedTuple):
    """A sentence to read: its tokens, whether a number may stand in it, and the nouns (token
    indices) that may be a person whom a fate befell; none where no word tells one."""

    sentence: Span
    first: int
    end: int
    may_count: bool
    persons: tuple[int, ...]


@functools.cache
def _hashes(kind: str) -> Any:
    """Return the sorted hashes of the words that a number begins with, or that tell a fate."""
    from spacy.strings import hash_string  # type: ignore[attr-defined]

    words = {"numbers": _number_starts, "fates": _fate_marks}.get(kind, lambda: _SINGLE[kind])()
    return np.array(sorted({hash_string(word) for word in words}), dtype=np.uint64)


def _number_starts() -> Iterable[str]:
    known = number_words()
    yield from (*known.ones, *known.tens, *known.scale_words, *known.zero, *known.ordinals, *known.parts)
    for table in (known.vague, known.fixed):
        for phrases in table.values():
            yield from (
                word for phrase, _ in phrases for word in phrase if word not in ("a", "of", "not", "-")
            )
    yield from (f"{tens[:-1]}ies" for tens in known.tens)
    yield from ("no", "half", "teens", "no-one")


def _fate_marks() -> Iterable[str]:
    known = fate_words()
    yield from (*known.objects, *known.subjects, *known.states)
    for phrases in known.phrases.values():
        yield from (max(phrase, key=len) for phrase, _ in phrases)


def choose_sentences(page: Page) -> Iterator[Chosen]:
    """Yield the sentences that may hold a number or tell a fate, in order.

    The starts of the page's tokens are worked out here once; `first` and `end` index the page's tokens.
    """
    from spacy.attrs import LEMMA, LOWER, TAG

    starts = token_starts(page)
    if not page.sentences or not len(starts):
        return
    lower, lemma, tag = page.doc.to_array([LOWER, LEMMA, TAG]).T
    counts = _is_in(lower, _hashes("numbers"))
    befalls = _is_in(lower, _hashes("fates")) | _is_in(lemma, _hashes("fates"))
    nouns = _is_in(tag, _hashes("nouns")) | _is_in(lower, _hashes("old"))
    digits = np.array([m.start() for m in DIGITS.finditer(page.text)], dtype=np.int64)
    firsts = np.searchsorted(starts, [s.start for s in page.sentences], side="right") - 1
    ends = np.searchsorted(starts, [s.end for s in page.sentences], side="left")
    for sentence, first, end in zip(page.sentences, firsts.tolist(), ends.tolist(), strict=True):
        for part, begin, stop in _stretches(sentence, max(0, first), end, starts):
            has_digit = np.searchsorted(digits, part.start) < np.searchsorted(digits, part.end)
            may_count = bool(has_digit) or bool(counts[begin:stop].any())
            persons: tuple[int, ...] = ()
            if befalls[begin:stop].any():
                persons = tuple((np.flatnonzero(nouns[begin:stop]) + begin).tolist())
            if may_count or persons:
                yield Chosen(part, begin, stop, may_count, persons)


def _stretches(sentence: Span, first: int, end: int, starts: Any) -> Iterator[tuple[Span, int, int]]:
    """Yield a sentence, or stretches of it where no writer would have made it so long.

    What reads a sentence looks both ways from each number, so its cost must not grow with the length.
    """
    for begin in range(first, max(end, first + 1), LONGEST_SENTENCE):
        stop = min(end, begin + LONGEST_SENTENCE)
        start = sentence.start if begin == first else int(starts[begin])
        until = sentence.end if stop >= end else int(starts[stop])
        yield Span(start, until), begin, stop


def token_starts(page: Page) -> Any:
    """Return the offset of each token as an array."""
    from spacy.attrs import IDX

    return page.doc.to_array([IDX]).reshape(-1).astype(np.int64)


def _is_in(values: Any, known: Any) -> Any:
    at = np.searchsorted(known, values)
    return known[np.minimum(at, len(known) - 1)] == values
