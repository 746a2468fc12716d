"""What people read: why an entry says what it says, and what changed between two days."""

from tests.reconcile.building import Telling, day, people, person, told
from variorum.model.record import Voice
from variorum.model.value import Measure, Text
from variorum.reconcile import diff_entries, explain_entry, limit_to, reconcile, say_change
from variorum.reconcile.saying import say_value
from variorum.wording import word_standing


def why(telling: Telling, index: int = 0) -> str:
    entry = reconcile(telling.claims, telling.scene)[index]
    return "\n".join(explain_entry(entry, telling.claims, telling.scene))


def test_conflict_is_told_with_both_readings_and_their_sources():
    text = why(
        told(("2024-05-01", people(61), "guard"), ("2024-05-03", people(64), "company"), slot="aboard")
    )
    assert '"61 people" and "64 people" cannot both be true' in text
    assert "1 terminal source: guard." in text
    assert 'Shown is "64 people": it was carried later.' in text


def test_each_way_of_superseding_is_told():
    moved = told(("2024-05-01", people(3), "a"), ("2024-05-02", people(5), "b"))
    assert "is a toll still open, which rises with time" in why(moved)
    lowered = told(("2024-05-01", people(5), "a"), ("2024-05-02", people(3), "a"))
    assert "a gave both, the second later" in why(lowered)
    passed = told(
        ("2024-05-01", Text(text="critical condition"), "a"),
        ("2024-05-02", Text(text="stable condition"), "b"),
        slot="condition",
    )
    assert "condition tells how things stand at the moment" in why(passed)
    corrected = told(("2024-05-01", people(5), "a"))
    report = corrected.report("r2", "2024-05-02")
    corrected.claim(report, people(3), "b", words="Three died, not five as was reported.")
    assert '("not five as was reported")' in why(corrected)


def test_denial_retraction_fear_and_unit_are_told():
    telling = told(("2024-05-01", people(5), "police"))
    telling.claim(telling.report("r2", "2024-05-02"), people(5), "army", polarity="denied", stance="denies")
    telling.claim("r2", people(40), "mayor", modality="feared")
    text = why(telling)
    assert "is denied by army" in text
    assert '"40 people" is feared, so it is not held against what is asserted' in text
    taken = told(("2024-05-01", people(5), "police"))
    taken.claim(taken.report("r2", "2024-05-02"), people(5), "police", polarity="denied", stance="retracts")
    assert "was taken back by police, who gave it" in why(taken)


def test_derived_number_is_told_with_its_parts():
    telling = Telling(participants=[person("Anna Vel"), person("Bo Harrit")])
    report = telling.report("r1", "2024-05-01")
    for name in ("Anna Vel", "Bo Harrit"):
        telling.claim(report, people(1), of=name)
    assert "it is the count of Anna Vel, Bo Harrit" in why(telling)


def test_unnamed_source_is_told_as_a_range():
    unnamed = Voice(id="u", name="an official", type="person", anonymous=True)
    telling = Telling([unnamed])
    telling.claim(telling.report("r1", "2024-05-01"), people(5), "u")
    telling.claim(telling.report("r2", "2024-05-01"), people(5), "police")
    assert "on the word of 1 to 2 terminal sources: police, an official" in why(telling)


def test_difference_names_the_cell_both_values_and_whose_report_it_was():
    telling = told(("2024-05-01", people(3), "police"), ("2024-05-02", people(5), "hospital"))
    telling.claim("r2", people(9), "hospital", slot="injured")
    before = reconcile(*limit_to(telling.claims, telling.scene, "2024-05-01"))
    after = reconcile(telling.claims, telling.scene)
    changes = diff_entries(before, after, telling.claims, telling.scene)
    assert [(change.slot, change.what) for change in changes] == [("injured", "new"), ("killed", "value")]
    assert changes[1].reports == ("r2",)
    assert say_change(changes[1]) == (
        "e1 killed: 3 people (single) -> 5 people (revised), by Outlet r2 on the word of hospital"
    )
    assert diff_entries(after, after, telling.claims, telling.scene) == ()


