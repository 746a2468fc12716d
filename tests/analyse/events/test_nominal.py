"""Who did, and who suffered, what a noun tells."""

import pytest

from tests.analyse.events.happenings import analysed
from variorum.analyse.reading import analyse
from variorum.model.report import Report
from variorum.model.value import Actor
from variorum.settings import Settings


def told_of(text: str, role: str) -> set[str]:
    analysis = analysed(text)
    return {
        f.value.name
        for event in analysis.events
        for f in event.fillings
        if f.slot == role and isinstance(f.value, Actor)
    }


@pytest.mark.parametrize(
    ("told", "doer"),
    [
        ("The rebels launched an attack on soldiers near Kelvar on Monday.", "The rebels"),
        ("An attack carried out by three gunmen killed a farmer in Kelvar on Monday.", "three gunmen"),
        ("Monday's bombing in Kelvar was the work of rebels, police said.", "rebels"),
        ("A local gang was behind Monday's attack in Kelvar, police said.", "A local gang"),
        ("Police attributed Monday's attack in Kelvar to rebels.", "rebels"),
        ("The man took part in the attack in Kelvar on Monday, police said.", "The man"),
        ("The rebels staged the raid by killing a farmer in Kelvar on Monday.", "The rebels"),
    ],
)
def test_the_verb_or_clause_beside_a_noun_names_who_did_it(told, doer):
    assert doer in told_of(told, "agent")


def test_protesting_workers_protest():
    assert "Protesting workers" in told_of("Protesting workers blocked a road in Kelvar on Monday.", "agent")


def test_whoever_faces_trial_or_comes_under_attack_suffers_it():
    assert "The mayor" in told_of("The mayor survived an assassination in Kelvar on Monday.", "patient")
    assert "The patrol" in told_of("The patrol came under attack near Kelvar on Monday.", "patient")


def test_a_victim_does_not_do_what_befell_him():
    assert not told_of("Deputies met a shooting victim in Kelvar on Monday.", "agent")


def test_whoever_is_so_many_years_old_may_act_or_suffer():
    assert "the 16-year-old" in told_of("Rebels shot the 16-year-old in Kelvar.", "patient")
    assert "another 5-year-old" in told_of("The girl was shot by another 5-year-old in Kelvar.", "agent")


def test_a_name_that_no_list_knows_is_of_a_person_where_only_people_are_arrested():
    assert "Orlan" in told_of("Orlan was sentenced to six years on Friday.", "patient")


def test_an_altercation_stands_where_it_is_said_to_have_begun():
    found = analyse(
        Report(
            id="r",
            sha256="",
            text="A man was shot in Lisbon on Monday. The shooting began inside Club Tellin.",
            published="2025-02-05",
        ),
        Settings(),
    )
    assert "Club Tellin" in {f.value.name for e in found.events for f in e.fillings if f.slot == "place"}
