"""Two wordings of what a deed was done with: which may be one thing, and which are two."""

import pytest

from tests.reconcile.building import Telling, told
from variorum.model.value import Text
from variorum.reconcile import reconcile


def one(telling: Telling):
    entries = reconcile(telling.claims, telling.scene)
    assert len(entries) == 1
    return entries[0]


def status_of_means(first: str, second: str) -> str:
    """Return how an entry stands where the police name one means and the mayor another."""
    pair = told(
        ("2024-05-01", Text(first), "police"), ("2024-05-01", Text(second), "mayor"), slot="instrument"
    )
    return one(pair).status


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a gun", "a loaded revolver"),
        ("a single gun", "a rifle"),
        ("a loaded weapon", "a shotgun"),
        ("a handgun", "stray bullets"),
        ("the weapon", "a kitchen knife"),
        ("a .40-caliber handgun", "a Glock"),
        ("a vehicle", "a yellow bus"),
        ("buses", "a vehicle"),
        ("knives", "a machete"),
        ("a blade", "axes"),
        ("lorries", "a vehicle"),
        ("AK-47s", "a gun"),
        ("an assault rifle", "an AK-47"),
        ("a 9mm", "a gun"),
        ("a semi-automatic", "a gun"),
        ("a firearm", "a machine gun"),
        ("a lorry", "a truck"),
        ("a cruiser", "a police car"),
        ("an explosive device", "a car bomb"),
    ],
)
def test_a_bare_word_for_a_sort_of_means_or_for_what_it_sends_contradicts_none_of_the_sort(first, second):
    assert status_of_means(first, second) == status_of_means(second, first) == "single"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a revolver", "a shotgun"),
        ("a gun", "a kitchen knife"),
        ("rubber bullets", "live rounds"),
        ("a nuclear weapon", "a gun"),
        ("chemical weapons", "a knife"),
        ("an assault weapon", "a knife"),
        ("a stun gun", "a rifle"),
        ("a toy gun", "a shotgun"),
        ("a nail gun", "a rifle"),
        ("a machine gun", "a pistol"),
        ("a machine gun", "a handgun"),
        ("tear gas rounds", "a pistol"),
        ("a mortar round", "a gun"),
        ("a car bomb", "a pipe bomb"),
        ("a car bomb", "a truck bomb"),
        ("an unmarked vehicle", "an armoured vehicle"),
        ("a military vehicle", "a taxi"),
        ("a knife and a gun", "a rifle"),
        ("a gun", "a knife and a rifle"),
    ],
)
def test_two_means_or_a_sort_with_a_word_of_its_own_contradict_each_other(first, second):
    assert status_of_means(first, second) == status_of_means(second, first) == "contested"


def test_who_first_tells_of_a_weapon_and_then_of_its_bullets_has_changed_nothing():
    telling = told(("2024-05-01", Text("the weapon"), "police"), slot="instrument")
    telling.claim(telling.report("r2", "2024-05-02"), Text("a stray bullet"), "police", slot="instrument")
    assert [reading.superseded_by for reading in one(telling).readings] == [None, None]