def test_cell_that_is_gone_and_one_with_more_witnesses_are_told():
    telling = told(("2024-05-01", people(3), "police"), ("2024-05-02", people(3), "police"))
    entries = reconcile(telling.claims, telling.scene)
    fewer = reconcile(*limit_to(telling.claims, telling.scene, "2024-05-01"))
    assert [c.what for c in diff_entries(entries, (), telling.claims, telling.scene)] == ["gone"]
    assert [c.what for c in diff_entries(fewer, entries, telling.claims, telling.scene)] == ["status"]


def test_values_are_said_in_a_few_words():
    said = {
        say_value(value)
        for value in (
            people(1),
            people(24, None, "dozens"),
            people(None, 49, "fewer than"),
            people(300, 300, "about"),
            day("2024-05-01"),
            Measure(low=5.9, high=5.9, unit="magnitude"),
            Measure(low=2000000, high=2000000, unit="USD"),
        )
    }
    assert said == {
        "1 person",
        "dozens (24 or more) people",
        "fewer than (49 or less) people",
        "about 300 people",
        "2024-05-01",
        "5.9 magnitude",
        "2,000,000 USD",
    }


def test_receipt_and_publication_are_two_pasts():
    telling = Telling()
    telling.claim(telling.report("r1", "2024-05-01", received="2024-05-09T08:00:00Z"), people(3))
    assert len(limit_to(telling.claims, telling.scene, "2024-05-02")[0]) == 1
    assert limit_to(telling.claims, telling.scene, "2024-05-02", "receipt")[0] == ()
    assert len(limit_to(telling.claims, telling.scene, "2024-05-09", "receipt")[0]) == 1


def test_difference_tells_a_reading_that_came_from_a_witness_more():
    telling = told(("2024-05-01", people(3), "police"), ("2024-05-02", people(3), "police"))
    telling.claim(telling.report("r3", "2024-05-01"), people(8), "guard", slot="aboard")
    telling.claim(telling.report("r4", "2024-05-02"), people(8), "guard", slot="aboard", modality="feared")
    telling.claim("r4", people(9), "guard", slot="aboard", modality="feared")
    before = reconcile(*limit_to(telling.claims, telling.scene, "2024-05-01"))
    after = reconcile(telling.claims, telling.scene)
    changes = {c.slot: c for c in diff_entries(before, after, telling.claims, telling.scene)}
    assert changes["aboard"].what == "readings"
    assert changes["aboard"].came == (people(9),)
    assert changes["killed"].came == changes["killed"].went == ()


def test_who_gives_the_hour_of_a_day_on_which_all_agree_is_told():
    hour, whole = day("2024-05-01T14:30"), day("2024-05-01")
    telling = told(("2024-05-01", hour, "police"), ("2024-05-01", whole, "mayor"), slot="time")
    (entry,) = reconcile(telling.claims, telling.scene)
    assert "They agree on the day; the hour is from police." in why(telling)
    claims = {claim.id: claim for claim in telling.claims}
    assert word_standing(entry.readings[0], claims).endswith("2 sources, the hour from 1 report")
    agreed = told(("2024-05-01", hour, "police"), ("2024-05-01", hour, "mayor"), slot="time")
    assert "the hour" not in why(agreed)


def test_what_is_denied_of_any_is_said_so_and_explained_once():
    assert say_value(people(1, None, "any")) == "any people"
    telling = told(("2024-05-01", people(2), "police"), ("2024-05-01", people(5), "hospital"))
    any_ = people(1, None, "any")
    telling.claim(telling.report("r3", "2024-05-02"), any_, "army", polarity="denied", stance="denies")
    text = why(telling)
    assert '"2 people" is denied by army' in text
    assert '"5 people" is denied by army' in text
