"""Pages: judged by their blocks where these leave no doubt, by the careful way elsewhere; titles, outlets."""

import pytest

from variorum.clean import webpage
from variorum.clean.metadata import read_facts
from variorum.clean.webpage import read_page

LEAD = (
    "The river Osk rose by two metres on Monday night and two people are missing, the mayor of Tellin said."
)
MORE = (
    "Rescue teams searched the banks through the night with dogs and boats, but found nobody, officials said."
)
LINKS = "".join(f"<li><a href='/{n}'>Other news of the day number {n}</a></li>" for n in range(9))
MENU = "".join(f"<li><a href='/{n}'>Section number {n}</a></li>" for n in range(9))
NEWS = (
    f"<html><head><title>Flood | Osk Post</title></head><body><nav><ul>{MENU}</ul></nav>"
    "<article><h1>Flood</h1>"
    + f"<p>{LEAD}</p><p>{MORE}</p>" * 6
    + f"</article><aside><ul>{LINKS}</ul></aside><footer>Contact us</footer></body></html>"
)


def article(page: webpage.Webpage) -> list[str]:
    return [line.text for line in page.lines if line.label == "article"]


def test_where_the_blocks_leave_no_doubt_the_careful_way_is_not_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slow = article(read_page(NEWS.replace("<article>", "<article class='story'>")))
    monkeypatch.setattr(webpage, "extract_lines", lambda source: pytest.fail("asked"))
    assert article(read_page(NEWS)) == [LEAD, MORE] * 6
    assert slow == [LEAD, MORE] * 6


def test_links_beside_the_article_are_no_part_of_it() -> None:
    assert not any("Other news" in text for text in article(read_page(NEWS)))


def test_a_page_in_doubt_is_read_the_careful_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webpage, "weigh", lambda blocks, *given: (0, [0.6] * len(blocks)))
    asked = []
    monkeypatch.setattr(webpage, "extract_lines", lambda source: asked.append(1) or [LEAD, MORE])
    assert article(read_page(NEWS))[:2] == [LEAD, MORE]
    assert asked


def test_a_short_page_is_read_the_careful_way(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    careful = webpage.extract_lines
    monkeypatch.setattr(webpage, "extract_lines", lambda *given: asked.append(1) or careful(*given))
    page = read_page(f"<html><body><article><h1>Flood</h1><p>{LEAD}</p><p>{MORE}</p></article></body></html>")
    assert asked
    assert article(page) == [LEAD, MORE]


def test_words_of_the_navigation_are_not_read_even_where_it_is_never_closed() -> None:
    assert not any("Section" in line.text for line in read_page(NEWS).lines)
    open_ended = f"<html><body><nav><p>{LEAD}</p><p>{MORE}</p>"
    assert LEAD in " ".join(line.text for line in read_page(open_ended).lines)


@pytest.mark.parametrize(
    ("head", "title", "outlet"),
    [
        (
            "<title>Flood in Osk | Osk Post</title><meta property='og:site_name' content='Osk Post'>",
            "Flood in Osk",
            "Osk Post",
        ),
        ("<title>Flood in Osk | Weather</title><h1>Flood in Osk</h1>", "Flood in Osk", None),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Osk floods: live",'
            '"publisher": {"name": "Osk Post"}}</script><title>Osk floods: live</title>'
            "<meta property='og:title' content='The river that came at night'>",
            "The river that came at night",
            "Osk Post",
        ),
    ],
)
def test_title_and_outlet_come_from_the_right_witness(head: str, title: str, outlet: str | None) -> None:
    facts = read_facts(f"<html><head>{head}</head></html>")
    assert (facts.title, facts.outlet) == (title, outlet)


def test_an_outlet_known_by_its_address_needs_no_markup() -> None:
    assert read_facts("<title>Rain</title>", "https://edition.cnn.com/a").outlet == "CNN"


def test_a_doubted_choice_that_is_the_densest_text_too_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    chances = [0.75 if block.tag == "p" else 0.1 for block in webpage.scan(NEWS)]
    monkeypatch.setattr(webpage, "weigh", lambda blocks, *given: (0, chances))
    asked = []
    monkeypatch.setattr(webpage, "extract_lines", lambda source: asked.append(1) or [LEAD])
    monkeypatch.setattr(webpage, "agreement_of", lambda one, other: 1.0)
    read_page(NEWS)
    assert not asked
    monkeypatch.setattr(webpage, "agreement_of", lambda one, other: 0.9)
    read_page(NEWS)
    assert asked
