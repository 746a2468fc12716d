"""Values, claims, voices and copies judged by people."""

import pytest

from tests.deciding.making import ann, bob, cell, record_at
from variorum.api.sheet import read_sheet
from variorum.deciding.values import read_value
from variorum.errors import UsageError, VariorumError
from variorum.functions import decisions, explain_cell, export, why
from variorum.model.value import Count, Measure, Place, Time
from variorum.site import pages_of


def test_the_values_of_person_and_machine_are_both_shown(address: str) -> None:
    record = record_at(address, 1)
    event = record.events[0].id
    _, machine = cell(record, event, "killed")
    ann(record, "correct", event, "killed", "at least 55")
    assert cell(record, event, "killed")[1] == Count(55, None, "person", "at least")
    (entry,) = why(record, event, "killed")
    (before,) = entry.machine
    assert before.readings[before.preferred or 0].value == machine
    assert len(entry.line.readings) == len(before.readings) + 1
    assert [(d.by, d.why) for d in entry.decisions] == [("ann", "seen")]
    assert 'Shown is "at least 55 people": ann decided so' in explain_cell(record, entry)[-1]
    kinds = [line.split(b'"')[3] for line in export(record)]
    assert kinds[-2:] == [b"decision", b"machine"]


def test_a_corrected_value_that_no_report_gives_is_drawn_on_the_site(address: str) -> None:
    record = record_at(address, 1)
    ann(record, "correct", record.events[0].id, "killed", "at least 55")
    pages = {page: data.decode() for page, data in pages_of(record.lines)}
    (page,) = (data for name, data in pages.items() if name.startswith("events/"))
    assert "at least 55 people" in page
    assert "given by a person" in page


def test_a_correction_that_a_report_agrees_with_prefers_its_reading(address: str) -> None:
    record = record_at(address, 1)
    event = record.events[0].id
    (entry,) = why(record, event, "killed")
    other = next(i for i in range(2) if i != entry.line.preferred)
    ann(record, "correct", event, "killed", str(entry.line.readings[other].value.low))
    (now,) = why(record, event, "killed")
    assert now.line.preferred == other
    assert now.line.readings == entry.line.readings


def test_two_people_who_disagree_are_shown_and_neither_is_applied(address: str) -> None:
    record = record_at(address, 1)
    event = record.events[0].id
    before = cell(record, event, "killed")
    ann(record, "correct", event, "killed", "55")
    made = bob(record, "correct", event, "killed", "56")
    assert made.against == ("decision-1",)
    assert cell(record, event, "killed") == ("contested", None)
    assert before[1] is not None
    ann(record, "correct", event, "killed", "56")
    assert [d.status for d in decisions(record)] == ["replaced", "standing", "standing"]
    assert cell(record, event, "killed")[1] == Count(56, 56, "person")


def test_a_rejected_claim_stands_in_no_reading_and_stays_in_the_record(address: str) -> None:
    record = record_at(address, 1)
    event = record.events[0]
    claim = next(c for c in event.claims if c.line.slot == "killed" and c.line.report == "r0-3")
    ann(record, "reject", claim.id)
    readings = why(record, event.id, "killed")[0].line.readings
    assert claim.id not in {c for r in readings for c in r.claims}
    assert claim.id in {c.id for c in record.claims}
    assert why(record, event.id, "killed")[0].machine
    bob(record, "accept", claim.id)
    assert {d.status for d in decisions(record)} == {"conflicting"}


def test_an_accepted_claim_gives_the_value_shown(address: str) -> None:
    record = record_at(address, 1)
    (entry,) = why(record, record.events[0].id, "killed")
    other = next(r for i, r in enumerate(entry.line.readings) if i != entry.line.preferred)
    ann(record, "accept", other.claims[0])
    assert cell(record, record.events[0].id, "killed")[1] == other.value


def test_a_voice_gets_its_name_or_is_found_to_be_another(address: str) -> None:
    record = record_at(address)
    one, two = (voice.id for voice in record.voices)
    ann(record, "name", one, "Mara Quellen")
    assert record.voices[one].label == "Mara Quellen"
    ann(record, "name", two, one)
    assert [voice.id for voice in record.voices] == [one]
    assert {link.voice for c in record.claims for link in c.line.chain} == {one}


