"""A site's name behind a headline is no part of it."""

from hypothesis import given
from hypothesis import strategies as some

from variorum.clean.report import make_report
from variorum.clean.tails import cut_site
from variorum.model.report import Document
from variorum.settings import Settings


def test_call_signs_domains_and_words_of_the_press_end_a_headline() -> None:
    assert cut_site("Child shot in Osk Co. - | WOSK Tellin") == "Child shot in Osk Co."
    assert (
        cut_site("Two held after raid in Osk - KOSK.com - Tellin, Missouri") == "Two held after raid in Osk"
    )
    assert cut_site("Bridge closed for a week | The Tellin Herald") == "Bridge closed for a week"


def test_a_headline_that_goes_on_behind_a_dash_is_left_whole() -> None:
    for title in ("Osk floods - what we know", "Two boats sank - and nobody saw", "Rain - KOSK.com"):
        assert cut_site(title) == title


def test_the_report_bears_the_headline_alone() -> None:
    given = {
        "title": "Teen shot in Osk - KOSK News 5",
        "text": "A teen was shot in Osk on Monday, police said.",
    }
    report = make_report(
        Document(b"{}", "a", "application/json", given), "2026-01-01T12:00:00+00:00", Settings()
    )
    assert report.title == "Teen shot in Osk"
    assert report.text.startswith("Teen shot in Osk\n\nA teen")


@given(some.text(max_size=120))
def test_cutting_gives_an_opening_of_the_title(title: str) -> None:
    assert title.startswith(cut_site(title))


def test_cutting_takes_linear_time() -> None:
    assert cut_site("Osk - " * 20_000).startswith("Osk")
