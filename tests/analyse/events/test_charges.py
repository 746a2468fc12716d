"""What people are accused or found guilty of stands in the record in the words of the report."""

import pytest

from tests.analyse.events.happenings import analysed
from variorum.model.value import Text


def charges(text: str) -> list[str]:
    """Return the charges of a text, in the order of their words."""
    analysis = analysed(text)
    told = {
        f.span: f.value.text
        for e in analysis.events
        for f in e.fillings
        if f.slot == "charge" and isinstance(f.value, Text)
    }
    return [told[span] for span in sorted(told)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ana Pol was charged with two counts of theft and arson.", ["two counts of theft", "arson"]),
        ("Police arrested Ana Pol on suspicion of murder and robbery.", ["murder", "robbery"]),
        ("Ana Pol pleaded guilty to involuntary manslaughter on Monday.", ["involuntary manslaughter"]),
        ("Ana Pol was convicted of stealing a car.", ["stealing a car"]),
        ("Ana Pol faces first-degree murder charges.", ["first-degree murder"]),
        ("Ana Pol was arrested for driving under the influence.", ["driving under the influence"]),
        (
            "Ana Pol was charged with the murder of her mother and sister.",
            ["the murder of her mother and sister"],
        ),
        (
            "Ana Pol was charged with the murder of her 10-year-old son.",
            ["the murder of her 10-year-old son"],
        ),
        ("Ana Pol is charged with assault with a deadly weapon.", ["assault with a deadly weapon"]),
        (
            "Ana Pol was arrested on a charge of neglect of a dependent resulting in serious injury.",
            ["neglect of a dependent resulting in serious injury"],
        ),
    ],
)
def test_what_somebody_is_charged_with_is_told(text, told):
    assert charges(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Ana Pol was detained for questioning on Monday.",
        "Ana Pol was held for three days before she was freed.",
        "Ana Pol was arrested on Monday in Kelvar.",
        "Ana Pol was charged with murder and other offenses."[:25] + " the task of keeping order.",
    ],
)
def test_neither_a_day_nor_questions_are_a_charge(text):
    assert charges(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ana Pol was charged with robbery and assault after a woman was shot in Kelvar on Tuesday.",
        "Ana Pol, who is wanted for armed robbery, shot a woman in Kelvar on Tuesday.",
        "A robbery suspect shot a woman in Kelvar on Tuesday. Ana Pol faces counts of murder and assault.",
    ],
)
def test_a_crime_of_which_somebody_is_accused_is_no_part_of_the_shooting(text: str) -> None:
    told = {f.value.text for e in analysed(text).events for f in e.fillings if isinstance(f.value, Text)}
    assert "shooting" in told
    assert "attack" not in told


def test_the_robbery_of_a_bank_is_told_beside_the_arrest_for_it() -> None:
    events = analysed("Ana Pol was arrested on Friday for the robbery of a bank in Kelvar.").events
    assert "attack" in {e.type for e in events}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Residents face assault by rebels.", "Residents"),
        (
            "The town faces robbery and assault by gangs every night, residents said; 20 people have died.",
            "20 people",
        ),
        (
            "The troops planned to face an assault by rebels. Rebels killed 12 soldiers.",
            "The troops",
        ),
        (
            "Ana Pol was accused of robbery of three tourists near the harbor. Ana Pol fled.",
            "three tourists",
        ),
        (
            "Two men were arrested on Friday for robbery and assault of an elderly couple at their home.",
            "an elderly couple",
        ),
        ("A man was jailed for six years for a robbery that left a shopkeeper dead.", "a shopkeeper"),
    ],
)
def test_a_crime_that_has_its_victim_or_its_doer_is_told(text: str, who: str) -> None:
    analysis = analysed(text)
    attacks = [e for e in analysis.events if e.type == "attack"]
    assert len(attacks) == 1
    struck = {getattr(f.value, "name", None) for f in attacks[0].fillings if f.slot == "patient"}
    assert who in struck
