"""Words keep their places and their white space, however a page writes it."""

import pytest

from variorum.clean.locating import Places
from variorum.clean.scanning import scan


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>killed 5&nbsp;people</p>", "killed 5 people"),
        ("<p>5&#160;km</p>", "5 km"),
        ("<p>Rain&nbsp;&mdash;&nbsp;heavy", "Rain — heavy"),
        ("<p><b>Osk</b>&nbsp;<i>river</i>", "Osk river"),
        ("<p>AT&amp;T</p>", "AT&T"),
        ("<p>wel<b>come</b>, <i>all</i>", "welcome, all"),
        ("<p>a < b & c", "a b & c"),
        ("<p>&nbsp;</p><p>x", "x"),
    ],
)
def test_white_space_written_as_an_entity_parts_words(source: str, text: str) -> None:
    assert [block.text for block in scan(source)] == [text]


def test_every_word_leads_to_its_place() -> None:
    source = "<p>Two&nbsp;boats <b>sank</b> off&#160;Tellin &amp; Osk"
    (block,) = scan(source)
    assert block.count == len(block.words)
    for word, start, _ in block.words:
        assert source.startswith(word, start) or source.startswith("&amp;", start)


def test_a_line_is_found_in_the_blocks_that_it_came_from() -> None:
    blocks = scan("<p>Two boats sank.<p>Nobody was hurt, the mayor said.<p>Share")
    places = Places(blocks)
    assert places.find("Nobody was  hurt, the mayor said.") == [(1, 0, 6)]
    assert places.find("was hurt") == [(1, 1, 3)]
    assert places.find("sank. Nobody") == [(0, 2, 3), (1, 0, 1)]
    assert places.find("It rained") == []
