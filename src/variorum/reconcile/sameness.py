"""When two values stand in one reading, when two names are one, and which of them is the narrowest.

Sameness is decided by a key made of one value alone. No third value can therefore join two readings, and
one more report never takes a reading away.
"""

import datetime
import re

from variorum.model.value import Actor, Count, Measure, Place, Text, Time, Value
from variorum.reconcile.numbers import key_of_number, narrowness_of_number
from variorum.reconcile.slots import SlotRule

Key = tuple[object, ...]
_ARTICLES = frozenset({"the", "a", "an"})
_PRECISION = {"point": 0, "district": 1, "city": 2, "region": 3, "country": 4, None: 5}
_WORD = re.compile(r"\w+")
_NAME = 2  # words of a full name
_VARIANT = 88  # of 100: "Tarn" and "Tarns" are one name, "ten" and "twelve" are not


def key_of(value: Value, rule: SlotRule) -> Key:
    """Return the key that all values of one reading share; its first part tells what is comparable at all.

    >>> from variorum.reconcile.slots import load_rules
    >>> rule = load_rules()["time"]
    >>> key_of(Time(start="2025-01-09T14:30", end="2025-01-09T14:30", timex=None), rule)
    ('time', '2025-01-09', '2025-01-09')
    """
    if isinstance(value, Count | Measure):
        return (unit_of(value, rule), *key_of_number(value))
    if isinstance(value, Time):
        return ("time", value.start and value.start[:10], value.end and value.end[:10])
    if isinstance(value, Place):
        return ("place", *_key_of_place(value))
    if isinstance(value, Actor):
        return ("actor", value.participant)
    return ("text", plain(value.text))


def unit_of(value: Value, rule: SlotRule) -> str:
    """Return the unit in which a value is counted; values of different units are never compared."""
    if isinstance(value, Count | Measure):
        return value.unit or rule.unit or ""
    return str(type(value).__struct_config__.tag)


def plain(words: str) -> str:
    """Return words without case, punctuation and articles.

    >>> plain("The Dasht  Front")
    'dasht front'
    """
    found = [word for word in _WORD.findall(words.casefold()) if word not in _ARTICLES]
    return " ".join(found) or words.casefold()


def last_word(name: str) -> str:
    """Return the last word of a name, "" where it has none."""
    return next(iter(name.split()[-1:]), "")


def are_variants(one: str, other: str) -> bool:
    """Say whether each word of the shorter name has a like word in the longer.

    >>> are_variants("the Front", "Dasht Front"), are_variants("ten years", "twelve years")
    (True, False)
    """
    from rapidfuzz import fuzz

    short, long = sorted((_words(one), _words(other)), key=len)
    return all(any(word == w or fuzz.ratio(word, w) >= _VARIANT for w in long) for word in short)


def _words(name: str) -> list[str]:
    """Return the first words of a name, cut so that no text makes comparing slow."""
    return [word[:40] for word in plain(name[:2000]).split()[:30]]


def _key_of_place(place: Place) -> Key:
    known = place.gazetteer_name
    offset = (place.offset.km, plain(place.offset.from_)) if place.offset else None
    if offset is not None and offset[0] is None and offset[1] in (plain(place.name), plain(known or "")):
        offset = None  # "near Sfax" and "in Sfax", without a distance, name one place
    if place.geonameid is not None:
        return (place.geonameid, offset)
    return (plain(known or place.name), place.country, place.admin1, offset)


def narrowness(value: Value) -> tuple[int, float]:
    """Rank a value by how narrow it is; the smaller the narrower.

    A time with the hour is narrower than the part of a day, that than the day, that than more days; a name of
    two words or more says more of somebody than a description; a town whose town is told than the town alone.
    """
    if isinstance(value, Count | Measure):
        return narrowness_of_number(value)
    if isinstance(value, Time):
        return _narrowness_of_time(value)
    if isinstance(value, Place):
        return (0 if value.offset else 1), _PRECISION[value.precision] - (0.5 if value.within else 0)
    if isinstance(value, Actor):
        words = value.name.split()
        return 0, float(len(words) < _NAME or not all(word[0].isupper() for word in words))
    return (0, 0) if isinstance(value, Text) else (1, 0)


def _narrowness_of_time(value: Time) -> tuple[int, float]:
    if value.start is None or value.end is None:
        return 4, 0
    days = _days_between(value.start[:10], value.end[:10])
    if days:
        return 3, days
    timed = "T" in value.start or "T" in value.end
    if not timed:
        part = value.timex or ""
        return (1, 0) if part[10:11] == "T" else (2, 0)
    return 0, float(value.start != value.end)


def _days_between(start: str, end: str) -> int:
    try:
        return (datetime.date.fromisoformat(end) - datetime.date.fromisoformat(start)).days
    except ValueError:
        return 0 if start == end else 1
