"""Who only suffers, or only finds and tells, is not said to have done it."""

import pytest

from tests.analyse.events.happenings import read
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
