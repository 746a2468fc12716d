"""The words that tell what befell those who are counted, as data."""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from variorum.analyse.quantities.lexicon import Phrases, index, split
from variorum.data import load_yaml

SIDES = "^*>"  # marks before the slot in the meaning of a run
Run = tuple[tuple[str, ...], int, str]


class RunsBeside(NamedTuple):
    """Runs of words that have one word: those of it alone, and the others by the word after or before it."""

    alone: list[Run]
    after: dict[str, list[Run]]
    before: dict[str, list[Run]]

    def slots(self) -> Iterable[str]:
        """Yield the slots that the runs tell."""
        tables = [self.alone, *self.after.values(), *self.before.values()]
        return (meaning.lstrip(SIDES) for rows in tables for _, _, meaning in rows)


@dataclass(frozen=True, slots=True)
class FateWords:
    """Words that say what befell those who are counted; each table gives the slots in order.

    `phrases` is keyed by the first word, `runs` by the rarest with its place; their meaning is the slot,
    preceded by `^` where it befalls the object, `*` either, `>` only the noun that it governs.
    """

    objects: Mapping[str, tuple[str, ...]]
    subjects: Mapping[str, tuple[str, ...]]
    states: Mapping[str, tuple[str, ...]]
    nouns: Mapping[str, str]
    phrases: Phrases
    runs: Mapping[str, RunsBeside]
    for_things: frozenset[str]
    for_all: frozenset[str]
    toll_nouns: Mapping[str, str]
    total_verbs: frozenset[str]
    total_words: frozenset[str]
    total_phrases: Phrases
    scope: Phrases
    telling_nouns: frozenset[str]
    linking: frozenset[str]
    police: frozenset[str]
    doers: frozenset[str]
    wounds: frozenset[str]
    hospitals: frozenset[str]
    bearing: frozenset[str]
    arriving: frozenset[str]
    suffering: frozenset[str]
    breaking: frozenset[str]
    custody: frozenset[str]
    always_transitive: frozenset[str]
    aiming: frozenset[str]
    numbers_of_people: frozenset[str]
    irregular: Mapping[str, str]
    pasts: frozenset[str]
    naming: frozenset[str]
    saying: frozenset[str]
    costing: frozenset[str]
    giving: frozenset[str]
    calamities: frozenset[str]
    counting: frozenset[str]
    hedges: frozenset[str]
    leads: frozenset[str]
    exceeding: frozenset[str]
    equating: frozenset[str]
    after_more: frozenset[str]
    soldiers: frozenset[str]
    moving: frozenset[str]
    sending: frozenset[str]
    diseases: frozenset[str]
    sickening: frozenset[str]
    carriers: frozenset[str]
    passengers: frozenset[str]
    captors: frozenset[str]
    takers: frozenset[str]
    captives: frozenset[str]
    made_so: frozenset[str]
    lives: frozenset[str]
    placing: frozenset[str]
    staying: frozenset[str]
    leading: frozenset[str]
    striking: frozenset[str]
    leaving: frozenset[str]
    waters: frozenset[str]
    reckoning: frozenset[str]
    whereabouts: Mapping[str, tuple[tuple[str, frozenset[str]], ...]]


def _by_rarest_word(phrases: Iterable[tuple[str, str]], common: frozenset[str]) -> Mapping[str, RunsBeside]:
    """Return phrases by their longest word that is not common, then by the word after (or before) it, with
    its place in them and the meaning."""
    table: dict[str, RunsBeside] = {}
    for phrase, meaning in phrases:
        words = split(phrase)
        place = max(range(len(words)), key=lambda k: (words[k] not in common, len(words[k])))
        beside, row = table.setdefault(words[place], RunsBeside([], {}, {})), (words, place, meaning)
        if len(words) == 1:
            beside.alone.append(row)
        elif place + 1 < len(words):
            beside.after.setdefault(words[place + 1], []).append(row)
        else:
            beside.before.setdefault(words[place - 1], []).append(row)
    return table


def _runs(fates: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """Yield runs of words with their meaning; one listed for subject and object is for either."""
    for slot, words in fates.items():
        sides: dict[str, set[str]] = {}
        for row in words["phrases"]:
            sides.setdefault(row.lstrip("^*> "), set()).add(row[0] if row[0] in SIDES else "")
        for phrase, found in sides.items():
            either = len(found) > 1 and ">" not in found
            yield from ((phrase, f"{side}{slot}") for side in (["*"] if either else sorted(found)))


def _slots_by_word(fates: Mapping[str, Any], part: str) -> Mapping[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for slot, words in fates.items():
        for word in words[part]:
            table[word] = (*table.get(word, ()), slot)
    return table


def _by_place(rows: Iterable[Mapping[str, Any]]) -> Mapping[str, tuple[tuple[str, frozenset[str]], ...]]:
    """Return by the noun of a place the fates of those who are there, each with its prepositions."""
    table: dict[str, tuple[tuple[str, frozenset[str]], ...]] = {}
    for row in rows:
        for place in row["places"]:
            table[place] = (*table.get(place, ()), (row["slot"], frozenset(row["leading"])))
    return table


_FATE_SETS = (
    "telling_nouns",
    "linking",
    "police",
    "doers",
    "wounds",
    "hospitals",
    "bearing",
    "arriving",
    "suffering",
    "breaking",
    "custody",
    "always_transitive",
    "aiming",
    "numbers_of_people",
    "pasts",
    "naming",
    "saying",
    "costing",
    "giving",
    "calamities",
    "counting",
    "hedges",
    "leads",
    "exceeding",
    "equating",
    "after_more",
    "soldiers",
    "moving",
    "sending",
    "diseases",
    "sickening",
    "carriers",
    "passengers",
    "captors",
    "takers",
    "captives",
    "made_so",
    "lives",
    "placing",
    "staying",
    "striking",
    "leaving",
    "waters",
    "reckoning",
)


@functools.cache
def fate_words() -> FateWords:
    """Load the words for fates."""
    raw: dict[str, Any] = load_yaml("quantities/fates.yaml")
    fates = raw["fates"]
    phrases = list(_runs(fates))
    return FateWords(
        objects=_slots_by_word(fates, "objects"),
        subjects=_slots_by_word(fates, "subjects"),
        states=_slots_by_word(fates, "states"),
        nouns={noun: slot for slot, words in reversed(fates.items()) for noun in words["nouns"]},
        phrases=index(phrases, by=0),
        runs=_by_rarest_word(phrases, frozenset(raw["common"])),
        for_things=frozenset(slot for slot, words in fates.items() if words.get("applies") == "things"),
        for_all=frozenset(slot for slot, words in fates.items() if words.get("applies") == "any"),
        toll_nouns=raw["toll_nouns"],
        total_verbs=frozenset(raw["total_verbs"]),
        total_words=frozenset(raw["total_words"]),
        total_phrases=index(((w, w) for w in raw["total_phrases"]), by=0),
        scope=index(((w, w) for w in raw["scope"]), by=0),
        irregular=raw["irregular"],
        whereabouts=_by_place(raw["whereabouts"]),
        leading=frozenset(word for row in raw["whereabouts"] for word in row["leading"]),
        **{name: frozenset(raw[name]) for name in _FATE_SETS},
    )
