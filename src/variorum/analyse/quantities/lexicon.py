"""The words that quantities are read from, as data: numbers, qualifiers, units, nouns."""

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any

from variorum.data import load_yaml

Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Number words and qualifiers.

    A number begins at one of `begins`, or, where what is around allows it, at one of `starts`.
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
    vague_times: Phrases
    vague_factors: Mapping[str, int]
    fixed: Phrases
    fixed_values: Mapping[str, int]
    before: Phrases
    after: Phrases
    after_noun: Phrases
    intensifiers: frozenset[str]
    range_openers: Phrases
    changes: frozenset[str]
    carrying: frozenset[str]
    scale_words: Mapping[str, int]
    continues: frozenset[str]
    begins: frozenset[str]
    starts: frozenset[str]
    follows: frozenset[str]


# Words and signs after figures that may go on with the number.
_ARTICLES = ("a", "an")
_CONTINUING = ("to", "-", "or", "till", "until", "through", "and", "in", "out")


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
    openers = [*map(split, raw["vague"]), *map(split, raw["fixed"]), *map(split, raw["vague_times"])]
    begins = _beginnings(raw, openers)
    scale_words = {**raw["joins"], **raw["dozens"], **raw["scales"]}
    units = unit_words()
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
        vague_times=index(((w, w) for w in raw["vague_times"]), by=0),
        vague_factors=raw["vague_times"],
        fixed=index(((w, w) for w in raw["fixed"]), by=0),
        fixed_values=raw["fixed"],
        before=index(_by_meaning(raw["before"]), by=-1),
        after=index(_by_meaning(raw["after"]), by=0),
        after_noun=index(_by_meaning(raw["after_noun"]), by=0),
        intensifiers=frozenset(raw["intensifiers"]),
        range_openers=index(((w, w) for w in raw["range_openers"]), by=-1),
        changes=frozenset(raw["changes"]),
        carrying=frozenset(raw["carrying"]),
        scale_words=scale_words,
        continues=frozenset([*scale_words, *raw["signs"], *_CONTINUING]),
        begins=begins,
        starts=frozenset(
            [*begins, *scale_words, "a", "an", "the", *units.signs, *map(str.lower, units.codes)]
        ),
        follows=_followers(raw, openers) | frozenset(units.units),
    )


def _beginnings(raw: dict[str, Any], openers: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return the words with which a number in words begins, articles left out."""
    decades = ("teens", *(f"{tens[:-1]}ies" for tens in raw["tens"]))
    words = (*raw["ones"], *raw["tens"], *raw["zero"], *raw["ordinals"], *raw["signs"], *decades)
    first = (opener[0] for opener in openers if opener[0] not in _ARTICLES)
    return frozenset((*words, *first, "no", "half", "early", "mid", "late"))


def _followers(raw: dict[str, Any], openers: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return the words of a number that may stand behind an article."""
    words = (*raw["joins"], *raw["dozens"], *raw["scales"], *raw["parts"], *raw["ordinals"], *raw["tens"])
    second = (opener[1] for opener in openers if opener[0] in _ARTICLES)
    return frozenset((*words, *second, "half", "quarter"))


@dataclass(frozen=True, slots=True)
class UnitWords:
    """Units by the words that name them; each table is keyed by the first word, longest phrase first."""

    units: Phrases
    times: frozenset[str]
    stuff: frozenset[str]
    glued_only: frozenset[str]
    signs: Phrases
    codes: frozenset[str]
    currencies: Mapping[str, str | None]
    national: Mapping[str, Mapping[str, str]]
    cash: Phrases
    sentence: frozenset[str]
    serving: frozenset[str]
    convicts: frozenset[str]
    paying: frozenset[str]
    anchors_after: frozenset[str]
    anchors_of_other: frozenset[str]
    lasting: frozenset[str]
    weapons: frozenset[str]
    worth: frozenset[str]
    anchors_before: frozenset[str]
    shocks: frozenset[str]
    shaking: frozenset[str]


@functools.cache
def unit_words() -> UnitWords:
    """Load units of measure and currencies."""
    raw: dict[str, Any] = load_yaml("quantities/units.yaml")
    rows = []
    for name, unit in raw["units"].items():
        for words in map(str, unit["words"]):
            rows.append((words, name))
            if len(words) > 2 and not words.endswith("s"):
                rows.append((f"{words}s", name))
    return UnitWords(
        units=index(rows, by=0),
        times=frozenset(name for name, unit in raw["units"].items() if unit.get("kind") == "time"),
        stuff=frozenset(name for name, unit in raw["units"].items() if unit.get("stuff")),
        glued_only=frozenset(raw["glued_only"]),
        signs=index(raw["signs"].items(), by=0),
        codes=frozenset(raw["codes"]),
        currencies=raw["currencies"],
        national=raw["national"],
        cash=index(((w, w) for w in raw["cash"]), by=0),
        sentence=frozenset(raw["sentence"]),
        serving=frozenset(raw["serving"]),
        convicts=frozenset(raw["convicts"]),
        paying=frozenset(raw["paying"]),
        anchors_after=frozenset(raw["anchors_after"]),
        anchors_of_other=frozenset(raw["anchors_of_other"]),
        lasting=frozenset(raw["lasting"]),
        weapons=frozenset(raw["weapons"]),
        worth=frozenset(raw["worth"]),
        anchors_before=frozenset(raw["anchors_before"]),
        shocks=frozenset(raw["shocks"]),
        shaking=frozenset((*raw["shocks"], *raw["shaking"])),
    )


@dataclass(frozen=True, slots=True)
class NounWords:
    """Nouns by the unit that counts of them take."""

    units: Mapping[str, str]
    groups: Mapping[str, str]
    outcomes: frozenset[str]
    own_crimes: frozenset[str]
    ranked: frozenset[str]
    members: frozenset[str]
    settlements: frozenset[str]
    lacks: frozenset[str]
    tidings: frozenset[str]
    limbs: frozenset[str]
    locatives: frozenset[str]
    parents: frozenset[str]
    pairs: Mapping[str, int]
    worn_in_pairs: frozenset[str]
    tallies: frozenset[str]
    person_endings: tuple[str, ...]
    things: frozenset[str]
    bodies: frozenset[str]
    institutions: frozenset[str]
    masses: frozenset[str]
    titles: frozenset[str]
    old_things: frozenset[str]

    def unit_of(self, lemma: str) -> str | None:
        """Return the unit of a noun in lower case; None where no list and no ending tells.

        >>> noun_words().unit_of("trawler"), noun_words().unit_of("glassblower")
        ('vehicle', 'person')
        """
        unit = self.units.get(lemma)
        if unit is not None or lemma in self.things:
            return unit
        last = lemma.rpartition("-")[2]
        for form in (lemma.removesuffix("s"), last):
            if form in self.units:
                return self.units[form]
        if last in self.things:
            return None
        short = len(lemma) < 6 and lemma.endswith(("er", "or"))
        return "person" if len(lemma) > 3 and not short and lemma.endswith(self.person_endings) else None


@functools.cache
def noun_words() -> NounWords:
    """Load the nouns that are counted."""
    raw: dict[str, Any] = load_yaml("quantities/nouns.yaml")
    named = {field.name for field in fields(NounWords)} - {"units"}
    sets: dict[str, Any] = {name: frozenset(raw[name]) for name in named}
    return NounWords(
        units={str(word): unit for unit, words in raw.items() if unit not in named for word in words},
        **sets
        | {
            "groups": {word: unit for unit, words in raw["groups"].items() for word in words},
            "pairs": raw["pairs"],
            "person_endings": tuple(raw["person_endings"]),
        },
    )
