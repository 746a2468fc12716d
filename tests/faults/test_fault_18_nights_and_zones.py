"""Fault 18: unknown zone, midnight, nights: the interval widens where the words name no evening's day."""

import pytest

from variorum.analyse.page import open_page
from variorum.analyse.time import find_timexes
from variorum.model.report import Report
from variorum.settings import Settings


@pytest.mark.parametrize(
    ("text", "words", "start", "end"),
    [
        ("Shots were fired on Monday night.", "Monday night", "2025-01-13", "2025-01-13"),
        ("Shots were fired on Sunday evening.", "Sunday evening", "2025-01-12", "2025-01-12"),
        (
            "It sank on the night of December 31.",
            "the night of December 31",
            "2024-12-31",
            "2024-12-31",
        ),
        ("It sank last night.", "last night", "2025-01-14", "2025-01-14"),
        ("Shots were fired overnight.", "overnight", "2025-01-14", "2025-01-15"),
        (
            "Shots were fired in the night from Monday to Tuesday.",
            "the night from Monday to Tuesday",
            "2025-01-13",
            "2025-01-14",
        ),
        ("It fell at midnight on Monday.", "midnight on Monday", "2025-01-13T00:00", "2025-01-14T00:00"),
        ("It fell at 14:30 GMT on Monday.", "14:30 GMT on Monday", "2025-01-13T02:30", "2025-01-14T04:30"),
        (
            "It fell at 02:30 on March 30, 2025.",
            "02:30 on March 30, 2025",
            "2025-03-30T02:30",
            "2025-03-30T02:30",
        ),
    ],
)
def test_nights_and_zones_widen_only_where_the_words_leave_it_open(text, words, start, end):
    page = open_page(Report(id="r", sha256="0", text=text, published="2025-01-15"), Settings())
    (timex,) = find_timexes(page)
    assert timex.span.of(text) == words
    assert (timex.time.start, timex.time.end) == (start, end)
