"""Make days, months and years from words that name them, choosing the year where the words leave it open."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from variorum.analyse.time.calendar import add_days, add_months, bounds_of, make_day, narrow, value_at
from variorum.analyse.time.context import MONTHS_ROUND, NO_DAY, Context, Reading
from variorum.analyse.time.cues import cues

Parts = Mapping[str, Any]

_MONTHS_TO_COME_ROUND = 15  # every weekday but the 31st's falls on every number within that
_SIX_BACK = 6  # days
# How much farther a date ahead counts beside a verb in the past: a day may be a deadline, a month hardly.
_MONTH_AHEAD, _DAY_AHEAD = 20, 6
_BOUNDS = {
    "more": "MORE_THAN",
    "less": "LESS_THAN",
    "least": "EQUAL_OR_MORE",
    "most": "EQUAL_OR_LESS",
    "up": "EQUAL_OR_LESS",
}


def mod_of(parts: Parts) -> str | None:
    """Return the TIMEX3 modifier that the words give (early, mid, late, about, at least)."""
    for name in ("fuzz", "early", "late", "about"):
        if parts.get(name) is not None:
            return str(parts[name])
    return _BOUNDS.get(str(parts.get("mod")))


def century_of(two_digits: int, report: date | None) -> int:
    """Return the year that two digits mean: the nearest one not more than twenty years after the report."""
    latest = (report.year if report else 2030) + 20
    return two_digits + (latest - two_digits) // 100 * 100


def year_of(parts: Parts, context: Context) -> int | None:
    """Return the year that the words give, in four digits or two."""
    for name in ("year", "yearwords"):
        if name in parts:
            return int(parts[name])
    for name in ("shortyear", "twodigit"):
        if name in parts:
            return century_of(int(parts[name]), context.report)
    return None


def make_date(parts: Parts, context: Context) -> Reading:
    """Make a day or a month; the year comes from the words, the weekday, the narrative or the tense."""
    month, day = int(parts["month"]), int(parts["day"]) if "day" in parts else None
    year = year_of(parts, context)
    if day is not None and make_day(2024 if year is None else year, month, day) is None:
        return Reading("DATE", None, reason="the calendar has no such day")
    has_year = year is not None
    if year is None and "last" in parts and context.report is not None:
        year = _year_beyond(month, day or 1, int(parts["last"]), context.report)
    if year is None:
        year = choose_year(month, day, parts.get("weekday", parts.get("shortday")), context)
    if year is None:
        value = f"XXXX-{month:02d}" + (f"-{day:02d}" if day else "")
        return Reading("DATE", value, mod_of(parts), reason=NO_DAY)
    value = f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day else "")
    if bounds_of(value) is None:
        return Reading("DATE", None, reason="the calendar has no such day")
    context.remember(value, has_year or context.narrative_year() == year)
    if "part" in parts:
        return Reading("TIME", value + str(parts["part"]), mod_of(parts))
    return Reading("DATE", value, mod_of(parts))


def _year_beyond(month: int, day: int, direction: int, report: date) -> int | None:
    """Return the year of the nearest such day before or after the report: "next Jan. 1", "last Dec. 31"."""
    years = (report.year + shift for shift in (0, direction))
    days = ((year, make_day(year, month, day)) for year in years)
    return next((y for y, at in days if at is not None and (at - report).days * direction > 0), None)


def choose_year(month: int, day: int | None, weekday: int | None, context: Context) -> int | None:
    """Return the year meant by a month or day without one; None where nothing tells."""
    report = context.report
    tense = None if context.is_open_end() else context.tense()
    if day is None and context.is_before(cues("tense", "traded")):
        tense = "future"
    narrative = context.narrative_year(month) if tense != "future" or context.is_history else None
    if narrative is not None and (report is None or narrative < report.year):
        return _follow(narrative, month, context)
    if report is None:
        return narrative
    years = [report.year + shift for shift in (0, -1, 1) if make_day(report.year + shift, month, day or 1)]
    if weekday is not None and day is not None:
        fitting = [y for y in years if date(y, month, day).isoweekday() == weekday]
        years = fitting or years
    return min(years, key=lambda y: _distance(y, month, day, report, tense), default=None)


def _distance(year: int, month: int, day: int | None, report: date, tense: str | None) -> float:
    """Return how far a month or day lies from the report, the wrong side of the tense counted double."""
    at = date(year, month, day or 15)
    days = (at - report).days
    if day is None:
        days = 0 if (at.year, at.month) == (report.year, report.month) else days
    if tense == "past":
        return days * (_MONTH_AHEAD if day is None else _DAY_AHEAD) if days > 0 else -days
    if tense == "future":
        return -days * 3 if days < 0 else days
    return abs(days) if days <= 0 else days * 1.2


def _follow(year: int, month: int, context: Context) -> int:
    """Return the narrative's year for a month: the next one where the narrative has passed the turn."""
    last = context.last_named()
    if last is not None and len(last.value) >= 7 and last.day.month - month >= MONTHS_ROUND:
        return year + 1
    return year


