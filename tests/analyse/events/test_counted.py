"""What befell a number of people, told by words that tell nothing by themselves."""

from tests.analyse.events.happenings import analysed
from variorum.model.analysis import LocalEvent
from variorum.model.value import Count


def events_of(text: str, kind: str) -> list[LocalEvent]:
    return [event for event in analysed(text).events if event.type == kind]


def counts(event: LocalEvent, slot: str) -> set[int | None]:
    return {f.value.low for f in event.fillings if f.slot == slot and isinstance(f.value, Count)}


def test_who_are_led_away_by_armed_men_are_kidnapped():
    (taken,) = events_of(
        "Armed men stopped a bus near Kelvar on Monday and led away nine teachers.", "kidnapping"
    )
    assert counts(taken, "captured") == {9}


def test_who_are_held_by_gunmen_are_kidnapped():
    text = "Ana Pol's sister is one of nine teachers held by gunmen since Monday, when a bus was stopped."
    (taken,) = events_of(text, "kidnapping")
    assert counts(taken, "captured") == {9}


def test_a_denied_holding_leaves_the_taking_that_says_whom_it_means():
    text = "The band denied that it was holding the nine teachers who were snatched from a bus on Monday."
    (taken,) = events_of(text, "kidnapping")
    assert text[taken.mentions[0].start : taken.mentions[0].end] == "snatched"


def test_one_who_holds_a_child_kidnaps_nobody():
    assert not events_of("Odo Brand was found on Monday, still holding the child.", "kidnapping")


def test_who_come_home_in_a_swap_are_freed_by_it():
    text = "Fifty-eight men came home in a prisoner swap in Kelvar on Monday."
    assert 58 in {n for event in analysed(text).events for n in counts(event, "released")}


def test_captives_who_are_traded_are_exchanged():
    (swap,) = events_of("The two armies traded 58 captives in Lisbon on Monday.", "exchange")
    assert counts(swap, "released") == {58}


def test_who_walk_free_are_those_freed():
    (freed,) = events_of("A total of 58 prisoners walked free on Monday.", "release")
    assert {f.slot for f in freed.fillings} >= {"patient", "released"}
    assert "agent" not in {f.slot for f in freed.fillings}
