"""Choose the sentences worth reading: those with a number, and those with a word that tells a person's fate.

Most sentences of a report hold neither. Words are compared by the numbers that the tokens already carry, all
of the page at once, so that nothing is cut or spelled out for a sentence that is passed over.
"""

import functools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

import numpy as np

from variorum.analyse.quantities.fate_lexicon import fate_words
from variorum.analyse.quantities.lexicon import noun_words, number_words
from variorum.analyse.quantities.tokens import Tokens
from variorum.data import load_words
from variorum.model.span import Span

# Any digit, sign of a fraction or currency may begin a number; one class of characters, no repetition.
DIGITS: Final = re.compile(r"[0-9½⅓¼⅕⅛]")

# Tokens; beyond what prose has, so that only lists and broken pages are read in stretches.
LONGEST_SENTENCE: Final = 300

# Fates that single persons are listed for.
PERSONAL: Final = frozenset(
    {
        "killed",
        "injured",
        "missing",
        "captured",
        "arrested",
        "released",
        "rescued",
        "trapped",
        "displaced",
        "cases",
    }
)
# A word may begin a number, tell a person's fate, be in a run of words that tells it, be in any run.
_NUMBER, _FATE, _PERSONAL_RUN, _RUN = 1, 2, 4, 8
# ... be a calamity or a verb of taking, which together tell one: "the flood took a miller".
_CALAMITY, _TAKING = 16, 32
_MOST_KEPT: Final = 50_000
_NO_PERSON_DEPS: Final = ("compound", "poss", "nmod")
_NO_PERSON_LABELS: Final = ("DATE", "TIME", "LOC", "MONEY", "EVENT", "LAW", "LANGUAGE")
_SEARCHING: Final = load_words("quantities/words.yaml", "searching")


class Chosen(NamedTuple):
    """A sentence to read: its tokens, whether a number may stand in it, the nouns (token indices) that may
    be a person whom a fate befell (none where no word tells one), whether a single word tells one (else only
    a run of words can), and the tokens that may be part of such a run."""

    sentence: Span
    first: int
    end: int
    may_count: bool
    persons: list[int]
    told: bool
    runs: list[int]


class _Marks(NamedTuple):
    """What words mark, by the numbers of the language model."""

    lower: Mapping[int, int]
    lemma: Mapping[int, int]
    common: int
    proper: int
    adjective: int
    roles: tuple[int, int, int]
    old: int
    never: frozenset[int]
    unnamed: frozenset[int]


def number_of(word: str) -> int:
    """Return the number that the language model has for a word or label; its labels have small ones."""
    from spacy.strings import hash_string  # type: ignore[attr-defined]
    from spacy.symbols import IDS

    return int(IDS.get(word) or hash_string(word))


@functools.cache
def _marks() -> _Marks:
    fates = fate_words()
    told = [
        word
        for table in (fates.objects, fates.subjects, fates.states)
        for word, slots in table.items()
        if not PERSONAL.isdisjoint(slots)
    ]
    lower: dict[int, int] = {}
    lemma: dict[int, int] = {}
    named = [noun for noun, slot in fates.nouns.items() if slot in PERSONAL]
    limbs = noun_words().limbs - {"side"}
    for word in (*told, *named, *_SEARCHING, *fates.wounds, *fates.hospitals, *sorted(limbs)):
        for marks in (lower, lemma):
            marks[number_of(word)] = _FATE
    for word, mark in (
        *((word, _CALAMITY) for word in fates.calamities),
        ("take", _TAKING),
        ("victim", _TAKING),
    ):
        for marks in (lower, lemma):
            marks[number_of(word)] = marks.get(number_of(word), 0) | mark
    for word, beside in fates.runs.items():
        personal = not PERSONAL.isdisjoint(beside.slots())
        for marks in (lower, lemma):
            marks[number_of(word)] = marks.get(number_of(word), 0) | _RUN | (_PERSONAL_RUN if personal else 0)
    for word in _number_starts():
        lower[number_of(word)] = lower.get(number_of(word), 0) | _NUMBER
    return _Marks(
        lower,
        lemma,
        number_of("NN"),
        number_of("NNP"),
        number_of("JJ"),
        (number_of("nsubj"), number_of("nsubjpass"), number_of("dobj")),
        number_of("old"),
        frozenset(map(number_of, _NO_PERSON_DEPS)),
        frozenset(map(number_of, _NO_PERSON_LABELS)),
    )


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


