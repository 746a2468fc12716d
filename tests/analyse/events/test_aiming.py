"""At whom a deed is aimed, told behind its verb, and whom numbers of dead and hurt leave out."""

import pytest

from tests.analyse.events.happenings import analysed
from variorum.model.analysis import LocalEvent
from variorum.model.value import Actor, Count


def _names(event: LocalEvent, slot: str) -> list[str]:
    return [f.value.name for f in event.fillings if f.slot == slot and isinstance(f.value, Actor)]


def _counts(event: LocalEvent, slot: str) -> list[int | None]:
    return [f.value.low for f in event.fillings if f.slot == slot and isinstance(f.value, Count)]


def _event(text: str, kind: str) -> LocalEvent:
    return next(e for e in analysed(text).events if e.type == kind)


@pytest.mark.parametrize(
    ("text", "kind", "whom"),
    [
        ("Rebels opened fire on demonstrators in Velm, killing two.", "attack", "demonstrators"),
        ("The gunman fired at police in Velm on Friday.", "shooting", "police"),
        ("The gunman shot at a bus in Velm on Friday.", "shooting", "a bus"),
        ("Rebels threw a grenade at a police post in Velm.", "attack", "a police post"),
        ("Protesters set fire to the parliament building in Velm.", "attack", "the parliament building"),
        ("Attackers set a police car on fire in Velm on Monday.", "attack", "a police car"),
        ("A mob set two houses alight in Velm on Monday.", "attack", "two houses"),
        ("Rebels took 12 villagers hostage in Velm.", "kidnapping", "12 villagers"),
    ],
)
def test_whom_or_what_a_deed_is_aimed_at_is_its_patient(text: str, kind: str, whom: str) -> None:
    event = _event(text, kind)
    assert whom in _names(event, "patient")
    assert whom not in _names(event, "agent")
    assert not _counts(event, "injured")


def test_a_house_set_on_fire_for_which_somebody_was_sentenced_is_no_news() -> None:
    events = analysed(
        "The court sentenced Pim Orlan to six years in prison for setting fire to his club."
    ).events
    assert [e.type for e in events] == ["trial"]


def test_two_who_gunned_down_one_are_not_the_dead() -> None:
    event = _event("Two men on a motorcycle gunned down a reporter, Ana Pell, in Velm on Sunday.", "shooting")
    assert _names(event, "agent") == ["Two men"]
    assert _names(event, "patient") == ["a reporter"]
    assert _counts(event, "killed") == [1]


def test_those_sentenced_to_death_are_not_the_dead() -> None:
    events = analysed(
        "A court in Velm sentenced 28 people to death on Saturday over the killing of a judge."
    ).events
    assert 28 not in [n for e in events for n in _counts(e, "killed")]


def test_an_attack_on_a_convoy_that_killed_three_was_not_done_by_the_convoy() -> None:
    event = _event(
        "Rebels claimed the attack on an army convoy near Velm that killed three soldiers.", "attack"
    )
    assert _names(event, "agent") == ["Rebels"]
    assert _counts(event, "killed") == [3]


def test_what_was_done_beside_what_was_foiled_was_done() -> None:
    event = _event("The junta said it had foiled a coup attempt and detained 16 officers in Velm.", "arrest")
    assert _counts(event, "arrested") == [16]
    assert {f.modality for f in event.fillings} == {"asserted"}


def test_a_headline_names_the_dead_by_age() -> None:
    event = _event("Boy, 6, dies after falling from balcony in Velm", "kill")
    assert _names(event, "patient") == ["Boy"]
    assert _counts(event, "killed") == [1]
