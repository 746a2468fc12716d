"""Which events become rows of a table, and why the others do not.

A table of events is summed: a happening without a day cannot be put in any year, and two rows that tell the
same dead count them twice. Such events are left out, and named, so that whoever makes the table can look.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from variorum.data import load_yaml
from variorum.formats.choosing import bounds_of, choose_reading, most_of
from variorum.formats.codebook import Codebook
from variorum.formats.lookup import Known
from variorum.formats.sides import is_called_by_name
from variorum.model.record import Entry, Event
from variorum.model.value import Time

_LIVES_ON = ("injured", "missing")  # slots of people who are, for all that is said, not dead
_NEAR = 3  # days between what reports take for the day of one death: the night, the day of the news, the next


class LeftOut(NamedTuple):
    """An event of the right type that has no row: why, and the event whose row stands for it, if any."""

    event: str
    why: str
    row: str | None = None


class Picked(NamedTuple):
    """The events that a codebook has rows for, in the order of the record, and those left out of them."""

    events: tuple[Event, ...]
    left_out: tuple[LeftOut, ...]


def pick_events(known: Known, codebook: Codebook) -> Picked:
    """Choose the events that become rows.

    An event that nobody asserts (one only denied, planned or feared) is no row of any table of events, nor is
    one that falls short of a number; neither is named as left out, because the table is not about them.
    """
    rows = codebook.rows
    left: list[LeftOut] = []
    kept: list[Event] = []
    for event in known.record.events:
        if (rows.types is not None and event.type not in rows.types) or not known.is_asserted(event):
            continue
        lacking = [slot for slot in rows.needed if not _has(known, codebook, event, slot)]
        if not lacking:
            kept.append(event)
        elif not any(_is_number(codebook, slot) for slot in lacking):
            left.append(LeftOut(event.id, f"no {' and no '.join(lacking)} told"))
    if rows.parts == "drop":
        ids = {event.id for event in kept}
        wholes = {event.id: _whole_among(known, event, ids) for event in kept}
        left += [LeftOut(e.id, "part of another row", wholes[e.id]) for e in kept if wholes[e.id]]
        kept = [event for event in kept if not wholes[event.id]]
    if rows.once is not None:
        told = _told_twice(known, codebook, kept)
        left += [LeftOut(id_, "the same dead as another row", other) for id_, other in told.items()]
        kept = [event for event in kept if event.id not in told]
    return Picked(tuple(kept), tuple(left))


def _entry(known: Known, codebook: Codebook, event: Event, name: str) -> Entry | None:
    return known.entry(event.id, codebook.use_of(name).slot)


def _has(known: Known, codebook: Codebook, event: Event, name: str) -> bool:
    """Say whether an event has what a row needs: a number that is high enough, or any value of another slot.

    A number that one source gives counts although the row's own choice is a lower one: five dead whom the
    residents tell of are no reason for no row because the ministry says that nobody died.
    """
    entry = _entry(known, codebook, event, name)
    if entry is None:
        return False
    use = codebook.use_of(name)
    if _is_number(codebook, name):
        most = most_of(entry, known, use.policy or codebook.policy)
        return most is not None and most >= codebook.rows.least
    reading = choose_reading(entry, known, use.policy or codebook.policy)
    match reading.value if reading else None:
        case None:
            return False
        case Time(start=start):
            return start is not None
        case _:
            return True


def _is_number(codebook: Codebook, name: str) -> bool:
    slots = load_yaml("ontology/slots.yaml")["slots"]
    return slots[codebook.use_of(name).slot]["value"] in ("count", "measure")


def _whole_among(known: Known, event: Event, ids: set[str]) -> str | None:
    """Return the nearest event with a row that an event is part of, also through one that has none."""
    seen = {event.id}
    whole = event.part_of
    while whole is not None and whole not in seen:
        if whole in ids:
            return whole
        seen.add(whole)
        above = known.events.get(whole)
        whole = above.part_of if above else None
    return None


def _told_twice(known: Known, codebook: Codebook, events: Iterable[Event]) -> dict[str, str]:
    """Return the events whose dead, called by name, another row tells of already, each with that row.

    The row with the most dead is kept, then the one that most reports tell.
    """
    told: dict[str, str] = {}
    rows: dict[str, list[tuple[Event, int, frozenset[str]]]] = {}
    numbers = {event.id: _number(known, codebook, event) for event in events}
    for event in sorted(events, key=lambda e: (-numbers[e.id], -len(known.reports_of(e)), e.id)):
        names = frozenset(_names_of_dead(known, codebook, event)) if numbers[event.id] else frozenset()
        for other, number, dead in (row for name in sorted(names) for row in rows.get(name, ())):
            unnamed = max(0, number - len(dead))
            if len(names - dead) <= unnamed and _is_one_time(known, event, other):
                told.setdefault(event.id, other.id)
        if event.id not in told:
            for name in names:
                rows.setdefault(name, []).append((event, numbers[event.id], names))
    return told


def _number(known: Known, codebook: Codebook, event: Event) -> int:
    use = codebook.use_of(codebook.rows.once or "")
    entry = known.entry(event.id, use.slot)
    best = bounds_of(entry, known, use.policy or codebook.policy).best if entry else None
    return int(best or 0)


def _names_of_dead(known: Known, codebook: Codebook, event: Event) -> Iterator[str]:
    """Yield the names of those who died, else of all whom it befell and who are not said to live."""
    slot = codebook.use_of(codebook.rows.once or "").slot
    cells = known.entries.get(event.id, ())
    dead = [entry.of for entry in cells if entry.slot == slot and entry.of is not None]
    if not dead:
        living = {entry.of for entry in cells if entry.slot in _LIVES_ON}
        dead = [p.id for p in known.participants_of.get(event.id, ()) if "patient" in p.roles]
        dead = [id_ for id_ in dead if id_ not in living]
    for id_ in dead:
        someone = known.participants.get(id_ or "")
        if someone is not None and someone.type == "person" and is_called_by_name(someone.name):
            yield " ".join(someone.name.casefold().split())


def _is_one_time(known: Known, event: Event, other: Event) -> bool:
    """Say whether two events may be of one time: near days, or of one story where a day is not told."""
    one, two = (_days(known, e) for e in (event, other))
    if one is None or two is None:
        return event.story == other.story
    return (max(one[0], two[0]) - min(one[1], two[1])).days <= _NEAR


def _days(known: Known, event: Event) -> tuple[date, date] | None:
    entry = known.entry(event.id, "time")
    if entry is None or entry.preferred is None:
        return None
    match entry.readings[entry.preferred].value:
        case Time(start=str(start), end=str(end)):
            try:
                return date.fromisoformat(start[:10]), date.fromisoformat(end[:10])
            except ValueError:
                return None
        case _:
            return None
