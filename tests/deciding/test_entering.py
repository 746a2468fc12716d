"""Participants that a person enters, voices called by name, numbers in words, and what is refused."""

import pytest

from tests.deciding.making import ann, bob, cell, record_at
from variorum.checking import check_archive
from variorum.errors import UsageError
from variorum.formats import export_record
from variorum.functions import decisions, explain_cell, show, why
from variorum.model.value import Actor, Count
from variorum.site import pages_of


def test_who_is_entered_takes_part_as_long_as_the_decision_stands(address: str) -> None:
    record = record_at(address, 1)
    event = record.events[0].id
    made = ann(record, "correct", event, "agent", "river bandits")
    assert isinstance(made.value, Actor)
    (entered,) = (p for p in record.lines.participants if p.id == made.value.participant)
    assert (entered.name, entered.type, entered.roles, entered.mentions) == (
        "river bandits",
        "group",
        ("agent",),
        (),
    )
    assert cell(record, event, "agent")[1] == made.value
    assert check_archive(record.archive).faults == ()
    pages = dict(pages_of(record.lines))
    assert any(b"river bandits" in page for page in pages.values())
    for name in ("jsonl", "csv", "ftm", "jsonld", "statements", "ged"):
        b"".join(export_record(record.lines, name))
    ann(record, "undo", made.id)
    assert made.value.participant not in {p.id for p in record.lines.participants}


def test_two_people_who_enter_one_name_agree(address: str) -> None:
    record = record_at(address, 1)
    event = record.events[0].id
    one, two = (who(record, "correct", event, "agent", "river bandits") for who in (ann, bob))
    assert one.value == two.value
    assert {d.status for d in decisions(record)} == {"standing"}


def test_what_is_said_of_one_who_is_no_longer_entered_is_idle(address: str) -> None:
    record = record_at(address, 1)
    event = record.events[0].id
    made = ann(record, "correct", event, "patient", "person: ana osk")
    assert made.text == "person"
    ann(record, "correct", event, "age", "26", of="ana osk")
    ann(record, "undo", made.id)
    assert [d.status for d in decisions(record)] == ["undone", "idle", "standing"]


def test_numbers_may_be_written_in_words(address: str) -> None:
    record = record_at(address, 1)
    ann(record, "correct", record.events[0].id, "killed", "at least eighty-five")
    assert cell(record, record.events[0].id, "killed")[1] == Count(85, None, "person", "at least")


def test_voice_is_rated_and_named_by_its_name(address: str) -> None:
    record = record_at(address)
    voice = record.voices[0]
    alike = [v for v in record.voices if v.line.name == voice.line.name]
    if len(alike) == 1:
        assert ann(record, "rate", voice.line.name.upper(), "B2").about == (voice.id,)
    else:
        with pytest.raises(UsageError, match=voice.id):
            ann(record, "rate", voice.line.name, "B2")
    ann(record, "name", voice.id, "Mara Quellen")
    assert ann(record, "rate", "mara quellen", "B2").about == (voice.id,)
    with pytest.raises(UsageError, match="no voice"):
        ann(record, "rate", "nobody of this name", "B2")


def test_what_is_undone_cannot_be_undone_again_but_brought_back(address: str) -> None:
    record = record_at(address, 1)
    ann(record, "correct", record.events[0].id, "killed", "55")
    ann(record, "undo", "1")
    with pytest.raises(UsageError, match="undone already, by decision-2"):
        ann(record, "undo", "1")
    ann(record, "undo", "2")
    assert cell(record, record.events[0].id, "killed")[1] == Count(55, 55, "person")


def test_two_keepers_leave_a_table_without_a_number_and_say_so(address: str) -> None:
    record = record_at(address, 1)
    event = record.events[0].id
    assert b"Check" in b"".join(export_record(record.lines, "ged"))
    ann(record, "correct", event, "killed", "55")
    assert b"decided by people: killed" in b"".join(export_record(record.lines, "ged"))
    bob(record, "correct", event, "killed", "56")
    assert event.encode() not in b"".join(export_record(record.lines, "ged"))
    (entry,) = why(record, event, "killed")
    assert "No value is shown until one of them is undone" in explain_cell(record, entry)[-1]
    assert show(record, event).entries