def test_a_report_marked_as_a_copy_shares_the_origin(address: str) -> None:
    record = record_at(address, 1)
    before = why(record, record.events[0].id, "place")[0].line.readings[0].origins
    ann(record, "copy", "r0-1", "r0-0")
    line = record.reports["r0-1"].line
    assert (line.copy_of, line.origin) == ("r0-0", "o-r0-0")
    assert {c.line.origin for c in record.reports["r0-1"].claims} == {"o-r0-0"}
    assert why(record, record.events[0].id, "place")[0].line.readings[0].origins == before - 1
    with pytest.raises(UsageError, match="E015"):
        ann(record, "copy", "r0-0", "r0-1")
    ann(record, "copy", "r0-1", "none")
    assert record.reports["r0-1"].line.origin == "o-r0-1"


def test_a_rating_is_kept_and_counts_nothing(address: str) -> None:
    record = record_at(address, 1)
    before = record.lines.entries
    assert ann(record, "rate", record.voices[0].id, "b2").text == "B2"
    assert ann(record, "rate", "Osk Post", "A1").about == ("Osk Post",)
    assert record.lines.entries == before


REFUSED = [
    (("correct", "e", "killed", "1000000000000"), "E601"),
    (("correct", "e", "age", "400"), "E601"),
    (("correct", "e", "killed", "-3"), "E014"),
    (("correct", "e", "killed", "3.5"), "E014"),
    (("correct", "e", "killed", "9-3"), "E602"),
    (("correct", "e", "killed", '{"type": "time", "start": null, "end": null, "timex": null}'), "E604"),
    (("correct", "e", "time", "2025-02-30"), "E014"),
    (("correct", "e", "time", "2025-03-02/2025-03-01"), "E602"),
    (("correct", "e", "place", "Osk @ 91, 10"), "E601"),
    (("correct", "e", "type", "party"), "E604"),
    (("correct", "e", "colour", "red"), "E603"),
    (("correct", "e", "killed"), "E015"),
    (("correct", "e-nowhere", "killed", "3"), "E011"),
    (("merge", "e", "e"), "E015"),
    (("split", "e", "r0-0", "r0-1", "r0-2", "r0-3"), "E015"),
    (("rate", "v", "G9"), "E015"),
    (("name", "v", " "), "E015"),
    (("undo", "7"), "E011"),
    (("banish", "e"), "E015"),
    (("reject", ""), "E011"),
]


def test_what_cannot_be_is_refused_and_nothing_written(address: str) -> None:
    record = record_at(address, 1)
    for words, code in REFUSED:
        with pytest.raises(VariorumError, match=code):
            ann(record, *words)
    assert decisions(record) == ()


@pytest.mark.parametrize(
    ("slot", "words", "value"),
    [
        ("killed", "1,200", Count(1200, 1200, "person")),
        ("killed", "3-5", Count(3, 5, "person")),
        ("killed", "more than 50", Count(51, None, "person", "more than")),
        ("age", "26", Measure(26, 26, "year")),
        ("time", "2025-01-09", Time("2025-01-09", "2025-01-09", "2025-01-09")),
        ("place", "Osk @ 12.5, -3", Place(name="Osk", lat=12.5, lon=-3.0, precision="point")),
        ("killed", '{"type":"count","low":4,"high":4,"unit":"person"}', Count(4, 4, "person")),
    ],
)
def test_a_value_is_read_as_a_person_writes_it(slot: str, words: str, value: object) -> None:
    assert read_value(slot, words) == value


def test_a_decision_needs_author_and_reason(address: str) -> None:
    from variorum.functions import decide

    record = record_at(address, 1)
    for by, reason in (("", "seen"), ("ann", " ")):
        with pytest.raises(UsageError, match="E015"):
            decide(record, "reject", record.claims[0].id, by=by, why=reason)


@pytest.mark.parametrize("by", ["publication", "receipt"])
def test_what_a_person_decided_is_not_known_before_that_day(address: str, by: str) -> None:
    record = record_at(address, 1)
    event = record.events[0].id
    before = cell(record.as_of("2026-01-01"), event, "killed")
    made = ann(record, "correct", event, "killed", "55")
    assert cell(record.as_of("2026-01-01"), event, "killed") == before
    assert cell(record.as_of(made.at[:10]), event, "killed")[1] == Count(55, 55, "person")


def test_the_page_of_a_past_day_shows_no_later_decision(address: str) -> None:
    record = record_at(address, 1)
    event = record.events[0].id
    _, before = cell(record, event, "killed")
    made = ann(record, "correct", event, "killed", "55")
    for day, value in (("2026-01-01", before), (made.at[:10], Count(55, 55, "person"))):
        sheet = read_sheet(record.archive, record.settings, event, day)
        entry = next(e for e in sheet.entries if e.slot == "killed" and e.of is None)
        assert entry.preferred is not None
        assert entry.readings[entry.preferred].value == value
