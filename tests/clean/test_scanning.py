"""Words keep their places and their white space, however a page writes it."""

import pytest

from tests.timing import least_seconds
from variorum.clean.elements import ARTICLE, CAPTION, HINTED, LINK
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


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("<p>a<!-- <b>not</b> shown --> b", ["a b"]),
        ("<p>a<!-- never closed <p>b", ["a"]),
        ("<p>1 < 2 > 0 and <3<p>b", ["1 2 > 0 and 3", "b"]),
        ("<script>if (a < b) { '<p>no</p>' }</script><p>yes", ["yes"]),
        ("<script><p>never closed", []),
        ("<head><title>T</title></head><p>yes", ["yes"]),
        ("<head><title>T</title><p>yes", ["T", "yes"]),
        ("<svg><path d=1><p>yes", ["yes"]),
        ("<P>one<BR/>two<br>three", ["one", "two", "three"]),
        ("text < ", ["text"]),
        ("<>", [">"]),
    ],
)
def test_tags_comments_and_lone_brackets_are_told_apart(source: str, texts: list[str]) -> None:
    assert [block.text for block in scan(source)] == texts


@pytest.mark.parametrize("piece", ["<p>", "<", "<!--", "<svg", "</p>", "<div class='", "&", "<nav>", "<a>x"])
def test_reading_grows_with_the_length_alone(piece: str) -> None:
    def work(count: int) -> float:
        return least_seconds(lambda: scan(piece * count), times=3)

    assert work(16_000) < max(0.02, 24 * work(2_000))


def test_what_surrounds_words_is_looked_at_only_when_asked() -> None:
    (block,) = scan('<article><div class="story-caption"><p>Rain <a href=x>fell</a></p></div></article>')
    assert block.share(CAPTION) == 1
    assert block.share(LINK) == 0.5
    assert block.share(ARTICLE) == 1
    assert block.share(HINTED) == 0
