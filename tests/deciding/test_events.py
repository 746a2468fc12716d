"""Events merged and split by people."""

from tests.deciding.making import ann, bob, cell, record_at
from variorum.checking import check_archive
from variorum.functions import decisions, show
from variorum.model.value import Count
from variorum.opened import OpenRecord


def ids_of(record: OpenRecord) -> list[str]:
    return [event.id for event in record.events]


def test_merged_events_are_one_and_the_old_id_leads_to_it(address: str) -> None:
    record = record_at(address)
    one, two = ids_of(record)
    assert ann(record, "merge", one, two).status == "standing"
    assert ids_of(record) == [one]
    assert len(record.events[one].claims) == 36
    assert show(record, two).id == one
    assert {line.main_event for line in record.lines.reports} == {one}
    assert {m.event for m in record.machine_entries(one, "killed")} == {one, two}
    assert check_archive(record.archive).faults == ()


def test_a_decision_outlives_new_reports_and_can_be_undone(address: str) -> None:
    record = record_at(address)
    one, two = ids_of(record)
    before = record.lines
    ann(record, "merge", one, two)
    record = record_at(address, 1, first=5)
    assert len(record.events) == 2
    ann(record, "undo", "1")
    assert {one, two} < set(ids_of(record))
    assert [d.status for d in decisions(record)] == ["undone", "standing"]
    assert set(before.claims) < set(record.lines.claims)
    assert record.lines.machine == ()


def test_a_decision_on_an_id_that_was_merged_away_bears_on_what_it_is_now(address: str) -> None:
    record = record_at(address)
    one, two = ids_of(record)
    ann(record, "merge", one, two)
    made = bob(record, "correct", two, "killed", "99")
    assert made.about == (one,)
    assert cell(record, one, "killed")[1] == Count(99, 99, "person")


def test_reports_leave_an_event_for_one_of_their_own(address: str) -> None:
    record = record_at(address, 1)
    (event,) = ids_of(record)
    made = ann(record, "split", event, "r0-3")
    assert made.text in ids_of(record)
    new = record.events[made.text or ""]
    assert {c.line.report for c in new.claims} == {"r0-3"}
    assert {m.report for m in new.line.mentions} == {"r0-3"}
    assert "r0-3" not in {c.line.report for c in record.events[event].claims}
    people = {p.id: p.event for p in record.lines.participants}
    assert all(people[c.line.of] == c.line.event for c in record.claims if c.line.of)
    assert check_archive(record.archive).faults == ()
    ann(record, "undo", made.id)
    assert ids_of(record) == [event]


def test_who_splits_what_another_has_merged_contradicts_them(address: str) -> None:
    record = record_at(address)
    one, two = ids_of(record)
    ann(record, "merge", one, two)
    made = bob(record, "split", one, two)
    assert made.status == "conflicting"
    assert made.against == ("decision-1",)
    assert sorted(ids_of(record)) == sorted((one, two))  # neither is applied: the machine keeps them apart
    bob(record, "undo", "decision-1")
    assert [d.status for d in decisions(record)][:2] == ["undone", "idle"]


def test_a_founding_report_that_comes_late_moves_ids_and_decisions_follow(address: str) -> None:
    record = record_at(address, without="r0-0")
    before = ids_of(record)
    told = next(e.id for e in record.events if "r0-1" in {m.report for m in e.line.mentions})
    ann(record, "correct", told, "killed", "77")
    now = record_at(address)  # the earliest report of the first happening comes last
    assert told not in ids_of(now)
    (moved,) = set(ids_of(now)) - set(before)
    assert show(now, told).id == moved
    assert cell(now, moved, "killed")[1] == Count(77, 77, "person")
    assert decisions(now)[0].status == "standing"
