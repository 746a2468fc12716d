"""The two sides of an event, for tables that name actors: who acted, and against whom.

Victims are no actors. UCDP GED and ACLED enter the armed as they are called, people without arms as civilians
and crowds as protesters; where the words say neither ("four people", "a bus"), the second side is left empty.
"""

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from variorum.data import load_yaml
from variorum.formats.choosing import standing
from variorum.formats.lookup import Known
from variorum.model.record import Event
from variorum.model.value import Actor

_KINDS = ("armed", "ranks", "protesters", "civilians")
UNARMED = {"civilians": "Civilians", "protesters": "Protesters"}
_ENDS = re.compile(r",| (?:who|that|which|from|of|in|at|on|with|for|near|outside|inside|including|and|aged) ")
_CLASHES = frozenset({"clash"})


class Side(NamedTuple):
    """Somebody on the other side of an event, as worded, and of what kind."""

    name: str
    kind: str | None


def first_side(known: Known, event: Event) -> str | None:
    """Return who brought an event about, as worded; a bomb or a plane is nobody."""
    return next((name for name, kind in _actors(known, event, "agent") if kind != "thing"), None)


def second_side(known: Known, event: Event) -> Side | None:
    """Return against whom it was: the other side of a clash, else who is armed, else who is without arms."""
    first = first_side(known, event)
    if event.type in _CLASHES:
        fought = (name for name, kind in _actors(known, event, "agent") if kind != "thing")
        other = next((name for name in fought if name != first), None)
        if other is not None:
            return Side(other, "armed")
    befell = [
        Side(name, kind_of_side(name)) for name, kind in _actors(known, event, "patient") if kind != "thing"
    ]
    armed = next((s for s in befell if s.kind == "armed" and s.name != first), None)
    return armed or next((s for s in befell if s.kind in UNARMED), None)


def kind_of_side(name: str) -> str | None:
    """Say whether words call somebody `armed`, `civilians` or `protesters`; None where they do not say.

    >>> kind_of_side("three soldiers from Orvel"), kind_of_side("at least four people")
    ('armed', None)
    >>> kind_of_side("a school bus driver"), kind_of_side("two police officers")
    ('civilians', 'armed')
    """
    words = _ENDS.split(f"{name.casefold()} ")[0].split()
    if not words:
        return None
    *others, kind = (_kinds().get(_singular(word)) for word in words)
    if kind == "ranks":  # "two police officers", not "a school officer"
        return "armed" if "armed" in others else None
    return kind


def is_called_by_name(name: str) -> bool:
    """Say whether words are somebody's name of two words or more, and no description.

    >>> [is_called_by_name(words) for words in ("Ana de Orvel", "a 40-year-old man", "Local Man")]
    [True, False, False]
    """
    words = name.split()
    nameless: list[str] = load_yaml("codebooks/sides.yaml")["nameless"]
    return (
        len(words) > 1
        and words[0][0].isupper()
        and words[-1][0].isupper()
        and kind_of_side(name) is None
        and not {_singular(word.casefold()) for word in words} & {*nameless}
    )


def _actors(known: Known, event: Event, slot: str) -> Iterator[tuple[str, str]]:
    """Yield who stands in a slot, the preferred first, and what they are: `person`, `group`, `thing`, ..."""
    entry = known.entry(event.id, slot)
    if entry is None:
        return
    preferred = None if entry.preferred is None else entry.readings[entry.preferred]
    for reading in sorted(standing(entry, known), key=lambda r: r is not preferred):
        if isinstance(reading.value, Actor):
            someone = known.participants.get(reading.value.participant)
            yield reading.value.name, someone.type if someone else "person"


def _singular(word: str) -> str:
    word = word.strip("\"'“”’.,")
    irregular: dict[str, str] = load_yaml("codebooks/sides.yaml")["irregular"]
    if word in irregular or word in _kinds():
        return irregular.get(word, word)
    return word.removesuffix("s")


@functools.cache
def _kinds() -> dict[str, str]:
    words = load_yaml("codebooks/sides.yaml")
    return {word: kind for kind in _KINDS for word in words[kind]}
