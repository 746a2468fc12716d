"""Ways of saying that the parse and the tagger miss alone: given up, answered, heard from others."""

import pytest


@pytest.mark.parametrize(
    ("text", "words", "voices"),
    [
        (
            "A spokesman in Orn no longer stands by the figure of 30 dead miners; the board speaks of 9.",
            "30 dead miners",
            ["spokesman in Orn"],
        ),
        (
            "The ministry has stepped back from the figure of 200 arrests; police now put it at 40.",
            "200 arrests",
            ["ministry"],
        ),
        (
            "Nonsense, replied the harbour board, to the charge that it had sold the quay.",
            "it had sold the quay",
            ["harbour board"],
        ),
        ("Who opened the sluice is not known. The lamps were out.", "opened the sluice", []),
        (
            "A shot was fired at the gate, two cyclists who were passing said on Friday.",
            "A shot was fired",
            ["two cyclists"],
        ),
        (
            "Six people were hurt, according to the ombudswoman, Elia Tarp, who spoke by telephone.",
            "Six people were hurt",
            ["Elia Tarp"],
        ),
        (
            "To judge by the mud on its wheels, the van had crossed the marsh.",
            "the van had crossed the marsh",
            [],
        ),
    ],
)
def test_who_says_so_is_found(names, text, words, voices):
    assert names(text, words) == voices


def test_a_holder_of_an_office_is_who_is_named_next(names):
    text = 'Ten died, a Lutheran bishop told the paper. "I counted ten," Bishop Elia Kund said.'
    assert names(text, "Ten died") == ["Elia Kund"]


def test_the_office_before_a_name_is_its_bearers(names):
    text = (
        "The crowd met them with palm branches, Defence Minister Rame Koy announced. "
        "Forty people died in the siege, the minister said."
    )
    assert names(text, "Forty people died") == ["Rame Koy"]
