"""Who can stand as a voice, what is hearsay, and speakers that only the words beside a cue name."""

import pytest


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It was not specified how many guests were in the hall.", "how many guests were in the hall"),
        ("There was no confirmation on whether the rebels burned the mill.", "the rebels burned the mill"),
        ("Funeral arrangements for Wilmar Tosk have not been announced.", "Funeral arrangements"),
        ("The search for the boy continues for at least two gunmen, who fled.", "two gunmen"),
        ("The truck revealed a secret compartment under its floor.", "a secret compartment"),
        ("The boy pointed a gun at his brother's shoulder, shooting him.", "a gun at his brother's shoulder"),
    ],
)
def test_what_is_untold_and_what_things_do_is_nobodys_word(names, text, words):
    assert names(text, words) == []


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "According to their goals, the rebels fight on. The mayor said the war was lost.",
            "the war was lost",
            ["mayor"],
        ),
        ("It was reported that the mill burned down.", "the mill burned down", ["It was reported"]),
        (
            "Fifty people died in Kelvar, the Red Crescent said.",
            "Fifty people died in Kelvar",
            ["Red Crescent"],
        ),
        ("There were reports of gunfire near the mill.", "gunfire near the mill", ["reports"]),
        (
            "The father's location could not be confirmed. Officers said the mother was away.",
            "the mother was away",
            ["Officers"],
        ),
        ("Officers were told that a boy had been shot.", "a boy had been shot", ["were told"]),
    ],
)
def test_hearsay_and_those_who_speak_keep_their_voice(names, text, words, who):
    assert names(text, words) == who
