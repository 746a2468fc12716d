"""Make stretches with two ends: "3-5 July", "between 3 and 5 July", "1939-45", "May to July 2019"."""

from collections.abc import Mapping
from typing import Any

from variorum.analyse.time.calendar import bounds_of
from variorum.analyse.time.context import NO_DAY, Context, Reading
from variorum.analyse.time.dates import choose_year, year_of

Parts = Mapping[str, Any]


def make_days(parts: Parts, context: Context) -> Reading:
    """Make the days from one to another of the same month or of two."""
    first_month = int(parts.get("first", parts["month"]))
    month = int(parts["month"])
    year = year_of(parts, context)
    has_year = year is not None
    if year is None:
        year = choose_year(month, int(parts["day"]), None, context)
    if year is None:
        return Reading("DATE", None, reason=NO_DAY)
    first_year = year - 1 if first_month > month else year
    start = f"{first_year:04d}-{first_month:02d}-{int(parts['from']):02d}"
    end = f"{year:04d}-{month:02d}-{int(parts['day']):02d}"
    return _between(start, end, has_year, context)


def make_months(parts: Parts, context: Context) -> Reading:
    """Make the months from one to another."""
    first_month, month = int(parts["first"]), int(parts["month"])
    year = year_of(parts, context)
    has_year = year is not None
    if year is None:
        year = choose_year(month, None, None, context)
    if year is None:
        return Reading("DATE", None, reason=NO_DAY)
    first_year = year - 1 if first_month > month else year
    return _between(f"{first_year:04d}-{first_month:02d}", f"{year:04d}-{month:02d}", has_year, context)


def make_years(parts: Parts, context: Context) -> Reading:
    """Make the years from one to another: "1939-1945", "1998-99"."""
    first = int(parts["year"])
    last = int(parts["last"])
    if last < 100:
        last += first // 100 * 100
    return _between(f"{first:04d}", f"{last:04d}", True, context)


def _between(start: str, end: str, has_year: bool, context: Context) -> Reading:
    first, last = bounds_of(start), bounds_of(end)
    if first is None or last is None:
        return Reading("DATE", None, reason="the calendar has no such day")
    if last[1] < first[0]:
        return Reading("DATE", None, reason="it would end before it begins")
    context.remember(start, has_year)
    return Reading("DATE", f"{start}/{end}", bounds=(first[0], last[1]))
