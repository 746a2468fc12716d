"""A few new reports linked with what they may bear on alone: near the exact record, which an export makes."""

import pytest

from shorts import make_shorts
from tests.deciding.making import ann, cell, record_at
from variorum import adding
from variorum.checking import check_archive
from variorum.functions import export
from variorum.model.value import Count
from variorum.opened import OpenRecord
from variorum.settings import Settings


@pytest.fixture(autouse=True)
def _hold_every_record_to_be_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "SMALL", 0)


def add_one(record: OpenRecord, name: str, happenings: int) -> None:
    """Add the report that was left out, as `add` does."""
    item = next(i for i in make_shorts(happenings) if i.report.id == name)
    record.archive.put_reports([item], adding.made_by(Settings()))
    adding.refresh(record.archive, Settings(), new=[name])
    record.reload()
    assert (record.archive.get_note("made_from") or "").endswith(adding.NEAR)


def test_a_new_report_joins_the_event_that_it_tells(address: str) -> None:
    record = record_at(address, 12, without="r3-2")
    before = {event.id for event in record.events}
    add_one(record, "r3-2", 12)
    assert {event.id for event in record.events} == before
    (told,) = {event.id for event in record.events if "r3-2" in {m.report for m in event.line.mentions}}
    assert {m.report for m in record.events[told].line.mentions} == {f"r3-{n}" for n in range(4)}
    assert check_archive(record.archive).faults == ()


def test_lines_beyond_what_a_new_report_bears_on_are_not_touched(address: str) -> None:
    record = record_at(address, 12, without="r3-2")
    (own,) = {event.id for event in record.events if "r3-1" in {m.report for m in event.line.mentions}}
    before = {e.id: e.line for e in record.events}
    add_one(record, "r3-2", 12)
    assert {
        e.id for e in record.events if e.line != before[e.id] and e.line.mentions != before[e.id].mentions
    } == {own}


def test_an_export_is_the_exact_record(address: str) -> None:
    record = record_at(address, 8, without="r3-2")
    add_one(record, "r3-2", 8)
    found = b"".join(export(record))
    assert (record.archive.get_note("made_from") or "").endswith("/latest")
    whole = record_at(":memory:", 8)
    assert found == b"".join(export(whole))


def test_decisions_hold_where_a_report_comes_near(address: str) -> None:
    record = record_at(address, 8, without="r3-2")
    (own,) = {event.id for event in record.events if "r3-1" in {m.report for m in event.line.mentions}}
    other = next(event.id for event in record.events if event.id != own)
    ann(record, "merge", other, own)
    ann(record, "correct", other, "killed", "77")
    add_one(record, "r3-2", 8)
    assert own not in {event.id for event in record.events}
    assert "r3-2" in {m.report for m in record.events[other].line.mentions}
    assert cell(record, other, "killed")[1] == Count(77, 77, "person")
    assert check_archive(record.archive).faults == ()
    ann(record, "undo", "1")
    assert "r3-2" in {m.report for m in record.events[own].line.mentions}
