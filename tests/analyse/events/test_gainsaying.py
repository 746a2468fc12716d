"""A denial in a word denies what was told: the doer that he did it, anybody else that it happened."""

import pytest

from tests.analyse.events.happenings import analysed

TOLD = "The army killed 30 villagers near Velm on Friday, a rights group said"


def denied(text: str) -> list[tuple[str, str]]:
    analysis = analysed(text)
    return [
        (f.slot, analysis.voices[f.chain[-1].voice].name)
        for event in analysis.events
        for f in event.fillings
        if f.polarity == "denied" and f.slot != "said"
    ]


@pytest.mark.parametrize(
    ("denial", "slot", "who"),
    [
        (". The junta denied it.", "type", "junta"),
        (". The governor has denied this.", "type", "governor"),
        (". The army denied the accusation.", "agent", "army"),
        (". The army rejected the claim.", "agent", "army"),
    ],
)
def test_a_denial_in_a_word_is_of_what_was_told_before(denial: str, slot: str, who: str) -> None:
    assert denied(TOLD + denial) == [(slot, who)]


def test_what_the_outlet_tells_itself_may_be_denied_too() -> None:
    assert denied("The army killed 30 villagers near Velm on Friday. The junta denied it.") == [
        ("type", "junta")
    ]


@pytest.mark.parametrize(
    "text",
    [
        TOLD + ". The mayor raised taxes. The junta denied it.",
        TOLD + ". The army denied entry to reporters.",
        "The junta denied it.",
    ],
)
def test_a_denial_of_something_else_is_of_no_happening(text: str) -> None:
    assert denied(text) == []
