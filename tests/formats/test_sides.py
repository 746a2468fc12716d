"""Who acted and against whom, in tables that name two actors: victims are no actors."""

import csv
import io

import msgspec
import pytest

from tests.formats.making import EMPTY, MONDAY, TARN, TWO, claim, entry, full, reading
from variorum.formats import export_record
from variorum.model.record import Event, Participant, Record
from variorum.model.value import Actor, Text

ACTED = (("agent", "Orvel Front", "group"),)


def told(kind: str, *cast: tuple[str, str, str]) -> Record:
    """Make the record of one event with those who take part: slot, name, type."""
    people = [
        Participant(id=f"p{n}", event="e1", name=name, type=sort, roles=(slot,), mentions=())  # type: ignore[arg-type]
        for n, (slot, name, sort) in enumerate(cast)
    ]
    values = [("type", Text(text=kind)), ("killed", TWO), ("place", TARN), ("time", MONDAY)]
    values += [(slot, Actor(name=name, participant=f"p{n}")) for n, (slot, name, _) in enumerate(cast)]
    claims = [claim(f"c{n}", slot, value, "two died") for n, (slot, value) in enumerate(values)]
    cells: dict[str, list[str]] = {}
    for made in claims:
        cells.setdefault(made.slot, []).append(made.id)
    value_of = {made.id: made.value for made in claims}
    entries = [entry(slot, *(reading(value_of[i], i) for i in ids)) for slot, ids in cells.items()]
    return msgspec.structs.replace(
        EMPTY,
        reports=full().reports,
        voices=full().voices,
        events=(Event(id="e1", type=kind, label=kind, story="s1", part_of=None, mentions=()),),
        participants=tuple(people),
        claims=tuple(claims),
        entries=tuple(entries),
    )


def sides(record: Record) -> tuple[str, str, str, str]:
    found = []
    for name, columns in (("ged", ("side_a", "side_b")), ("acled", ("actor1", "actor2"))):
        (row,) = csv.DictReader(io.StringIO(b"".join(export_record(record, name)).decode("utf-8-sig")))
        found += [row[column] for column in columns]
    return tuple(found)  # type: ignore[return-value]


@pytest.mark.parametrize("victims", ["four people", "a man", "14 people", "a bus"])
def test_victims_of_whom_nothing_is_said_are_no_second_side(victims: str) -> None:
    record = told("attack", *ACTED, ("patient", victims, "thing" if victims == "a bus" else "group"))
    assert sides(record) == ("Orvel Front", "", "Orvel Front", "")


@pytest.mark.parametrize("victims", ["nine villagers", "two school children", "worshippers at a mosque"])
def test_people_without_arms_are_civilians_of_the_country(victims: str) -> None:
    record = told("attack", *ACTED, ("patient", victims, "group"))
    assert sides(record) == ("Orvel Front", "Civilians", "Orvel Front", "Civilians (Norway)")


def test_a_crowd_is_of_protesters() -> None:
    record = told("shooting", ("agent", "police", "organisation"), ("patient", "two protesters", "group"))
    assert sides(record)[3] == "Protesters (Norway)"


@pytest.mark.parametrize("victims", ["three soldiers", "two police officers", "at least 4 gunmen"])
def test_the_armed_are_a_side_as_they_are_called(victims: str) -> None:
    record = told("attack", *ACTED, ("patient", "four people", "group"), ("patient", victims, "group"))
    assert sides(record) == ("Orvel Front", victims, "Orvel Front", victims)


def test_who_fought_each_other_are_two_sides() -> None:
    record = told("clash", *ACTED, ("agent", "Sel Brigade", "group"), ("patient", "two villagers", "group"))
    assert sides(record) == ("Orvel Front", "Sel Brigade", "Orvel Front", "Sel Brigade")


def test_a_bomb_is_no_actor() -> None:
    record = told("explosion", ("agent", "A bomb", "thing"), ("patient", "nine villagers", "group"))
    assert sides(record)[0] == ""
