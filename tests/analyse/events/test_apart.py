"""What belongs to one happening is not given to another that the same sentence tells."""

import pytest

from tests.analyse.events.happenings import read
from variorum.model.analysis import LocalEvent
from variorum.model.value import Actor


def events(text: str) -> dict[str, LocalEvent]:
    return {e.type: e for e in read(text).events}


def slots(event: LocalEvent) -> set[str]:
    return {f.slot for f in event.fillings}


def test_the_one_whose_death_is_protested_is_no_casualty_of_the_protest() -> None:
    found = events("Hundreds marched in protest at the death of Milo Tarn, 15, a schoolboy.")
    assert "killed" not in slots(found["protest"])


def test_place_and_time_of_a_shooting_are_not_those_of_the_arrest() -> None:
    found = events(
        "Police arrested two suspects in a shooting outside a club in Lisbon early on Saturday, a man said."
    )
    assert not {"place", "time"} & slots(found["arrest"])
    assert "place" in slots(found["shooting"])


def test_the_year_of_the_crash_is_not_that_of_the_sentence() -> None:
    found = events("She was jailed as part of a sentence for a 2012 crash.")
    assert "time" not in slots(found["trial"])


def test_who_is_charged_is_no_agent() -> None:
    found = events("The man charged with murder lived near the station in Lisbon.")
    roles = {f.slot for f in found["trial"].fillings if isinstance(f.value, Actor)}
    assert roles == {"patient"}


def test_no_one_else_is_nobody() -> None:
    found = events("A teen was shot at a house on Monday. No one else was injured.")
    assert all(
        "No one" not in f.value.name for e in found.values() for f in e.fillings if isinstance(f.value, Actor)
    )


def test_a_doubt_about_where_leaves_the_shooting() -> None:
    found = events("It appears that the shooting took place outside.")
    assert {f.modality for f in found["shooting"].fillings if f.slot == "type"} == {"asserted"}


def test_what_is_scheduled_is_planned() -> None:
    found = events("A summit scheduled for March will bring both leaders together.")
    assert {f.modality for f in found["negotiation"].fillings if f.slot == "type"} == {"planned"}


def test_a_dodged_arrest_is_none() -> None:
    assert "arrest" not in events("She was dodging arrest in Lisbon.")


@pytest.mark.parametrize(
    "text",
    [
        "The committee called for the release of 40 captives held in Kelvar.",
        "An aid group hoped for the release of 40 captives held in Kelvar.",
        "The two sides discussed the release of 40 prisoners on Monday.",
    ],
)
def test_a_release_that_is_asked_for_or_talked_of_frees_nobody(text):
    assert "release" not in events(text)


def test_a_number_of_things_hurts_nobody() -> None:
    told = events("She confirmed that five of its ambulances were shot at in Lisbon on Monday.")
    assert "injured" not in slots(told["shooting"])


def test_the_names_of_the_dead_stand_for_the_dead() -> None:
    told = events("The names of two women killed in Lisbon on Monday, who were 61 and 48, are not known.")
    patients = {f.value.name for f in told["kill"].fillings if isinstance(f.value, Actor)}
    assert patients == {"two women"}


@pytest.mark.parametrize(
    ("text", "kind", "agent", "patient"),
    [
        ("Mr Nichols shot and killed a man in Atlanta on Monday.", "shooting", "Mr Nichols", "a man"),
        ("A gunman shot and wounded two men in Atlanta on Monday.", "shooting", "A gunman", "two men"),
        ("A man stabbed and killed his wife in Atlanta on Monday.", "attack", "A man", "his wife"),
    ],
)
def test_who_did_it_with_two_verbs_did_both(text: str, kind: str, agent: str, patient: str) -> None:
    told = events(text)[kind]
    who = {(f.slot, f.value.name) for f in told.fillings if isinstance(f.value, Actor)}
    assert who == {("agent", agent), ("patient", patient)}


def test_who_was_arrested_and_given_a_lawyer_arrested_nobody() -> None:
    told = events("A man arrested in Atlanta on Monday and given a lawyer was named.")["arrest"]
    assert {(f.slot, f.value.name) for f in told.fillings if isinstance(f.value, Actor)} == {
        ("patient", "A man")
    }


def test_those_who_flee_are_driven_out() -> None:
    told = events("More than 1,200 people fled the fighting near Lisbon last week.")["displacement"]
    who = {(f.slot, f.value.name) for f in told.fillings if isinstance(f.value, Actor)}
    assert who == {("patient", "More than 1,200 people")}


def test_what_a_verb_made_of_them_is_no_part_of_who_they_are() -> None:
    told = events("Security forces shot dead six protesters in Lisbon on Monday.")["kill"]
    who = {(f.slot, f.value.name) for f in told.fillings if isinstance(f.value, Actor)}
    assert who == {("agent", "Security forces"), ("patient", "six protesters")}


def test_scores_of_people_are_counted() -> None:
    told = events("Fighting between the army and the Front killed scores of people near Lisbon on Monday.")
    assert any(f.slot == "killed" for e in told.values() for f in e.fillings)
