"""A value as a person types it: `at least 12`, `2025-01-09`, `Osk`, or the JSON of the record."""

import datetime
import re
from collections.abc import Iterable

import msgspec

from variorum.errors import ClaimError, UsageError
from variorum.model.record import Participant
from variorum.model.value import Actor, Count, Measure, Place, Text, Time, Value
from variorum.reconcile import refuse_value
from variorum.reconcile.slots import SlotRule, load_rules
from variorum.typed import spell_in_figures

_NUMBER = r"(\d{1,15}(?:\.\d{1,6})?)"
_RANGE = re.compile(rf"{_NUMBER} ?(?:-|to) ?{_NUMBER}")
_OPEN = re.compile(rf"(at least|up to|more than|fewer than|less than|about) {_NUMBER}")
_ONE = re.compile(_NUMBER)
_ID = re.compile(r"p-[0-9a-f-]{2,60}")
_AT = re.compile(r"(.{1,200}?) ?@ ?(-?\d{1,2}(?:\.\d{1,8})?), ?(-?\d{1,3}(?:\.\d{1,8})?)")


def read_value(slot: str, words: str, cast: Iterable[Participant] = ()) -> Value:
    """Read the value of a slot from what a person typed; `cast` are those who take part in the event.

    >>> read_value("killed", "at least 12")
    Count(low=12, high=None, unit='person', qualifier='at least')

    Raises `UsageError` E014 where it cannot be read, `ClaimError` where the slot cannot hold it: E601 beyond
    what is possible, E602 the end before the start, E603 no such slot, E604 another shape, E607 no such day.
    """
    rule = load_rules().get(slot)
    if rule is None:
        raise ClaimError("E603", f"no slot is called {slot}", do=f"slots: {', '.join(load_rules())}")
    value = _decode(words) if words.lstrip().startswith("{") else _read(rule, " ".join(words.split()), cast)
    refused = refuse_value(slot, value)
    if refused is not None:
        raise ClaimError(*refused, kept="nothing was written", do="look at the value again")
    return value


def _decode(words: str) -> Value:
    try:
        value: Value = msgspec.json.decode(words, type=Value)
        return value
    except (msgspec.DecodeError, UnicodeEncodeError) as error:
        raise _unread(words, str(error)) from error


def _read(rule: SlotRule, words: str, cast: Iterable[Participant]) -> Value:
    if not words:
        raise _unread(words, "it is empty")
    match rule.shape:
        case "count":
            low, high, qualifier = _read_bounds(words)
            return Count(_whole(low, words), _whole(high, words), rule.unit or "", qualifier)
        case "measure":
            return Measure(*_read_bounds(words)[:2], rule.unit, _read_bounds(words)[2])
        case "time":
            return _read_time(words)
        case "place":
            return _read_place(words)
        case "actor":
            return _find_actor(words, cast)
    return Text(words)


def _find_actor(words: str, cast: Iterable[Participant]) -> Actor:
    """Return the participant of this id or name; one that nobody has read yet has no id."""
    cast = tuple(cast)
    found = [p for p in cast if words in (p.id, p.name)]
    found = found or [p for p in cast if p.name.casefold() == words.casefold()]
    if not found and _ID.fullmatch(words):
        found = [p for p in cast if p.id.startswith(words)]
        if len(found) != 1:
            raise _unread(words, f"{len(found) or 'no'} participants have an id that begins so")
    return Actor(found[0].name, found[0].id) if found else Actor(words, "")


def _read_bounds(words: str) -> tuple[float | int | None, float | int | None, str | None]:
    words = spell_in_figures(words.lower()).replace(",", "")
    if found := _RANGE.fullmatch(words):
        return _number(found[1]), _number(found[2]), None
    if found := _OPEN.fullmatch(words):
        number, qualifier = _number(found[2]), found[1]
        step = 1 if isinstance(number, int) else 0
        return {
            "at least": (number, None, qualifier),
            "up to": (None, number, qualifier),
            "more than": (number + step, None, qualifier),
            "fewer than": (None, number - step, qualifier),
            "less than": (None, number - step, qualifier),
            "about": (number, number, qualifier),
        }[qualifier]
    if found := _ONE.fullmatch(words):
        return _number(found[1]), _number(found[1]), None
    raise _unread(words, "write 12, 3-5, at least 12, up to 12, more than 12, about 12")


def _number(digits: str) -> int | float:
    return float(digits) if "." in digits else int(digits)


def _whole(number: int | float | None, words: str) -> int | None:
    if isinstance(number, float):
        raise _unread(words, "people and things are counted whole")
    return number


def _read_time(words: str) -> Time:
    start, _, end = words.partition("/")
    for day in (start, end or start):
        try:
            datetime.datetime.fromisoformat(day)
        except ValueError as error:
            raise _unread(words, "write 2025-01-09, 2025-01-09T14:30, or 2025-01-09/2025-01-11") from error
    return Time(start, end or start, words)


def _read_place(words: str) -> Place:
    found = _AT.fullmatch(words)
    if not found:
        return Place(name=words)
    lat, lon = float(found[2]), float(found[3])
    if abs(lat) > 90 or abs(lon) > 180:
        raise ClaimError("E601", f"{lat}, {lon} is no place on earth", kept="nothing was written")
    return Place(name=found[1], lat=lat, lon=lon, precision="point")


def _unread(words: str, why: str) -> UsageError:
    what = f"{words[:80]!r} cannot be read as a value: {why}"
    return UsageError("E014", what, do="see `variorum decide --help`")
