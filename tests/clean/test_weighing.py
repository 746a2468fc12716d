"""Blocks of a page are weighed: paragraphs of the article are likely, links and notices around it are not."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from variorum.clean.scanning import scan
from variorum.clean.webpage import doubt_of, read_page
from variorum.clean.weighing import NAMES, find_stretch, traits_of, weigh

LEAD = (
    "The river Osk rose by two metres on Monday night and two people are missing, the mayor of Tellin said."
)
LINKS = "".join(f"<li><a href='/{n}'>Other news of the day number {n}</a></li>" for n in range(9))
PAGE = (
    f"<body><header><ul>{LINKS}</ul></header><article><h1>Flood</h1>{f'<p>{LEAD}</p>' * 9}</article>"
    f"<aside class='related'><h3>More news</h3><ul>{LINKS}</ul></aside><footer>All rights reserved.</footer>"
)


def test_paragraphs_are_likely_and_links_are_not() -> None:
    blocks = scan(PAGE)
    start, chances = weigh(blocks, "Flood", None)
    likely = {block.text for block, chance in zip(blocks[start:], chances, strict=False) if chance > 0.5}
    assert LEAD in likely
    assert not any("Other news" in text or "rights" in text for text in likely)
    assert doubt_of(blocks[start : start + len(chances)], chances) < 0.2


def test_a_page_without_running_text_has_no_stretch() -> None:
    assert weigh(scan(f"<ul>{LINKS}</ul>"), None, None) == (0, [])
    assert doubt_of([], []) == 1


def test_a_long_page_is_kept_to_its_last_paragraph() -> None:
    told = [
        f"On day {n} the council of Osk met again and put off what it had met to settle." for n in range(3000)
    ]
    page = read_page(f"<body><h1>Minutes</h1>{''.join(f'<p>{line}</p>' for line in told)}")
    assert [line.text for line in page.lines if line.label == "article"][-1] == told[-1]


@given(
    st.lists(st.sampled_from(["<p>", LEAD, "<div class='ad'>", "</div>", "<a>", "x", "<br>", "&nbsp;", "é "]))
)
def test_whatever_a_page_holds_each_block_has_one_number_of_each_kind(pieces: list[str]) -> None:
    blocks = scan("".join(pieces))
    start, end = find_stretch(blocks)
    if end > start:
        traits = traits_of(blocks[start:end], "x", LEAD)
        assert traits.shape == (end - start, len(NAMES))
        assert np.isfinite(traits).all()
    assert len(weigh(blocks, None, None)[1]) == end - start
