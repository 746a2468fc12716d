"""Who did it: bodies by any name, their men, their craft, and whom they are said to be of."""

import pytest

from tests.analyse.events.happenings import analysed
from variorum.model.value import Actor


def agents(text: str) -> set[tuple[str, str]]:
    analysis = analysed(text)
    return {
        (f.value.name, f.polarity)
        for e in analysis.events
        for f in e.fillings
        if f.slot == "agent" and isinstance(f.value, Actor)
    }


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("The Band of the North carried out the raid on Orlo, the army said.", "The Band of the North"),
        ("Rebels staged their worst attack on Monday.", "Rebels"),
        ("Shining Orm perpetrated one of its worst attacks in Kelvar.", "Shining Orm"),
        ("ORM AND VELD WERE GUNNED DOWN BY HITMEN IN A JEEP IN KELVAR ON MONDAY.", "HITMEN"),
        ("Army helicopters fired rockets on Kelvar on Monday.", "Army helicopters"),
        ("The National Army was involved in new clashes with rebels in Kelvar.", "The National Army"),
        ("The Coast Guard of Orm said that its men had attacked the port.", "The Coast Guard of Orm"),
        ("Nine died in a raid on Monday. The attackers belonged to the Kaiwe clan.", "the Kaiwe clan"),
        (
            "Orm was murdered. Police blamed the Army of Dawn (AD) guerrillas for the murder.",
            "the Army of Dawn",
        ),
    ],
)
def test_a_body_is_the_agent_whatever_its_name(text: str, agent: str) -> None:
    assert (agent, "affirmed") in agents(text)


def test_a_body_that_denies_what_its_men_did_is_denied_as_agent() -> None:
    assert agents("The Band of Orm denied that its men had attacked a depot.") == {
        ("The Band of Orm", "denied")
    }


def test_what_explodes_does_nothing_by_itself() -> None:
    assert not agents("A CARBOMB EXPLODED IN KELVAR ON MONDAY, INJURING ONLY TWO PEOPLE.")
