"""What single sentences add up to, and who is another beside the one told of."""

from variorum.analyse.reading import analyse
from variorum.model.analysis import LocalEvent
from variorum.model.report import Report
from variorum.model.value import Count
from variorum.settings import Settings


def main_of(text: str) -> LocalEvent:
    found = analyse(Report(id="a", sha256="", text=text, published="2025-02-05"), Settings())
    assert found.main_event is not None
    return found.events[found.main_event]


def tolls(event: LocalEvent, slot: str) -> set[int | None]:
    return {
        f.value.low for f in event.fillings if f.slot == slot and f.of is None and isinstance(f.value, Count)
    }


def test_his_father_is_not_the_boy_who_died() -> None:
    event = main_of(
        "A gunman killed a 6-year-old boy and critically wounded his father in Kelvar on Tuesday."
    )
    assert tolls(event, "killed") == {1}
    assert tolls(event, "injured") == {1}


def test_a_suspect_who_fled_leaves_it_a_shooting() -> None:
    event = main_of(
        "Two people were killed in Kelvar on Tuesday. Both were shot at a garage. The man who shot them fled."
    )
    assert event.type == "shooting"
    assert tolls(event, "killed") == {2}


def test_those_of_one_sentence_are_added_up() -> None:
    event = main_of("Two boys and three girls were wounded in a shooting in Kelvar on Tuesday, police said.")
    assert tolls(event, "injured") == {5}


def test_a_day_before_the_verb_of_saying_is_of_what_is_said() -> None:
    event = main_of("A man was shot and killed outside a garage in Kelvar Tuesday, deputies said.")
    assert event.time is not None
    assert event.time.start == "2025-02-04"


def test_who_was_one_of_those_killed_leaves_the_toll_theirs() -> None:
    event = main_of("Her father was one of the thirteen clerks who were killed in Kelvar on Tuesday.")
    assert tolls(event, "killed") == {13}
    event = main_of("Milo Tosk is one of three hostages whom the rebels released in Kelvar on Tuesday.")
    assert tolls(event, "released") == {3}
