"""Halves behind a cue, what papers show, what comes out by itself, what the parser hides, who is meant."""

import pytest

from variorum.analyse.attribution.lexicon import load_cues
from variorum.analyse.attribution.naming import is_common


@pytest.mark.parametrize(
    ("text", "words", "voices"),
    [
        (
            "The mate and the cook, according to the pier police, drowned at once; a boy swam ashore.",
            "drowned at once",
            ["pier police"],
        ),
        (
            "The crew had, according to the consul in Orn, lived in the hold for a week.",
            "lived in the hold",
            ["consul in Orn"],
        ),
        (
            "Should the dyke break, said engineer Ida Marl, the mint would stand in water.",
            "the mint would stand in water",
            ["Ida Marl"],
        ),
        ("It came to light on Monday that the ferry was overloaded.", "the ferry was overloaded", None),
        (
            "Rents in Sipsa rose by a tenth, tax figures out on Friday suggested, while wages fell.",
            "rose by a tenth",
            ["tax figures out on Friday"],
        ),
        (
            "The harbour transcript, out on Friday, has the mate telling the pilot that the pump was off.",
            "the pump was off",
            ["harbour transcript", "mate"],
        ),
        (
            "A deposition by a groom, in which he repeats what the maids told him, has the earl "
            '"howling like a dog" on the stairs.',
            "howling like a dog",
            ["deposition by a groom", "groom", "maids"],
        ),
        (
            "The weekly Orn Star, quoting a clerk in the treasury, said the mint was shut.",
            "the mint was shut",
            ["Orn Star", "clerk in the treasury"],
        ),
        (
            "The fort has fallen, according to two guards cited by the Orn Star.",
            "The fort has fallen",
            ["Orn Star", "two guards"],
        ),
        (
            "A porter who had the best view on the quay tells of a man in a red coat climbing the mast.",
            "a man in a red coat climbing the mast",
            ["porter"],
        ),
        ("The visitors' book records two duels since May.", "two duels since May", ["visitors' book"]),
        (
            "The consul's office would not be drawn on whether the mine was laid by night.",
            "the mine was laid by night",
            ["consul's office"],
        ),
        (
            "At least 60 barns were lost, a figure the governor attributed to village headmen.",
            "60 barns were lost",
            ["governor", "village headmen"],
        ),
        (
            "Clerks at the mint have let the Orn Star know that the plates were copied, and the Star has "
            "made it its front page.",
            "the plates were copied",
            ["Orn Star", "Clerks at the mint"],
        ),
        (
            "Gold for Ida Marl capped a strange week. On Monday, the one-time milkmaid revealed, she had "
            "been told her shoes were illegal.",
            "her shoes were illegal",
            ["Ida Marl", "had been told"],
        ),
        (
            "Jutta Maar led the dig for six summers. The archaeologist says the bones are old.",
            "the bones are old",
            ["Jutta Maar"],
        ),
        (
            "Port chief: wreck to be blown up\n\nThe hulk will be dynamited on Tuesday, harbour director "
            "Basil Tremont announced.",
            "wreck to be blown up",
            ["Basil Tremont"],
        ),
    ],
)
def test_the_chain_is_read_whole(names, text, words, voices):
    found = names(text, words)
    assert found == voices if voices is not None else found == ["It came to light"]


def test_a_noun_of_saying_with_that_keeps_a_cue_which_no_list_has(names):
    text = "Grocer Orn Brothers on Monday swatted aside a report that it had been sold."
    assert names(text, "it had been sold") == ["Orn Brothers"]


def test_what_brings_something_about_says_nothing(read):
    _, found = read("The new lock ensures that the gate stays shut.", "model")
    assert all(i in found.unsaid for i in range(len(found.attributions)))


def test_a_street_is_no_person_with_a_title(names):
    text = "Ida Marl lost her cab on Station Road. The 51-year-old says that the tar had been soft for weeks."
    assert names(text, "the tar had been soft") == ["Ida Marl"]


def test_words_for_what_papers_do_are_known_verbs():
    known = load_cues().verbs
    assert [verb for verb in load_cues().data["telling_of"] if verb not in known] == []
    assert is_common("newspaper")
