"""Idioms of telling give what is told to who tells it."""

from collections.abc import Callable

import pytest

Names = Callable[[str, str], list[str]]


@pytest.mark.parametrize(
    ("text", "words", "chain"),
    [
        ("The mate let slip that four deckhands had drowned off Quillan.", "had drowned", ["mate"]),
        ("The driver made it clear that two cyclists had been struck on Mill Road.", "struck", ["driver"]),
        ("Colonel Brandt Ivo owned up to the killing of six herders.", "killing of six", ["Brandt Ivo"]),
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
    ("text", "words"),
    [
        ("The captain had six men rowing when the boat sank.", "sank"),
        ("Several guests told the story that night before the hall burned.", "burned"),
        ("The bishop laid a stone where ninety were massacred.", "massacred"),
        ("The player's position is that of a goalkeeper who was shot.", "shot"),
        ("Police traced the robbery car to a garage.", "robbery"),
        ("Soldiers pinned down rebels and killed nine.", "killed nine"),
    ],
)
def test_what_only_looks_like_telling_is_nobodys_word(text: str, words: str, names: Names) -> None:
    assert names(text, words) == []
