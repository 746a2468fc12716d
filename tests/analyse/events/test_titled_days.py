"""The day of the happening that the title is of, in a page that holds other news too."""

import pytest

from variorum.analyse.events.day_words import words_beside
from variorum.analyse.events.titling import rank_of, title_shares
from variorum.analyse.page import Page, open_page
from variorum.analyse.participants.tree import Tree, tree_of
from variorum.analyse.reading import analyse
from variorum.model.report import Report
from variorum.settings import Settings


def opened(body: str, title: str = "") -> tuple[Page, Tree]:
    text = f"{title}\n\n{body}" if title else body
    page = open_page(Report(id="r", sha256="", text=text, title=title or None), Settings())
    return page, tree_of(page.doc)


def test_the_day_is_that_of_the_news_that_the_title_tells() -> None:
    title = "Boy, 6, shot while playing in Arden yard"
    body = (
        "A woman was struck by a car in Otley on Monday and died in hospital. Arden police said a man was "
        "shot on Sunday during a robbery at a store. A boy, 6, was shot in the arm while he played in a yard "
        "in Arden on Saturday, police said."
    )
    report = Report(id="r", sha256="", text=f"{title}\n\n{body}", title=title, published="2024-05-15")
    read = analyse(report, Settings())
    assert read.main_event is not None
    days = {
        f.value.start  # type: ignore[union-attr]
        for f in read.events[read.main_event].fillings
        if f.slot == "time"
    }
    assert days == {"2024-05-11"}


def test_a_sentence_is_measured_by_the_words_of_the_title_that_it_and_the_one_before_repeat() -> None:
    page, tree = opened("Rain fell in Otley. A boy was shot. It was in Arden.", "Boy shot in Arden")
    shares = title_shares(page, tree)
    assert shares[0] == 1.0
    assert shares[-3] == 0.0
    assert shares[-1] == 1.0  # the last two sentences together name all three
    assert rank_of(shares[-1], shares[1:]) == 1.0


@pytest.mark.parametrize("title", ["", "The"])
def test_without_words_in_the_title_no_sentence_repeats_any(title: str) -> None:
    page, tree = opened("A boy was shot in Arden.", title)
    assert title_shares(page, tree)[-1] == 0.0


def test_words_beside_a_day_say_what_it_is_the_day_of() -> None:
    _, tree = opened("Bran Oster was arrested on Monday after Saturday's shooting.")
    monday, saturday = tree.lower.index("monday"), tree.lower.index("saturday")
    assert words_beside(tree, monday, monday)["sequel before"] > 0
    assert words_beside(tree, monday, monday)["owning"] == 0.0
    assert words_beside(tree, saturday, saturday)["owning"] == 1.0
