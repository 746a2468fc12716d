"""Make weeks named by a month or a day: "the first week of March", "the week of Sept. 7"."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from variorum.analyse.time.calendar import bounds_of, week_of
from variorum.analyse.time.context import NO_DAY, Context, Reading
from variorum.analyse.time.dates import choose_year, make_date, year_of

Parts = Mapping[str, Any]


def make_month_week(parts: Parts, context: Context) -> Reading:
    """Make the n-th seven days of a month, or the last; the value is the week that holds most of them."""
    number, month = int(parts["number"]), int(parts["month"])
    year = year_of(parts, context)
    if "shift" in parts and context.report is not None:
        year = context.report.year + int(parts["shift"])
    if year is None:
        year = choose_year(month, None, None, context)
    if year is None:
        return Reading("DATE", None, reason=NO_DAY)
    days = bounds_of(f"{year:04d}-{month:02d}")
    if days is None or not (1 <= number <= 5 or number == -1):
        return Reading("DATE", None, reason="the calendar has no such week")
    begin, end = (date.fromisoformat(day) for day in days)
    first = end - timedelta(days=6) if number in (-1, 5) else begin + timedelta(days=7 * (number - 1))
    last = first + timedelta(days=6)
    context.remember(first.isoformat(), has_year=False)
    return Reading("DATE", week_of(first + timedelta(days=3)), bounds=(first.isoformat(), last.isoformat()))


def make_day_week(parts: Parts, context: Context) -> Reading:
    """Make the week that holds a day."""
    reading = make_date(parts, context)
    if reading.value is None or bounds_of(reading.value) is None:
        return reading
    value = week_of(date.fromisoformat(reading.value))
    return Reading("DATE", value) if bounds_of(value) is not None else reading
