"""Which events have a row: nobody is counted twice, and what is left out is said."""

import csv
import io

import msgspec
import pytest

from tests.formats.making import FIVE, MONDAY, TWO, claim, entry, full, reading
from variorum.formats import export_record, left_out_of
from variorum.formats.sides import is_called_by_name
from variorum.model.record import Entry, Event, Participant, Record
from variorum.model.value import Count, Text, Time

NOBODY = Count(low=0, high=0, unit="person")
ONE = Count(low=1, high=1, unit="person")
TUESDAY = Time(start="2024-05-07", end="2024-05-07", timex="2024-05-07")
AUTUMN = Time(start="2024-10-01", end="2024-10-01", timex="2024-10-01")


def ids(record: Record, name: str = "ged") -> list[str]:
    rows = csv.DictReader(io.StringIO(b"".join(export_record(record, name)).decode("utf-8-sig")))
    return [row["id" if name == "ged" else "event_id_cnty"] for row in rows]


def death(id_: str, kind: str, dead: Count, day: Time | None, *names: str, story: str = "s1") -> Record:
    """Make the record of one event with those who died of it."""
    people = tuple(
        Participant(id=f"{id_}-{n}", event=id_, name=name, type="person", roles=("patient",))
        for n, name in enumerate(names)
    )
    values = [("type", Text(kind)), ("killed", dead), *([("time", day)] if day else [])]
    claims = [
        msgspec.structs.replace(claim(f"{id_}-{slot}", slot, value, "two died"), event=id_)
        for slot, value in values
    ]
    entries: list[Entry] = [
        msgspec.structs.replace(entry(c.slot, reading(c.value, c.id)), event=id_) for c in claims
    ]
    event = Event(id=id_, type=kind, label=kind, story=story, mentions=())
    return msgspec.structs.replace(
        full(), events=(event,), participants=people, claims=tuple(claims), entries=tuple(entries)
    )


def together(*records: Record) -> Record:
    joined = {
        name: tuple(line for record in records for line in getattr(record, name))
        for name in ("events", "participants", "claims", "entries")
    }
    return msgspec.structs.replace(full(), **joined, unresolved=())


@pytest.mark.parametrize("name", ["ged", "acled"])
def test_the_same_named_dead_of_near_days_have_one_row(name: str) -> None:
    record = together(
        death("e1", "shooting", TWO, MONDAY, "Ana Sel", "Odo Marn"),
        death("e2", "kill", ONE, TUESDAY, "Odo Marn", story="s2"),
        death("e3", "kill", ONE, None, "Ana Sel"),
    )
    assert ids(record, name) == ["e1"]
    told = {left.event: left.row for left in left_out_of(record, name)}
    assert told == {"e2": "e1", "e3": None}


def test_other_dead_and_other_days_keep_their_rows() -> None:
    record = together(
        death("e1", "shooting", ONE, MONDAY, "Odo Marn"),
        death("e2", "kill", ONE, MONDAY, "Ana Sel"),
        death("e3", "kill", ONE, AUTUMN, "Odo Marn"),
        death("e4", "shooting", ONE, MONDAY, "a 40-year-old man"),
        death("e5", "kill", ONE, MONDAY, "a 40-year-old man"),
    )
    assert ids(record) == ["e1", "e2", "e3", "e4", "e5"]


def test_a_row_that_names_one_more_dead_than_the_other_can_hold_stays() -> None:
    record = together(
        death("e1", "shooting", TWO, MONDAY, "Odo Marn", "Ana Sel"),
        death("e2", "shooting", TWO, MONDAY, "Odo Marn", "Ilse Varn"),
    )
    assert ids(record) == ["e1", "e2"]


def test_dead_whom_one_source_tells_of_have_a_row_though_another_denies_them() -> None:
    record = full()
    killed = entry("killed", reading(NOBODY, "c1"), reading(FIVE, "c2"), preferred=0, status="contested")
    cells = tuple(killed if e.slot == "killed" else e for e in record.entries)
    assert ids(msgspec.structs.replace(record, entries=cells)) == ["e1"]


def test_an_event_without_a_day_has_no_row_and_is_named() -> None:
    record = death("e1", "shooting", TWO, None)
    assert ids(record) == ids(record, "acled") == []
    assert [(left.event, left.why) for left in left_out_of(record, "ged")] == [("e1", "no time told")]
    assert left_out_of(record, "csv") == ()


def test_a_part_of_a_part_is_not_counted_beside_the_whole() -> None:
    whole, part, least = (death(id_, "attack", ONE, MONDAY) for id_ in ("e1", "e2", "e3"))
    record = together(whole, part, least)
    parts = tuple(
        msgspec.structs.replace(event, part_of=of, type="kill" if of is None else event.type)
        for event, of in zip(record.events, (None, "e1", "e2"), strict=True)
    )
    without_killed = tuple(e for e in record.entries if (e.event, e.slot) != ("e2", "killed"))
    assert ids(msgspec.structs.replace(record, events=parts, entries=without_killed)) == ["e1"]


@pytest.mark.parametrize("words", ["Local Man", "The Second Victim", "a man", "Odo", "Police Officers", ""])
def test_a_description_is_nobodys_name(words: str) -> None:
    assert not is_called_by_name(words)
