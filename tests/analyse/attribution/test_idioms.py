"""Idioms of telling, and papers, tallies and stories that have somebody doing something."""

from collections.abc import Callable

import pytest

Names = Callable[[str, str], list[str]]


@pytest.mark.parametrize(
    ("text", "words", "chain"),
    [
        ("The mate let slip that four deckhands had drowned off Quillan.", "had drowned", ["mate"]),
        ("The driver made it clear that two cyclists had been struck on Mill Road.", "struck", ["driver"]),
        ("Colonel Brandt Ivo owned up to the killing of six herders.", "killing of six", ["Brandt Ivo"]),
        ("The minister laid the bombing at the door of the Vale Front.", "bombing", ["minister"]),
        ("As Old Harl remembers it, soldiers drowned the boys.", "drowned", ["Harl"]),
        ("No villagers were shot, was how an army spokeswoman put it.", "were shot", ["army spokeswoman"]),
        ("The army's position is that no villager was shot.", "was shot", ["army"]),
    ],
)
def test_idioms_of_telling_give_the_word_to_who_tells(
    text: str, words: str, chain: list[str], names: Names
) -> None:
    assert names(text, words) == chain


@pytest.mark.parametrize(
    ("text", "words", "chain"),
    [
        ("Her diary for March has nine men hanged at Serrat.", "hanged", ["Her diary for March"]),
        ("Pell is down in the log as drowned off Quillan.", "drowned", ["log"]),
        ("Lantern's tally is 31 men hanged at Serrat.", "hanged", ["Lantern"]),
        ("The Lantern network has the toll at 44 dead in Dorrow.", "44 dead", ["Lantern network"]),
        ("Warder Finn was found by the court to have starved a convict.", "starved", ["court"]),
        ("The tribunal heard Mrs Velm describe the guards beating her husband.", "beating", ["Mrs Velm"]),
        ("The report quotes a boatman who saw soldiers shoot nine herders.", "shoot", ["report", "boatman"]),
    ],
)
def test_papers_tallies_and_witnesses_stand_behind_what_they_hold(
    text: str, words: str, chain: list[str], names: Names
) -> None:
    assert names(text, words) == chain


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The captain had six men rowing when the boat sank.", "sank"),
        ("Several guests told the story that night before the hall burned.", "burned"),
        ("The bishop laid a stone where ninety were massacred.", "massacred"),
        ("Soldiers pinned down rebels and killed nine.", "killed nine"),
    ],
)
def test_what_only_looks_like_telling_is_nobodys_word(text: str, words: str, names: Names) -> None:
    assert names(text, words) == []
