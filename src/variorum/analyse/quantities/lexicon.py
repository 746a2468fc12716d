"""The words that quantities are read from, as data: numbers, qualifiers, units, nouns, fates."""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from variorum.data import load_yaml

Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Number words and qualifiers.

    `before` is keyed by the last word of a qualifier, `after` and `vague` by the first; each key gives the
    phrases, longest first, with what they mean.
    """

    ones: Mapping[str, int]
    tens: Mapping[str, int]
    joins: Mapping[str, int]
    dozens: Mapping[str, int]
    scales: Mapping[str, int]
    letters: Mapping[str, int]
    money_letters: frozenset[str]
    zero: frozenset[str]
    ordinals: Mapping[str, int]
    parts: Mapping[str, int]
    signs: Mapping[str, Fraction]
    vague: Phrases
    vague_values: Mapping[str, tuple[int, int | None]]
    vague_times: Mapping[str, int]
    fixed: Phrases
    fixed_values: Mapping[str, int]
    before: Phrases
    after: Phrases
    range_openers: Phrases
    changes: frozenset[str]
    scale_words: Mapping[str, int]


def split(phrase: str) -> tuple[str, ...]:
    """Return a phrase as the pieces that a text is cut into, hyphens apart.

    >>> split("no-one")
    ('no', '-', 'one')
    """
    return tuple(phrase.replace("-", " - ").split())


def index(phrases: Iterable[tuple[str, str]], *, by: int) -> Phrases:
    """Return phrases with their meanings, by their first (0) or last (-1) word, longest first."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, meaning in phrases:
        words = split(phrase)
        table.setdefault(words[by], []).append((words, meaning))
    return {key: tuple(sorted(rows, key=lambda row: -len(row[0]))) for key, rows in table.items()}


def _by_meaning(raw: Mapping[str, list[str]]) -> Iterable[tuple[str, str]]:
    return ((phrase, meaning) for meaning, phrases in raw.items() for phrase in phrases)


@functools.cache
def number_words() -> NumberWords:
    """Load the number words and qualifiers of English."""
    raw: dict[str, Any] = load_yaml("quantities/numbers.yaml")
    return NumberWords(
        **{
            name: raw[name]
            for name in ("ones", "tens", "joins", "dozens", "scales", "letters", "ordinals", "parts")
        },
        money_letters=frozenset(raw["money_letters"]),
        zero=frozenset(raw["zero"]),
        signs={sign: Fraction(1, part) for sign, part in raw["signs"].items()},
        vague=index(((w, w) for w in raw["vague"]), by=0),
        vague_values={w: (low, high) for w, (low, high) in raw["vague"].items()},
        vague_times=raw["vague_times"],
        fixed=index(((w, w) for w in raw["fixed"]), by=0),
        fixed_values=raw["fixed"],
        before=index(_by_meaning(raw["before"]), by=-1),
        after=index(_by_meaning(raw["after"]), by=0),
        range_openers=index(((w, w) for w in raw["range_openers"]), by=-1),
        changes=frozenset(raw["changes"]),
        scale_words={**raw["joins"], **raw["dozens"], **raw["scales"]},
    )