def make_month(parts: Parts, context: Context) -> Reading:
    """Make a month named without a day: "in December", "last April", "early June", "June last year"."""
    month = int(parts["month"] if "month" in parts else parts["this"])
    direction = parts.get("last")
    report = context.report
    if "that" in parts:
        named = context.last_named()
        if named is not None:
            return _month(named.day.year, month, parts, context)
        return Reading("DATE", f"XXXX-{month:02d}", mod_of(parts), reason=NO_DAY)
    if direction is None and "this" not in parts and "of_year" not in parts:
        return make_date(parts, context)
    if report is None:
        return Reading("DATE", f"XXXX-{month:02d}", mod_of(parts), reason=NO_DAY)
    year = report.year
    if parts.get("of_year"):
        year += int(direction or 0)
    elif direction is not None and direction < 0:
        year -= month >= max(2, report.month) - 1  # in March, "last February" is no "last month"
    elif direction is not None:
        year += month <= report.month
    return _month(year, month, parts, context)


def _month(year: int, month: int, parts: Parts, context: Context) -> Reading:
    value = f"{year:04d}-{month:02d}"
    context.remember(value, has_year=False)
    return Reading("DATE", value, mod_of(parts))


def make_year(parts: Parts, context: Context) -> Reading:
    """Make a year: "1998", "early 1991", "the end of 2003"."""
    year = year_of(parts, context)
    value = f"{year or 0:04d}"
    if bounds_of(value) is None:
        return Reading("DATE", None, reason="there is no such year")
    context.remember(value, has_year=True)
    return Reading("DATE", value, mod_of(parts))


def make_year_end(parts: Parts, context: Context) -> Reading:
    """Make the end of a year, written as its last day: the one ahead, or after "since" the one behind.

    The words may mean the weeks before it as well, so the days meant are the half that ends there.
    """
    year = year_of(parts, context)
    if year is None and context.report is None:
        return Reading("DATE", "XXXX-12-31", "END", reason=NO_DAY)
    if year is None and context.report is not None:
        year = context.report.year - context.is_after(cues("tense", "since"))
    days = bounds_of(f"{year:04d}")
    if days is None:
        return Reading("DATE", None, reason="outside the calendar")
    return Reading("DATE", days[1], "END", bounds=narrow(days, "END"))


def make_weekday(parts: Parts, context: Context) -> Reading:
    """Make the day that a weekday's name means, before or after the report by the tense of its verb.

    A page keeps its date while it is added to: in one that names the weekday it is dated on, the weekday
    after is the day after, whatever the tense; six days back it would say "last", or "Sunday's derailment".
    """
    weekday = int(parts["weekday"] if "weekday" in parts else parts["this"])
    report = context.report
    if report is None:
        return Reading("DATE", f"XXXX-WXX-{weekday}", mod_of(parts), reason=NO_DAY)
    if parts.get("narrative"):
        named = context.last_day()
        is_same = named is not None and named.day.isoweekday() == weekday
        report = named.day if named is not None and (is_same or context.is_near(named)) else report
    behind = (report.isoweekday() - weekday) % 7
    ahead = (weekday - report.isoweekday()) % 7
    direction = parts.get("last")
    if parts.get("of_week"):
        shift = weekday - report.isoweekday() + 7 * int(direction or 0)
    elif direction is not None:
        shift = -(behind or 7) if direction < 0 else (ahead or 7)
        shift += int(direction) * 7 * int(parts.get("weeks", 0))
    elif "this" in parts and "weekday" not in parts:
        shift = weekday - report.isoweekday()
        tense = context.tense()
        shift += 7 * (shift < 0 and tense == "future") - 7 * (shift > 0 and tense == "past")
    elif (first := context.range_start()) is not None:
        report, shift = first, (weekday - first.isoweekday()) % 7
    elif behind == _SIX_BACK and context.names_own_day and not context.owns():
        shift = 1
    else:
        shift = ahead if context.tense() == "future" else -behind
    return day_reading(add_days(report, shift), parts, context)