def choose_sentences(tokens: Tokens) -> Iterator[Chosen]:
    """Yield the sentences that may hold a number or tell a person's fate, in order.

    `first` and `end` index the page's tokens.
    """
    page = tokens.page
    if not page.sentences or not len(tokens):
        return
    starts = tokens.columns.idx.astype(np.int64)
    marks = _mark_words(tokens)
    nouns = _possible_persons(tokens)
    runs = (marks & _RUN).nonzero()[0].tolist()
    digits = [m.start() for m in DIGITS.finditer(page.text)]
    edges = np.array([(s.start, s.end) for s in page.sentences], dtype=np.int64)
    firsts = np.maximum(starts.searchsorted(edges[:, 0], side="right") - 1, 0)
    ends = starts.searchsorted(edges[:, 1], side="left")
    rows = zip(page.sentences, firsts.tolist(), ends.tolist(), strict=True)
    parts = [part for row in rows for part in _stretches(*row, tokens.starts)]
    held = np.bitwise_or.reduceat(marks, [part[1] for part in parts]).tolist()
    for (part, first, end), mark in zip(parts, held, strict=True):
        may_count = mark & _NUMBER or bisect_left(digits, part.start) < bisect_left(digits, part.end)
        taken = mark & (_CALAMITY | _TAKING) == _CALAMITY | _TAKING
        persons = _between(nouns, first, end) if taken or mark & (_FATE | _PERSONAL_RUN) else []
        if may_count or persons:
            told, near = taken or bool(mark & _FATE), _between(runs, first, end) if mark & _RUN else []
            yield Chosen(part, first, end, bool(may_count), persons, told, near)


def _between(indices: list[int], first: int, end: int) -> list[int]:
    return indices[bisect_left(indices, first) : bisect_left(indices, end)]


def _mark_words(tokens: Tokens) -> Any:
    """Return for each token of the page what its form and its lemma mark."""
    known = _marks()
    lower, lemma = known.lower.get, known.lemma.get
    forms, lemmas = tokens.columns.lower.tolist(), tokens.columns.lemma.tolist()
    marks = [lower(form, 0) | lemma(base, 0) for form, base in zip(forms, lemmas, strict=True)]
    return np.array(marks, dtype=np.uint8)


def _possible_persons(tokens: Tokens) -> list[int]:
    """Return the tokens that their labels allow to be one person."""
    known, columns = _marks(), tokens.columns
    tag = columns.tag
    dep = columns.dep
    subject, passive, direct = known.roles
    mistaken = (tag == known.adjective) & ((dep == subject) | (dep == passive) | (dep == direct))
    named = (tag == known.common) | (tag == known.proper) | (columns.lower == known.old)
    nouns = (named | mistaken).nonzero()[0]
    chosen = []
    labels = [column[nouns].tolist() for column in columns[1:6]]
    for i, form, lemma, tag_, dep, label in zip(nouns.tolist(), *labels, strict=True):
        if form == known.old or (
            dep not in known.never
            and ((tag_ == known.proper and label not in known.unnamed) or _is_person(tokens, lemma))
        ):
            chosen.append(i)
    return chosen


def _is_person(tokens: Tokens, lemma: int) -> bool:
    """Say whether a noun is of one person, by its number in the language model."""
    known = _PERSONS.get(lemma)
    if known is None:
        if len(_PERSONS) >= _MOST_KEPT:
            _PERSONS.clear()
        word = tokens.page.doc.vocab.strings[lemma].lower()
        known = noun_words().unit_of(word) == "person" and word not in noun_words().masses
        _PERSONS[lemma] = known
    return known


_PERSONS: Final[dict[int, bool]] = {}


def _stretches(sentence: Span, first: int, end: int, starts: list[int]) -> Iterable[tuple[Span, int, int]]:
    """Return a sentence, or stretches of it where no writer would have made it so long.

    What reads a sentence looks both ways from each number, so its cost must not grow with the length.
    """
    if end - first <= LONGEST_SENTENCE:
        return ((sentence, first, end),)
    parts = []
    for begin in range(first, end, LONGEST_SENTENCE):
        stop = min(end, begin + LONGEST_SENTENCE)
        start = sentence.start if begin == first else starts[begin]
        parts.append((Span(start, sentence.end if stop >= end else starts[stop]), begin, stop))
    return parts
