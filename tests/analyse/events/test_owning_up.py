"""Who is blamed for a happening, and who says that he did it."""

import pytest

from tests.analyse.events.happenings import analysed
from variorum.model.analysis import Analysis
from variorum.model.value import Actor

RAID = "A raid killed twelve people in Kelvar on Monday. "


def agents(analysis: Analysis) -> set[tuple[str, tuple[str, ...]]]:
    return {
        (f.value.name, tuple(analysis.voices[link.voice].name for link in f.chain))
        for event in analysis.events
        for f in event.fillings
        if f.slot == "agent" and isinstance(f.value, Actor)
    }


@pytest.mark.parametrize(
    ("told", "who", "teller"),
    [
        ("Police accused the Lion Brigade of carrying out the raid.", "the Lion Brigade", "Police"),
        ("The army blamed the Lion Brigade for the raid.", "the Lion Brigade", "army"),
        ("The Lion Brigade said that it had carried out the raid.", "The Lion Brigade", "Lion Brigade"),
    ],
)
def test_whoever_is_blamed_or_owns_up_did_it(told, who, teller):
    assert (who, (teller,)) in agents(analysed(RAID + told))


def test_whoever_accuses_did_nothing():
    found = analysed(RAID + "Police accused the Lion Brigade of carrying out the raid.")
    assert all(who != "Police" for who, _ in agents(found))


def test_a_strike_in_a_report_of_drones_is_an_attack():
    found = analysed(
        "A drone hit a bus in Kelvar on Monday and killed four people.\n\n"
        "The conductor was among the victims of the strike, the driver said."
    )
    assert {event.type for event in found.events} <= {"attack", "kill"}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Maria Roon, secretary of the embassy, announced on Monday that the road will close.", "Maria Roon"),
        ("At a news conference in Kelvar, the minister said that the road will close.", "the minister"),
        ("During a news conference on Monday, Ana Pol said that three people died in a fire.", "Ana Pol"),
    ],
)
def test_whoever_says_it_makes_the_statement(text, who):
    analysis = analysed(text)
    told = [e for e in analysis.events if e.type == "statement"]
    assert {f.value.name for e in told for f in e.fillings if f.slot == "agent"} == {who}


def test_a_statement_that_nobody_is_told_to_make_has_no_maker():
    assert (
        agents(analysed("A news conference was held in Kelvar on Monday after three people died in a fire."))
        == set()
    )


def test_it_stands_for_no_single_speaker():
    told = "The president said it attacked the town on Monday."
    assert not any(name == "The president" for name, _ in agents(analysed(RAID + told)))