def make_dayref(parts: Parts, context: Context) -> Reading:
    """Make today, yesterday or tomorrow, with the part of the day."""
    report = context.report
    if report is None:
        return Reading("DATE", "XXXX-XX-XX", mod_of(parts), reason=NO_DAY)
    shift = parts["dayref"]
    if isinstance(shift, str):
        shift = {"tomorrow": 2, "yesterday": -2}[shift]
    return day_reading(add_days(report, int(shift)), parts, context)


def day_reading(day: date | None, parts: Parts, context: Context) -> Reading:
    """Make a day, or a part of it where the words name one."""
    if day is None:
        return Reading("DATE", None, reason="outside the calendar")
    part, clock = parts.get("part"), parts.get("clockword")
    context.remember(day.isoformat(), has_year=False)
    context.night = day if part in ("TNI", "TEV") else None
    if clock is not None:
        return Reading("TIME", f"{day.isoformat()}T{clock}", mod_of(parts))
    if part is not None:
        return Reading("TIME", day.isoformat() + str(part), mod_of(parts))
    return Reading("DATE", day.isoformat(), mod_of(parts))


def make_period(parts: Parts, context: Context) -> Reading:
    """Make the week, month, quarter, year, ... of the report, or the one before or after it."""
    unit = str(parts["period"] if "period" in parts else parts["this"])
    report = context.report
    if report is None:
        return Reading("DATE", "XXXX", mod_of(parts), reason=NO_DAY)
    direction = int(parts.get("last", 0))
    day = shift_period(report, unit, direction)
    if day is None:
        return Reading("DATE", None, reason="outside the calendar")
    value = value_at(day, unit)
    context.remember(value, has_year=False)
    return Reading("DATE", value, mod_of(parts))


def shift_period(day: date, unit: str, by: int) -> date | None:
    """Return a day of the week, month, year, ... that lies `by` of them from the one of `day`."""
    if unit in ("W", "WE"):
        return add_days(day, 7 * by)
    if unit in ("D", "N"):
        return add_days(day, by)
    months = {"Mo": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}[unit]
    return add_months(day.replace(day=1), months * by)


def make_day_of_month(parts: Parts, context: Context) -> Reading:
    """Make a day named by its number alone, "the 5th": of the month that the text speaks of."""
    day = int(parts["ord"])
    if "weekday" in parts and context.report is not None:
        return _day_of_weekday(int(parts["weekday"]), day, parts, context)
    named = context.last_named()
    near = named is not None and len(named.value) >= 7 and named.value[5:7].isdigit()
    if named is not None and near and (context.is_history or context.is_near(named)):
        month = named.day.replace(day=1)
    elif context.report is not None:
        month = context.report.replace(day=1)
        if day > context.report.day and context.tense() == "past":
            month = add_months(month, -1) or month
    else:
        return Reading("DATE", f"XXXX-XX-{day:02d}", reason=NO_DAY)
    made = make_day(month.year, month.month, day)
    if made is None:
        return Reading("DATE", None, reason="the calendar has no such day")
    return day_reading(made, parts, context)


def _day_of_weekday(weekday: int, number: int, parts: Parts, context: Context) -> Reading:
    """Make "Friday the 13th": the nearest such day on the side of the verb's tense."""
    report = context.report or date.min
    step = 1 if context.tense() == "future" else -1
    for months in range(_MONTHS_TO_COME_ROUND):
        month = add_months(report.replace(day=1), months * step)
        day = make_day(month.year, month.month, number) if month is not None else None
        if day is not None and day.isoweekday() == weekday and (day - report).days * step >= 0:
            return day_reading(day, parts, context)
    return Reading("DATE", None, reason="the calendar has no such day")
