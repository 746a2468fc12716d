"""The two sides of an exchange free their prisoners each."""

from tests.analyse.events.happenings import analysed
from variorum.model.analysis import LocalEvent
from variorum.model.value import Count

SWAP = "The army and the rebels exchanged 58 prisoners in Lisbon on Monday. "


def counts(event: LocalEvent) -> set[int | None]:
    return {f.value.low for f in event.fillings if f.slot == "released" and isinstance(f.value, Count)}


def test_whom_each_side_freed_is_a_part_of_the_exchange():
    found = analysed(SWAP + "The rebels released 31 prisoners and the army released 27 prisoners.")
    assert found.main_event is not None
    assert counts(found.events[found.main_event]) == {58}
    parts = [event for event in found.events if event.part_of == found.main_event]
    assert [counts(part) for part in parts] == [{31}, {27}]


def test_people_of_another_kind_are_freed_by_the_other_side():
    found = analysed(
        SWAP + "The rebels released 18 soldiers. The ministry said that 40 rebels were released."
    )
    assert {18} in map(counts, found.events)
    assert {40} in map(counts, found.events)


def test_rival_numbers_of_the_same_people_are_of_one_release():
    text = (
        "The rebels released 18 soldiers in Lisbon on Monday. The rebels released 17 soldiers, the army said."
    )
    (freed,) = (event for event in analysed(text).events if event.type == "release")
    assert counts(freed) == {17, 18}


def test_the_exchange_in_which_one_side_freed_people_is_the_news():
    found = analysed(
        "The rebels freed 29 prisoners in Monday's exchange in Lisbon, the army said on Tuesday."
    )
    assert found.main_event is not None
    assert found.events[found.main_event].type == "exchange"
    assert not counts(found.events[found.main_event])


def recalled(text: str) -> list[set[int | None]]:
    found = analysed(SWAP + text)
    return [counts(e) for i, e in enumerate(found.events) if i != found.main_event and e.type == "exchange"]


def test_an_exchange_that_is_recalled_covered_or_freed_its_own():
    assert recalled("The previous exchange, in December 2022, covered 40 prisoners.") == [{40}]
    assert recalled("A swap in 2020 freed 34 prisoners.") == [{34}]
