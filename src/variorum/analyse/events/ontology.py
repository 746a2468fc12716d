"""The event types and their triggers, compiled once from `ontology/events.yaml` for quick lookup."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from variorum.data import load_yaml
from variorum.errors import DataError


@dataclass(frozen=True, slots=True)
class EventType:
    """One type of the ontology: its family, rank among words for one happening, and the fate it tells."""

    name: str
    family: str
    rank: int
    is_outcome: bool = False
    follows: bool = False
    singly: bool = False
    is_mild: bool = False
    is_unset: bool = False
    is_nowhere: bool = False
    fate: str | None = None
    slots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trigger:
    """What a word or phrase may tell; `rest` are the lemmas that must follow a verb ("*" skips up to two).

    `words` are those of `rest` that a page must have for it.
    """

    type: EventType
    is_weak: bool = False
    rest: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()


class Ontology:
    """The types by name, and their triggers by the lemma that begins them."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.types: dict[str, EventType] = {}
        self.verbs: dict[str, Trigger] = {}
        self.nouns: dict[str, Trigger] = {}
        self.phrases: dict[str, list[Trigger]] = {}
        for name, entry in data["types"].items():
            self._add(name, entry)
        # The last words of nouns of two words.
        self.seconds = frozenset(noun.split()[-1] for noun in self.nouns if " " in noun)

    def _add(self, name: str, entry: Mapping[str, Any]) -> None:
        try:
            kind = EventType(
                name=name,
                family=entry["family"],
                rank=entry["rank"],
                is_outcome=entry.get("outcome", False),
                follows=entry.get("follows", False),
                singly=entry.get("singly", False),
                is_mild=entry.get("mild", False),
                is_unset=entry.get("unset", False),
                is_nowhere=entry.get("nowhere", False),
                fate=entry.get("fate"),
                slots=tuple(entry.get("slots", ())),
            )
        except KeyError as missing:
            raise DataError(
                "E321", f"event type {name!r} has no {missing}", where="ontology/events.yaml"
            ) from None
        self.types[name] = kind
        for verb in entry.get("verbs", ()):
            self.verbs[verb] = Trigger(kind)
        for verb in entry.get("weak", ()):
            self.verbs.setdefault(verb, Trigger(kind, is_weak=True))
        for noun in entry.get("nouns", ()):
            self.nouns[noun] = Trigger(kind)
        for noun in entry.get("weak_nouns", ()):
            self.nouns.setdefault(noun, Trigger(kind, is_weak=True))
        for phrase in entry.get("phrases", ()):
            first, *rest = phrase.split()
            trigger = Trigger(kind, rest=tuple(rest), words=frozenset(rest) - {"*"})
            self.phrases.setdefault(first, []).append(trigger)


@functools.cache
def load_ontology() -> Ontology:
    """Load the shipped ontology.

    >>> load_ontology().verbs["die"].type.name
    'kill'
    """
    return Ontology(load_yaml("ontology/events.yaml"))
