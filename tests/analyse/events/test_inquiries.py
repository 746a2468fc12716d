"""Inquiries, seizures and endorsements are happenings beside the deed; the deed keeps its place and time."""

import pytest

from tests.analyse.events.happenings import analysed


def kinds(text: str) -> set[str]:
    return {e.type for e in analysed(text).events}


@pytest.mark.parametrize(
    "text",
    [
        "Police are investigating a shooting in Kelvar on Monday.",
        "The fire in Kelvar is under investigation by the state fire marshal.",
        "A man was shot in Kelvar on Monday. The investigation is ongoing.",
        "Prosecutors opened an inquiry into the death of a boy in Kelvar.",
    ],
)
def test_an_inquiry_is_told(text):
    assert "investigation" in kinds(text)


def test_the_place_and_the_day_beside_an_inquiry_are_those_of_the_deed():
    analysis = analysed(
        "Police in Kelvar are investigating a shooting that killed a man on Monday in Sorn Park."
    )
    inquiry = next(e for e in analysis.events if e.type == "investigation")
    assert not any(f.slot in ("time", "place") for f in inquiry.fillings)
    assert analysis.main_event is not None
    assert analysis.events[analysis.main_event].type == "shooting"


def test_an_inquiry_in_a_name_or_of_a_kind_is_none():
    assert "investigation" not in kinds(
        "A man was shot in Kelvar, the Bureau of Investigation said on Monday."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers seized two rifles and 40 grenades in Kelvar on Monday.",
        "Police recovered a handgun near the school in Kelvar on Monday.",
        "Customs officers confiscated 30 kilos of cocaine in Kelvar.",
    ],
)
def test_a_seizure_of_weapons_or_drugs_is_told(text):
    assert "seizure" in kinds(text)


def test_a_town_that_is_seized_is_captured():
    assert "seizure" not in kinds("Rebel troops seized the town of Kelvar on Monday after heavy fighting.")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Bomb experts defused another device near the market in Kelvar on Monday.", "disposal"),
        ("Ana Pol received nine years in Kelvar on Monday for a robbery of a bank.", "trial"),
        ("Ana Pol was arrested in Kelvar on Monday. She is due back in court on Friday.", "trial"),
        ("The guerrillas let four hostages go on Monday near Kelvar.", "release"),
    ],
)
def test_more_that_follows_a_deed_is_told(text, kind):
    assert kind in kinds(text)


def test_who_lets_a_chance_go_releases_nobody():
    assert "release" not in kinds(
        "The team let its coach go on Monday, and Kelvar received nine years of rain."
    )


def test_an_endorsement_is_told_with_whose_it_is():
    analysis = analysed("Senator Ana Sorn endorsed Joe Pol on Tuesday in Kelvar.")
    event = next(e for e in analysis.events if e.type == "endorsement")
    assert {
        (f.slot, f.span.of("Senator Ana Sorn endorsed Joe Pol on Tuesday in Kelvar.")) for f in event.fillings
    } >= {
        ("agent", "Senator Ana Sorn"),
        ("patient", "Joe Pol"),
    }
    assert "endorsement" not in kinds("The bishop endorsed the view that taxes are too high.")
