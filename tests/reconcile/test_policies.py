import pytest

from tests.reconcile.building import day, people, told
from variorum.errors import UsageError
from variorum.model.value import Count
from variorum.reconcile import POLICIES, choose_preferred, reconcile


def crowd():
    return told(
        ("2024-05-01", people(400), "organisers"),
        ("2024-05-01", people(250), "police"),
        ("2024-05-02", people(300), "mayor"),
        ("2024-05-02", people(300), "council"),
        ("2024-05-03", people(100), "minister"),
        slot="participants",
    )


@pytest.mark.parametrize(("policy", "shown"), [("latest", 300), ("ucdp", 300), ("acled", 100), ("ibc", 300)])
def test_policy_shows_its_reading(policy, shown):
    telling = crowd()
    entry = reconcile(telling.claims, telling.scene, policy)[0]
    assert entry.readings[entry.preferred].value == people(shown)
    assert len(entry.readings) == 4


@pytest.mark.parametrize(
    ("policy", "low", "best", "high"),
    [("ucdp", 100, 300, 400), ("ibc", 300, 300, 400), ("acled", 100, 100, 100)],
)
def test_policy_gives_low_best_and_high(policy, low, best, high):
    telling = crowd()
    readings = reconcile(telling.claims, telling.scene)[0].readings
    choice = choose_preferred(readings, range(len(readings)), policy)
    shown = [readings[index].value for index in (choice.low, choice.best, choice.high)]
    assert shown == [people(low), people(best), people(high)]


def test_ucdp_takes_the_lower_of_two_numbers_that_are_as_well_witnessed():
    telling = told(("2024-05-01", people(9), "a"), ("2024-05-01", people(7), "b"), slot="aboard")
    entry = reconcile(telling.claims, telling.scene, "ucdp")[0]
    assert entry.readings[entry.preferred].value == people(7)


def test_superseded_reading_is_no_candidate_of_any_policy():
    telling = told(("2024-05-01", people(3), "a"), ("2024-05-02", people(9), "b"))
    for policy in POLICIES:
        entry = reconcile(telling.claims, telling.scene, policy)[0]
        assert entry.readings[entry.preferred].value == people(9)


def test_policies_of_numbers_choose_a_day_as_latest_does():
    telling = told(
        ("2024-05-02", day("2024-05-01"), "a"), ("2024-05-03", day("2024-05-02"), "b"), slot="time"
    )
    assert len({reconcile(telling.claims, telling.scene, policy) for policy in POLICIES}) == 1


def test_policies_of_numbers_choose_within_one_unit():
    flights, trains = (Count(low=n, high=n, unit=unit) for n, unit in ((30, "flight"), (12, "train")))
    telling = told(
        ("2024-05-01", flights, "a"),
        ("2024-05-01", flights, "b"),
        ("2024-05-01", trains, "c"),
        slot="cancelled",
    )
    entry = reconcile(telling.claims, telling.scene, "acled")[0]
    assert entry.readings[entry.preferred].value == flights


def test_every_policy_says_its_rule_and_an_unknown_one_is_a_named_error():
    assert all(policy.rule.endswith(".") for policy in POLICIES.values())
    with pytest.raises(UsageError, match="E020"):
        reconcile((), crowd().scene, "loudest")
