"""When a value of the record is the one that a story asks for."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from variorum.model.value import Actor, Count, Measure, Place, Text, Time, Value

_WORD = re.compile(r"\w+")
_EMPTY = frozenset({"the", "a", "an", "of", "s"})


def words_of(name: str) -> frozenset[str]:
    """Return the words of a name without case, accents and articles."""
    flat = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in flat if not unicodedata.combining(c))
    return frozenset(_WORD.findall(plain)) - _EMPTY


def are_same_words(one: str, other: str) -> bool:
    """Say whether two wordings are one name: the same words, or all words of the shorter in the longer.

    >>> are_same_words("The coast guard", "Philippine Coast Guard")
    True
    """
    a, b = words_of(one), words_of(other)
    return bool(a and b) and (a <= b or b <= a)


def is_value(made: Value, wanted: Mapping[str, Any] | None) -> bool:
    """Say whether the record's value is the one wanted; parts that the story leaves out do not matter."""
    if wanted is None:
        return False
    if isinstance(made, Count | Measure):
        return "low" in wanted and (made.low, made.high) == (wanted["low"], wanted["high"])
    if isinstance(made, Time):
        return "start" in wanted and (_day(made.start), _day(made.end)) == (wanted["start"], wanted["end"])
    if isinstance(made, Place):
        names = (made.name, made.gazetteer_name or "", *(part for part in made.name.split(",")))
        return (
            "name" in wanted
            and any(are_same_words(name, wanted["name"]) for name in names)
            and wanted.get("country") in (None, made.country)
        )
    words = made.name if isinstance(made, Actor) else made.text if isinstance(made, Text) else ""
    return "text" in wanted and are_same_words(words, wanted["text"])


def _day(moment: str | None) -> str | None:
    return None if moment is None else moment[:10]
