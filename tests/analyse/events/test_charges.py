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
