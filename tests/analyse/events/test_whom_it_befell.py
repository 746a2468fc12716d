"""Who did it and whom it befell, where the parse hangs a verb on whoever told of it or found it."""

import pytest

from tests.analyse.events.happenings import read


def parts(text: str) -> dict[str, set[str]]:
    """Return the roles of everybody who takes part in something, by the name."""
    found: dict[str, set[str]] = {}
    for one in read(text).participants:
        found.setdefault(one.name, set()).update(one.roles)
    return found


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Osta police have released pictures of a man they say opened fire at a club.", "a man"),
        ("Police arrested a man they believe shot two people.", "a man"),
    ],
)
def test_of_whom_others_say_that_he_did_it_he_did_it_and_not_they(text: str, who: str) -> None:
    agents = {
        f.value.name
        for e in read(text).events
        for f in e.fillings
        if e.type != "arrest" and f.slot == "agent"
    }
    assert agents == {who}


@pytest.mark.parametrize(
    ("text", "who", "not_so"),
    [
        ("Pim Orlan reports on the two people shot and killed in a car in Osta.", "two people", "Orlan"),
        ("Deputies discovered Pim Orlan, 20, of Osta, dead from a gunshot wound.", "Orlan", "Deputies"),
        ("Osta police: Man shot by friend at a mill", "Man", "police"),
        ("Sheriff: Osta student shot, killed in drunken gun incident", "student", "Sheriff"),
    ],
)
def test_who_reports_finds_or_tells_is_none_of_the_harmed(text: str, who: str, not_so: str) -> None:
    found = parts(text)
    harmed = " ".join(name for name, roles in found.items() if "patient" in roles)
    assert who in harmed
    assert not_so not in harmed
    assert not any(who in name for name, roles in found.items() if "agent" in roles)


def test_who_suffered_wounds_did_nothing() -> None:
    text = "Shots were fired in Osta on Monday. Six victims suffered gunshot wounds."
    assert {role for name, roles in parts(text).items() if "victims" in name for role in roles} == {"patient"}
