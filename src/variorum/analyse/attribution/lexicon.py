"""The cue words and source words, read once from their data files."""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from variorum.data import load_yaml
from variorum.model.analysis import Modality, Stance


@dataclass(frozen=True, slots=True)
class Cues:
    """Cue words: each lemma, noun or phrase with the stance it gives its source."""

    verbs: Mapping[str, Stance]
    nouns: Mapping[str, Stance]
    phrases: Mapping[tuple[str, ...], Stance]
    adverbs: Mapping[str, Stance]
    object_verbs: frozenset[str]
    clause_only: frozenset[str]
    rumours: frozenset[str]
    citing: frozenset[str]
    own_nouns: frozenset[str]
    modality: Mapping[str, Modality]
    unwilling: frozenset[str]
    framing: Mapping[str, str]
    signs: frozenset[str]
    attitudes: frozenset[str]
    carriers: frozenset[str]
    publishers: frozenset[str]
    carried: frozenset[str]
    hearing: frozenset[str]
    vouching: frozenset[str]
    data: Mapping[str, Any]


@functools.cache
def load_cues() -> Cues:
    """Read the cue lexicon (`data/attribution/cues.yaml`)."""
    data = load_yaml("attribution/cues.yaml")
    verbs = _by_word(data["verbs"])
    return Cues(
        verbs=verbs,
        nouns=_by_word(data["nouns"]),
        phrases={
            tuple(phrase.replace("-", " - ").split()): stance
            for phrase, stance in _by_word(data["phrases"]).items()
        },
        adverbs=_by_word(data["adverbs"]),
        object_verbs=frozenset(data["object_verbs"]),
        clause_only=frozenset(data["clause_only"]),
        rumours=frozenset(data["rumours"]),
        citing=frozenset(data["citing"]),
        own_nouns=frozenset(data["own_phrases"]) | frozenset(data["own_views"]),
        modality=_by_word(data["modality"]),
        unwilling=frozenset(data["unwilling"]),
        framing=_by_word(data["framing"]),
        signs=frozenset(data["adverbs"]["asserts"])
        | frozenset(data["adverbs"]["hedges"])
        | frozenset(data["signs"]),
        attitudes=frozenset(data["attitudes"]),
        carriers=frozenset(data["carriers"]),
        publishers=frozenset(data["publishers"]),
        carried=frozenset(data["carried"]),
        hearing=frozenset(data["hearing"]),
        vouching=frozenset(data["vouching"]),
        data=data,
    )


@dataclass(frozen=True, slots=True)
class SourceWords:
    """Words that tell what kind of voice a source is."""

    articles: frozenset[str]
    courtesy: frozenset[str]
    titles: frozenset[str]
    fields: frozenset[str]
    realms: frozenset[str]
    arms: frozenset[str]
    persons: frozenset[str]
    occupations: frozenset[str]
    onlookers: frozenset[str]
    trades: frozenset[str]
    hidden: frozenset[str]
    documents: frozenset[str]
    ways: frozenset[str]
    outlets: frozenset[str]
    organisations: frozenset[str]
    speakers: frozenset[str]
    ranks: frozenset[str]
    rumours: frozenset[str]
    generic: frozenset[str]
    serving: frozenset[str]
    kin: frozenset[str]
    issued: frozenset[str]
    kinds: frozenset[str]
    life: frozenset[str]
    happenings: frozenset[str]
    collective: frozenset[str]
    joiners: frozenset[str]
    lawyers: frozenset[str]
    reporting: frozenset[str]
    numbered: frozenset[str]
    kinfolk: frozenset[str]
    pronouns: Mapping[str, str]


@functools.cache
def load_source_words() -> SourceWords:
    """Read the lexicon of sources (`data/attribution/sources.yaml`); occupations are persons too."""
    data = load_yaml("attribution/sources.yaml")
    sets = {name: frozenset(map(str, words)) for name, words in data.items() if name != "pronouns"}
    sets["persons"] |= sets["occupations"]
    return SourceWords(**sets, pronouns=_by_word(data["pronouns"]))


def _by_word(groups: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    # A word listed twice keeps its first group: the order in the file decides.
    out: dict[str, Any] = {}
    for group, words in groups.items():
        for word in words:
            out.setdefault(str(word), group)
    return out
