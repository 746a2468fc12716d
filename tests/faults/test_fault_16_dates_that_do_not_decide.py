"""Fault 16: no date, "Monday", "May", 03/04: interval and ambiguity kept; no invented day."""

import pytest

from variorum.analyse.page import open_page
from variorum.analyse.time import find_timexes
from variorum.model.report import Report
from variorum.settings import Settings


def read(text, published):
    page = open_page(Report(id="r", sha256="0", text=text, published=published), Settings())
    return find_timexes(page)


@pytest.mark.parametrize(
    "words", ["Monday", "yesterday", "last month", "December", "Jan. 9", "this year", "tonight"]
)
def test_without_a_report_date_relative_words_have_no_interval_and_a_reason(words):
    (timex,) = read(f"The dam burst {'in' if words == 'December' else 'on'} {words}.", None)
    assert timex.time is None
    assert timex.reason


def test_a_month_alone_is_the_whole_month():
    (timex,) = read("The dam burst in May.", "2025-01-15")
    assert (timex.time.start, timex.time.end) == ("2024-05-01", "2024-05-31")


def test_an_ambiguous_numeric_date_keeps_both_readings():
    (timex,) = read("The dam burst on 03/04/2024.", "2025-01-15")
    assert (timex.time.start, timex.time.end) == ("2024-03-04", "2024-04-03")
    assert "either way" in timex.reason


def test_the_reports_own_dates_decide_the_order():
    values = [t.value for t in read("It burst on 03/04/2024 and on 13/04/2024.", "2025-01-15")]
    assert values == ["2024-04-03", "2024-04-13"]


def test_the_outlets_country_decides_the_order():
    report = Report(
        id="r", sha256="0", text="It burst on 03/04/2024.", published="2025-01-15", outlet="orvale-post.co.uk"
    )
    (timex,) = find_timexes(open_page(report, Settings()))
    assert timex.value == "2024-04-03"


@pytest.mark.parametrize(
    "words", ["30 February", "the 45th of May", "2024-02-30", "31/02/2024", "the year 0", "February 30, 2024"]
)
def test_a_day_that_the_calendar_lacks_is_not_invented(words):
    (timex,) = read(f"The dam burst on {words}.", "2025-01-15")
    assert timex.value is None
    assert timex.time is None
    assert timex.reason
