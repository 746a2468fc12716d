"""A day, a town or a name goes to the happening whose words it stands with, not to its neighbour."""

import pytest

from tests.analyse.events.happenings import analysed
from tests.analyse.events.test_parting import owners, read
from variorum.model.value import Place, Time


def days(text: str, *types: str) -> set[str]:
    """Return the first days of the happenings of some types."""
    return {
        (f.value.start or "")[:10]
        for event in read(text).events
        if event.type in types
        for f in event.fillings
        if isinstance(f.value, Time)
    }


def test_the_day_behind_a_deed_is_the_deeds_and_not_the_sentences() -> None:
    text = (
        "The court in Porto on Monday sentenced Milo Tarn to nine years in prison over the killing of three "
        "prisoners at a farm in November 2011."
    )
    assert days(text, "kill") == {"2011-11-01"}
    assert days(text, "trial") == {"2025-02-03"}


def test_a_year_in_the_name_of_a_case_is_the_year_of_the_crash() -> None:
    text = "Ana Pell was sentenced to a stay in a clinic, as part of a sentence for a 2012 car crash case."
    assert days(text, "trial") == set()


def test_the_day_of_a_death_is_not_that_of_the_quake_that_hurt() -> None:
    text = (
        "A teacher who was hurt when last Thursday's earthquake brought down a ceiling in Porto died in "
        "hospital in Lisbon on Tuesday, the mayor said."
    )
    events = [e for e in read(text).events if e.type == "disaster"]
    assert len(events) == 1
    assert events[0].time is not None
    assert (events[0].time.start or "")[:10] == "2025-01-30"


def test_what_is_announced_does_not_date_the_announcement() -> None:
    text = "A delegation will leave for Lisbon on Friday to negotiate, the ministry announced."
    assert days(text, "statement") == set()


def test_the_town_of_the_hospital_is_not_the_town_of_the_attack() -> None:
    text = "Gunmen attacked a bus in Porto on Monday. A passenger died in a hospital in Lisbon, police said."
    places = {
        f.value.name
        for e in read(text).events
        if e.type == "attack"
        for f in e.fillings
        if isinstance(f.value, Place)
    }
    assert places == {"Porto"}


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed Judge Ana Pell on Monday.\n\nThe murder of Milo Tarn has not been solved.",
        "Ana Pell was kidnapped in Porto on Monday.\n\nMilo Tarn was kidnapped by the same group.",
    ],
)
def test_murders_of_people_who_are_named_are_each_their_own(text: str) -> None:
    one, other = owners(text, "Pell", "Tarn")
    assert one
    assert other
    assert not one & other


def test_one_happening_may_name_its_dead_one_by_one() -> None:
    text = (
        "Two people were killed in a shooting in Porto on Monday.\n\nAna Pell was killed at the door.\n\n"
        "Milo Tarn was killed in the yard."
    )
    one, other = owners(text, "Pell", "Tarn")
    assert one == other


def test_a_word_for_an_age_means_the_one_of_that_age() -> None:
    text = (
        "There was rioting in Porto over the death of 15-year-old Ana Pell.\n\nThe teenager was shot and "
        "killed by police in Lisbon."
    )
    named = [p for p in read(text).participants if p.name == "Ana Pell"]
    assert {p.event for p in read(text).participants if "teenager" in p.name.lower()} <= {
        p.event for p in named
    }


def test_a_second_bomb_is_a_second_explosion() -> None:
    text = (
        "A bomb exploded at a bank in Porto on Monday.\n\nIt broke windows.\n\nA second bomb exploded at a "
        "school in Lisbon."
    )
    assert len([e for e in read(text).events if e.type == "explosion"]) == 2


def test_a_part_of_the_day_of_something_else_dates_nothing() -> None:
    text = (
        "Eleven weavers died in a fire at a mill in Porto on Monday, the rescuers said. The blaze began "
        "in a store of paint during the morning shift and climbed by way of the lift."
    )
    told = [f for e in read(text).events for f in e.fillings if isinstance(f.value, Time)]
    assert [f.span.of(text) for f in told] == ["Monday"]


def test_what_may_last_until_a_month_is_not_planned_for_it() -> None:
    text = (
        "The strike in Porto over wages has gone on for days. The strike could last until July, "
        "the union said."
    )
    told = [f for e in read(text).events if e.type == "strike" for f in e.fillings]
    assert "asserted" in {f.modality for f in told if f.slot == "type"}
    assert not [f for f in told if isinstance(f.value, Time)]


def test_then_is_the_day_of_long_ago_that_the_sentence_before_names() -> None:
    text = (
        "An ice storm in Porto on Monday killed three people. The last one of the kind was in January 2010. "
        "Four people died then too."
    )
    assert days(text, "kill", "disaster") == {"2025-02-03", "2010-01-01"}


def test_a_day_within_what_is_reported_is_not_the_day_of_the_report() -> None:
    text = (
        "The prisons department freed 312 prisoners from the jail at Velm, in Osk State, on Monday, "
        "state radio reported, citing the department."
    )
    (event,) = analysed(text).events
    assert [f.value.start for f in event.fillings if f.slot == "time"] == ["2025-02-03"]
