import pytest

from tests.reconcile.building import Telling, day, people, person, told
from variorum.data import load_yaml
from variorum.errors import ClaimError
from variorum.model.record import Event, Voice
from variorum.model.value import Measure, Time
from variorum.reconcile import Scene, check_claim, doubts, reconcile, refused

IMPOSSIBLE = [
    ("killed", people(10**12), "E601"),
    ("killed", people(-1), "E601"),
    ("age", Measure(low=400, high=400, unit="year"), "E601"),
    ("magnitude", Measure(low=13, high=13, unit="magnitude"), "E601"),
    ("money", Measure(low=float("nan"), high=None, unit="USD"), "E601"),
    ("money", Measure(low=float("inf"), high=None, unit="USD"), "E601"),
    ("killed", people(9, 3), "E602"),
    ("time", day("2024-05-02", "2024-05-01"), "E602"),
    ("time", Time(start="2024-05-01T15:00", end="2024-05-01T14:00", timex=None), "E602"),
    ("weather", people(3), "E603"),
    ("place", people(3), "E604"),
    ("time", day("2024-02-31"), "E607"),
    ("time", day("2024-W01-1"), "E607"),
]


@pytest.mark.parametrize(("slot", "value", "code"), IMPOSSIBLE)
def test_impossible_value_is_a_named_error_and_stands_in_no_reading(slot, value, code):
    telling = told(("2024-05-01", value, "police"), slot=slot)
    telling.claim("r1", people(3), slot="injured")
    error = check_claim(telling.claims[0])
    assert isinstance(error, ClaimError)
    assert error.code == code
    assert refused(telling.claims)[0].code == code
    assert [entry.slot for entry in reconcile(telling.claims, telling.scene)] == ["injured"]


@pytest.mark.parametrize(
    ("slot", "value"),
    [
        ("time", Time(start="2024-05-01", end="2024-05-01T14:00", timex=None)),
        ("time", Time(start=None, end="2024-05-01", timex=None)),
        ("magnitude", Measure(low=-1.5, high=-1.5, unit="magnitude")),
        ("killed", people(0)),
        ("age", Measure(low=0.5, high=0.5, unit="year")),
    ],
)
def test_possible_value_is_no_error(slot, value):
    assert check_claim(told(("2024-05-01", value, "police"), slot=slot).claims[0]) is None


def test_claim_without_a_date_is_kept_and_named():
    telling = told((None, people(3), "police"))
    assert [error.code for error in doubts(telling.claims, telling.scene)] == ["E605"]
    assert reconcile(telling.claims, telling.scene)[0].readings[0].reports == 1


def test_an_undated_report_is_one_doubt_however_much_it_claims():
    telling = Telling()
    undated, dated = telling.report("r1", None), telling.report("r2", "2024-05-01")
    for report in (undated, undated, undated, dated):
        telling.claim(report, people(3))
    (doubt,) = doubts(telling.claims, telling.scene)
    assert str(doubt).startswith("E605 report r1: no date for 3 claims; no past day holds them")


def test_circles_are_named_and_voices_in_one_count_as_one_source():
    a, b = (
        Voice(id=one, name=one, type="person", anonymous=False, speaks_for=other)
        for one, other in (("a", "b"), ("b", "a"))
    )
    telling = Telling([a, b], [person("p", member_of="q"), person("q", member_of="p")])
    telling.claim(telling.report("r1", "2024-05-01"), people(3), "a")
    telling.claim(telling.report("r2", "2024-05-01"), people(3), "b")
    events = tuple(
        Event(id=one, type="attack", label="", story="s", part_of=other)
        for one, other in (("x", "y"), ("y", "x"))
    )
    scene = Scene(
        voices=telling.scene.voices,
        participants=telling.participants,
        events=events,
        reports=telling.reports,
    )
    messages = [str(error) for error in doubts(telling.claims, scene)]
    assert len(messages) == 3
    assert all(message.startswith("E606") for message in messages)
    assert reconcile(telling.claims, scene)[0].readings[0].terminal_sources == 1


def test_every_code_is_explained():
    explained = load_yaml("errors/reconcile.yaml")
    assert {code for _, _, code in IMPOSSIBLE} | {"E605", "E606", "E020"} == explained.keys()
