"""Fault 17: a date of 1970, of the future, or after retrieval is kept as stated and flagged."""

import pytest

from tests.faults.reading import report_of


@pytest.mark.parametrize(
    ("date", "flag"),
    [("1970-01-01", "implausible_date"), ("2031-05-02", "future_date"), ("2026-11-24", "future_date")],
)
def test_impossible_date_is_flagged(date: str, flag: str) -> None:
    report = report_of(f"date {date} The river rose on Monday, the mayor said.")
    assert report.published == date
    assert flag in report.flags


def test_plausible_date_is_not_flagged() -> None:
    assert report_of("date 2026-11-21 The river rose on Monday, the mayor said.").flags == ()
