"""Who only suffers, or only finds and tells, is not said to have done it."""

import pytest

from tests.analyse.events.happenings import analysed, read
from variorum.model.value import Actor


def told_of(text: str, role: str) -> set[str]:
    fillings = [f for event in read(text).events for f in event.fillings if f.slot == role]
    return {f.value.name for f in fillings if isinstance(f.value, Actor)}


@pytest.mark.parametrize(
    ("told", "sufferer"),
    [
        ("A clerk was shot in Kelvar on Monday. Two guards also suffered serious injuries.", "Two guards"),
        ("Pim Orlan shot a clerk in Kelvar on Monday. Ada Brell sustained a gunshot wound.", "Ada Brell"),
        ("A shooting in Kelvar on Monday left one man dead and three others wounded.", "three others"),
        ("The two victims found dead in Kelvar on Monday were farmers.", "The two victims"),
        ("Kira Holt was jailed after Bram Tolle, 23, died on Sunday in Kelvar.", "Bram Tolle"),
        ("Two died in Kelvar on Monday. Upon arrival officers found a clerk with gunshot wounds.", "a clerk"),
    ],
)
def test_whoever_suffers_it_has_not_done_it(told, sufferer):
    assert sufferer in told_of(told, "patient")
    assert sufferer not in told_of(told, "agent")


def test_whoever_finds_or_pronounces_somebody_dead_has_not_killed():
    assert not told_of("Guards found the 17-year-old dead in a barn in Kelvar on Monday.", "agent")
    assert not told_of("At 2:05 on Monday a coroner pronounced Pim Orlan dead.", "agent")


def test_officers_locate_the_wounded_and_are_not_wounded():
    told = "A clerk was shot in Kelvar on Monday. Upon arrival officers located a woman with gunshot wounds."
    assert "a woman" in told_of(told, "patient")
    assert not any("officers" in name for name in told_of(told, "patient"))


def test_the_man_whom_they_say_shot_others_shot_them():
    told = "Police arrested Pim Orlan, 23, the other man they say shot five people in Kelvar on Monday."
    assert "the other man" in told_of(told, "agent")
    assert "Police" not in {
        f.value.name
        for event in read(told).events
        if event.type == "shooting"
        for f in event.fillings
        if isinstance(f.value, Actor)
    }


def test_who_is_so_old_goes_without_the_verb_behind_it():
    told = "A 3-year-old was shot in Kelvar on Monday. The 3-year-old remains hospitalized at Brell."
    assert "The 3-year-old remains" not in told_of(told, "patient")


def test_whoever_was_not_fatally_wounded_was_hurt():
    (event,) = read("A 3-year-old child was shot in Kelvar on Monday, but was not fatally wounded.").events
    assert any(f.slot == "injured" and f.polarity == "affirmed" for f in event.fillings)


def test_junior_is_nobody_of_his_own():
    told = "Marvin Orlan, Jr., 30, was shot dead in Kelvar on Monday. Orlan, Jr. died at the scene."
    happenings = read(told)
    assert {p.name for p in happenings.participants if "Jr" in p.name} <= {"Marvin Orlan, Jr."}
    ages = [f for event in happenings.events for f in event.fillings if f.slot == "age"]
    assert [happenings.participants[f.of].name for f in ages if f.of is not None] == ["Marvin Orlan"]


@pytest.mark.parametrize(
    ("told", "teller"),
    [
        ("Dell police say a Kelvar man accused of theft has been shot and killed.", "Dell police"),
        ("Guards are investigating the Sunday afternoon shooting death of a clerk in Kelvar.", "Guards"),
    ],
)
def test_whoever_tells_or_looks_into_a_shooting_has_no_part_in_it(told, teller):
    shootings = [e for e in read(told).events if e.type in ("shooting", "kill")]
    assert shootings
    assert teller not in {f.value.name for e in shootings for f in e.fillings if isinstance(f.value, Actor)}


def test_whoever_a_shooting_left_injured_suffered():
    told = (
        "Officials in Kelvar named two victims killed during a shooting spree that left two guards injured."
    )
    assert "two guards" in told_of(told, "patient")
    assert "two victims" not in told_of(told, "agent")


def test_whoever_is_tried_or_operated_on_does_neither():
    assert told_of("Pim Orlan went on trial in Kelvar on Monday.", "agent") == set()
    assert "Pim Orlan" in told_of("Pim Orlan underwent surgery in Kelvar on Monday.", "patient")


def test_hands_got_on_a_gun_are_no_weapon():
    words = "A boy got his hands on a gun and shot his sister in Kelvar on Monday."
    (event,) = read(words).events
    assert "his hands" not in {f.span.of(words) for f in event.fillings}


def test_one_person_in_hospital_is_not_the_gunman_shot():
    told = "Police shot the gunman in Kelvar on Monday. One person is in critical condition in hospital."
    happenings = read(told)
    of = {happenings.participants[f.of].name for e in happenings.events for f in e.fillings
          if f.slot == "condition" and f.of is not None}  # fmt: skip
    assert of == {"One person"}


def test_what_is_done_whenever_an_officer_fires_is_no_shooting_of_this_report():
    told = "Cases are reviewed when an officer discharges a weapon. A clerk shot a man in Kelvar on Monday."
    assert "an officer" not in told_of(told, "agent")


def test_who_tells_of_it_at_the_end_of_a_sentence_has_not_suffered_it():
    text = (
        "Police arrested 16 people in Kelvar on Monday on suspicion of selling timber permits, the "
        "anti-corruption prosecutor, Mila Harta, said."
    )
    fillings = [f for event in analysed(text).events for f in event.fillings if f.slot == "patient"]
    assert [f.value.name for f in fillings if isinstance(f.value, Actor)] == ["16 people"]
