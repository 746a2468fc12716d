"""What violence was done with is told by the words around it, and by no others."""

import pytest

from variorum.analyse.attribution import Attributions
from variorum.analyse.events import Findings, find_events
from variorum.analyse.page import open_page
from variorum.model.report import Report
from variorum.model.value import Text
from variorum.settings import Settings


def weapons(text: str) -> list[str]:
    page = open_page(Report(id="r", sha256="", text=text, published="2025-02-05"), Settings())
    return [
        f.value.text
        for e in find_events(page, Findings(attributions=Attributions())).events
        for f in e.fillings
        if f.slot == "instrument" and isinstance(f.value, Text)
    ]


@pytest.mark.parametrize(
    ("text", "weapon"),
    [
        ("A woman was stabbed to death with a kitchen knife in Lisbon on Monday.", "a kitchen knife"),
        ("A car bomb exploded outside a market in Lisbon on Monday, killing four people.", "A car bomb"),
        ("Three people were killed in a rocket attack on Lisbon on Monday.", "rocket"),
        ("The man pulled out a handgun and shot two people in Lisbon on Monday.", "a handgun"),
        ("A gunman armed with a shotgun killed three people in Lisbon on Monday.", "a shotgun"),
        ("Two boys were killed by a landmine near Lisbon on Monday.", "a landmine"),
        ("Attackers threw a grenade into a bar in Lisbon on Monday, wounding six.", "a grenade"),
        ("He drove a truck into a crowd in Lisbon on Monday, killing twelve.", "a truck"),
        ("The rifle fired in a house in Lisbon on Monday, striking the child in the leg.", "The rifle"),
        ("Police in Lisbon recovered the gun used in the shooting on Monday.", "the gun"),
        ("The gun went off by accident in Lisbon on Monday and the boy was shot.", "The gun"),
    ],
)
def test_what_it_was_done_with_is_named(text: str, weapon: str) -> None:
    assert weapons(text) == [weapon]


@pytest.mark.parametrize(
    "text",
    [
        "A man was shot in Lisbon on Monday. Police recovered a gun at the scene.",
        "Police found a knife near a man who was killed in Lisbon on Monday.",
        "Two people were injured in a car crash in Lisbon on Monday.",
        "A man was killed with his brother in Lisbon on Monday.",
        "The squads went on murdering people with impunity in Lisbon on Monday.",
        "A boy was hurt by a toy gun in Lisbon on Monday.",
    ],
)
def test_what_only_stands_near_is_no_weapon(text: str) -> None:
    assert weapons(text) == []


def test_the_calibre_is_part_of_what_it_was_done_with() -> None:
    told = "Unidentified men fired at the guard with 9-mm weapons in Kelvar on Monday."
    assert weapons(told) == ["9-mm weapons"]
