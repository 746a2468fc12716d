"""Make named days: Christmas, Thanksgiving, Easter; the rules of each are data."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from variorum.analyse.time.calendar import add_days, make_day
from variorum.analyse.time.context import NO_DAY, Context, Reading
from variorum.analyse.time.dates import day_reading, year_of

Parts = Mapping[str, Any]

_FAR = 999  # units; nobody counts more from a feast


def make_holiday(parts: Parts, context: Context) -> Reading:
    """Make a named day; without a year, the nearest one on the side of the verb's tense."""
    rule = str(parts["holiday" if "holiday" in parts else "this"])
    shift = int(parts.get("holidayword", 0)) + _steps(parts)
    year = year_of(parts, context)
    if year is None and rule[:1].isdigit() and len(rule) == 10:
        return day_reading(date.fromisoformat(rule), parts, context)
    report = context.report
    if year is None and report is None:
        return Reading("DATE", None, reason=NO_DAY)
    # The eve of a feast may lie in the year before the feast's: "New Year's Eve 2016".
    years = [year, year + 1] if year is not None else [report.year + s for s in (-1, 0, 1)] if report else []
    days = [day for y in years if (day := day_of(rule, y)) is not None]
    days = [shifted for day in days if (shifted := add_days(day, shift)) is not None]
    days = [day for day in days if year is None or day.year == year] or days
    if not days:
        return Reading("DATE", None, reason="there is no such year")
    if year is not None or report is None:
        return day_reading(days[0], parts, context)
    ahead = parts["last"] > 0 if "last" in parts else context.tense() == "future"
    chosen = min(days, key=lambda d: abs((d - report).days) + (0 if (d >= report) == ahead else 250))
    return day_reading(chosen, parts, context)


def _steps(parts: Parts) -> int:
    """Return the days from a named day to the one meant: "the day after", "two weeks before"."""
    days = 7 if str(parts.get("unit")).startswith("week") else 1
    return int(parts.get("step", 0)) * min(int(parts.get("n", 1)), _FAR) * days


def day_of(rule: str, year: int) -> date | None:
    """Return the day of a rule in a year: "12-25", "11-4x4" (fourth Thursday of November), "easter-2".

    Days may be added: "11-1x1+1" is the Tuesday after the first Monday of November.

    >>> day_of("11-4x4", 1999), day_of("easter-2", 2024), day_of("11-1x1+1", 1998)
    (datetime.date(1999, 11, 25), datetime.date(2024, 3, 29), datetime.date(1998, 11, 3))
    """
    if not 1 <= year <= 9999:
        return None
    rule, _, on = rule.partition("+") if "x" in rule else (rule, "", "")
    if on:
        day = day_of(rule, year)
        return None if day is None else add_days(day, int(on))
    if rule.startswith("easter"):
        return add_days(easter(year), int(rule[6:] or 0))
    month, _, rest = rule.partition("-")
    if "x" not in rest:
        return make_day(year, int(month), int(rest))
    number, weekday = (int(piece) for piece in rest.split("x"))
    if number > 0:
        first = date(year, int(month), 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (number - 1))
    last = date(year + int(month) // 12, int(month) % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.isoweekday() - weekday) % 7)


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (the Anonymous algorithm, Nature, 1876).

    >>> easter(2024)
    datetime.date(2024, 3, 31)
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
