"""Happenings of another kind, of other sides, of another accused, or begun deep in a report stay apart."""

import pytest

from tests.analyse.events.happenings import read
from tests.analyse.events.test_set_apart import told_with

APART = [
    pytest.param(
        "Milo Tarn shot and killed a judge in Porto on Monday.\n\n"
        "He was being led to a trial for rape when he took the gun.",
        "shot",
        "rape",
        id="a rape for which one is tried is not the shooting that he then did",
    ),
    pytest.param(
        "Milo Tarn was jailed in 1979 for rape.\n\nIn 1999 he stabbed his wife, Ana Pell.",
        "rape",
        "stabbed",
        id="a stabbing is not a rape of years before",
    ),
    pytest.param(
        "Ban Orlik defeated Tim Thorn. The players, their coach and the league spoke of a game of the "
        "season. Thorn had defeated Milo Tarn in a rush and leaves the tournament.",
        "defeated Tim",
        "defeated Milo",
        id="whoever lost one game has won another",
    ),
    pytest.param(
        "Milo Tarn was sentenced to life on Monday for a murder in Porto.\n\nThe prison is in the hills.\n\n"
        "It has few windows.\n\nIts cells are small.\n\nIt opened years ago.\n\n"
        "Ivo Brand, a preacher, was convicted in Ely of killing a guard.",
        "sentenced",
        "convicted",
        id="another convict whom a prison holds was not tried with the first",
    ),
    pytest.param(
        "Police shot a boy, Ivo Brand, dead in Porto on Saturday.\n\nProtesters threw two petrol bombs.",
        "shot",
        "threw",
        id="what a crowd throws is no part of a shooting by police, whoever it hits",
    ),
    pytest.param(
        "A boy of six was shot dead in Porto on Wednesday. "
        "The shooting came a day after a boy of two died in Ely.",
        "shot",
        "died",
        id="a death that the shooting came a day after is another's",
    ),
]


@pytest.mark.parametrize(("text", "one", "other"), APART)
def test_a_happening_of_another_kind_is_another(text: str, one: str, other: str) -> None:
    first, second = told_with(text, one, other)
    assert first != second


def test_this_latest_shooting_is_the_one_told() -> None:
    text = (
        "A pastor was shot dead in Porto on Saturday. This latest mass shooting comes a month after a man "
        "killed 20 children in Ely."
    )
    one, same, other = told_with(text, "shot", "shooting", "killed")
    assert one == same != other


def test_the_shooting_is_the_one_that_the_sentence_before_begins() -> None:
    text = (
        "A girl was shot in Porto on Sunday. Her wounds are light.\n\nMeanwhile, a man was fatally shot in "
        "Ely on Saturday. The shooting happened on Ash Street."
    )
    girl, man, the = told_with(text, "shot in Porto", "shot in Ely", "shooting")
    assert girl != man == the


def test_what_it_killed_is_of_the_quake_told_last() -> None:
    text = (
        "An earthquake shook Osta on Sunday, killing ten people. Officials said the quake broke windows.\n\n"
        "The last big earthquake hit Ely in October. It killed 612 people and injured 1,400."
    )
    new, old, killed = told_with(text, "earthquake shook", "earthquake hit", "killed")
    assert new != old == killed


def test_what_is_first_told_deep_in_a_report_is_not_its_main_happening() -> None:
    deep = "The plan is long and dull.\n\nIt speaks of ships.\n\n" * 6
    text = f"The minister issued a statement on Monday.\n\n{deep}Ten men were killed in an attack in Ely."
    found = read(text)
    assert found.main_event is not None
    assert found.events[found.main_event].type == "statement"


def test_a_heart_that_wins_out_wins_no_contest() -> None:
    text = (
        "The player and his coach will stay in the league for a season, the team said. "
        "After the game, his heart won out over the money."
    )
    assert not [e for e in read(text).events if e.type == "contest"]


def test_who_asked_for_something_and_opened_fire_did_open_fire() -> None:
    text = "Two men walked into a tavern in Porto, asked for the keys and fired at the guests, killing five."
    told = [f for e in read(text).events for f in e.fillings if f.slot == "killed"]
    assert [f.modality for f in told] == ["asserted"]
