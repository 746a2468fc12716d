"""Voices inside voices, clauses set apart from their noun, what one leans on, who speaks before a colon."""

from collections.abc import Callable

import pytest

Names = Callable[[str, str], list[str]]


@pytest.mark.parametrize(
    ("text", "words", "voices"),
    [
        (
            "The report says that a driver at the depot admitted to him the brakes had been cut in May.",
            "the brakes had been cut",
            ["report", "driver at the depot"],
        ),
        (
            "Mr Lowe claims a guard on the night shift vowed to her the gate had been locked since noon.",
            "the gate had been locked",
            ["Mr Lowe", "guard on the night shift"],
        ),
        (
            "The letters of that year, her niece Rosa Quill insists, have the dealer admitting at table that "
            "the canvas was forged.",
            "the canvas was forged",
            ["Rosa Quill", "letters of that year", "dealer"],
        ),
        (
            "The widow remembers the doctor whispering that the dose was wrong.",
            "the dose was wrong",
            ["widow", "doctor"],
        ),
        (
            "In the spring, critic Jonas Hale notes, the diary of a Tarn seamstress records that the mill "
            "was emptied in a night.",
            "the mill was emptied in a night",
            ["Jonas Hale", "diary of a Tarn seamstress"],
        ),
        (
            "The cellar, the sister recalls being told by her grandfather, was used to hide rifles.",
            "used to hide rifles",
            ["sister", "her grandfather"],
        ),
    ],
)
def test_who_speaks_inside_what_another_says_is_found(
    names: Names, text: str, words: str, voices: list[str]
) -> None:
    assert names(text, words) == voices


@pytest.mark.parametrize(
    ("text", "words", "voices"),
    [
        (
            "Behind the strike lies the guards' suspicion, never put on paper, that the pumps are off.",
            "the pumps are off",
            ["guards"],
        ),
        (
            "It is the belief of the drainage board, or so its clerk wrote, that the sluice was jammed.",
            "the sluice was jammed",
            ["its clerk", "drainage board"],
        ),
        ("The bridge has, it was rumoured on the quay, been mined twice.", "been mined", ["it was rumoured"]),
    ],
)
def test_a_clause_set_apart_from_whose_belief_it_is_stays_his(
    names: Names, text: str, words: str, voices: list[str]
) -> None:
    assert names(text, words) == voices


@pytest.mark.parametrize(
    ("text", "words", "voices"),
    [
        (
            "The bridge at Oram is closed, Kanal Sever has it, on the word of a toll clerk, who locked it "
            "himself.",
            "The bridge at Oram is closed",
            ["Kanal Sever", "toll clerk"],
        ),
        (
            "The vault was empty for a month, the regulator said, going by the night porter's notebook.",
            "The vault was empty",
            ["regulator", "night porter's notebook"],
        ),
        (
            "The ferry sank in shallow water, reports the Evening Packet, which had the news from a mate.",
            "The ferry sank in shallow water",
            ["Evening Packet", "mate"],
        ),
        (
            "A report by the campaign group Clear Water says the lake is dead.",
            "the lake is dead",
            ["report by the campaign group Clear Water"],
        ),
    ],
)
def test_whom_a_voice_leans_on_stands_behind_it(
    names: Names, text: str, words: str, voices: list[str]
) -> None:
    assert names(text, words) == voices


@pytest.mark.parametrize(
    ("text", "words", "voices"),
    [
        ("Warden Lise Tamm, at the gate: the east wing was never searched.", "the east wing", ["Lise Tamm"]),
        ("The mayor's answer to the farmers: no road will cross the marsh.", "no road", ["mayor"]),
        ("Dr Oona Pask put it differently: the dose was ten times too high.", "the dose", ["Oona Pask"]),
        ("Goalkeeper Ivo Kral after the whistle - 'we gave it away'.", "gave it away", ["Ivo Kral"]),
        ("The plan in short: the east wing was never searched.", "the east wing", []),
    ],
)
def test_who_stands_before_a_colon_says_what_stands_behind(
    names: Names, text: str, words: str, voices: list[str]
) -> None:
    assert names(text, words) == voices
