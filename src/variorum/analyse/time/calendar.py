"""TIMEX3 values as stretches of the calendar: what a value covers, and how values are reckoned with."""

import calendar
import functools
import re
from datetime import date, datetime, timedelta
from typing import Final

Bounds = tuple[str, str]

SEASONS: Final = {  # first and last day that any reckoning (calendar months or solstices) gives the season
    "SP": ((3, 1), (6, 21)),
    "SU": ((6, 1), (9, 23)),
    "FA": ((9, 1), (12, 22)),
    "WI": ((12, 1), (3, 21)),
}
_VALUE = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?:W(?P<week>[0-9]{2})(?P<weekend>-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])"
    r"|(?P<season>SP|SU|FA|WI)|(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?))?"
)
_CLOCK_UNITS = frozenset("HMS")
_GRAINS: Final = ("S", "M", "H", "D", "W", "Mo", "Q", "Y", "DE", "CE")
_DESIGNATORS: Final = {"Mo": ("M", 1), "DE": ("Y", 10), "CE": ("Y", 100), "FN": ("W", 2), "N": ("D", 1)}
_TIME = re.compile(r"([0-9]{2})(?::([0-9]{2}))?(?::[0-9]{2})?")


def make_day(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where the calendar has no such day.

    >>> make_day(2024, 2, 30) is None
    True
    """
    try:
        return date(year, month, day)
    except ValueError:
        return None


def add_days(day: date, days: int) -> date | None:
    """Return the day so many days on, or None where it falls outside the years 1 to 9999."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def add_hours(moment: datetime, hours: float) -> datetime | None:
    """Return the moment so many hours on, or None where it falls outside the years 1 to 9999."""
    try:
        return moment + timedelta(hours=hours)
    except OverflowError:
        return None


def add_months(day: date, months: int) -> date | None:
    """Return the same day so many months on, or the last of its month; None outside the years 1 to 9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def week_of(day: date) -> str:
    """Return the ISO week as TIMEX3 writes it.

    >>> week_of(date(1998, 3, 6))
    '1998-W10'
    """
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def value_at(day: date, unit: str) -> str:
    """Return the value of the week, month, quarter, year, ... that holds `day`.

    >>> value_at(date(1989, 10, 27), "Q"), value_at(date(1989, 10, 27), "DE")
    ('1989-Q4', '198')
    """
    year = f"{day.year:04d}"
    values = {
        "D": day.isoformat(),
        "N": day.isoformat() + "TNI",
        "W": week_of(day),
        "WE": week_of(day) + "-WE",
        "Mo": year + f"-{day.month:02d}",
        "Q": f"{year}-Q{(day.month + 2) // 3}",
        "Y": year,
        "DE": year[:3],
        "CE": year[:2],
    }
    return values[unit]


def grain_of(value: str) -> str:
    """Return the unit that a value is written in.

    >>> grain_of("1989-10-27"), grain_of("1989-W43"), grain_of("1989-Q3"), grain_of("1989"), grain_of("198")
    ('D', 'W', 'Q', 'Y', 'DE')
    """
    if len(value) >= 10:
        return "D"
    if len(value) <= 4:
        return {4: "Y", 3: "DE"}.get(len(value), "CE")
    return {"W": "W", "Q": "Q", "H": "Q", "S": "Q", "F": "Q"}.get(value[5], "Mo")


def is_coarser(value: str, unit: str) -> bool:
    """Say whether a value is written in a longer unit than `unit`.

    >>> is_coarser("1989-10", "W"), is_coarser("1989-10", "Y")
    (True, False)
    """
    return _GRAINS.index(grain_of(value)) > _GRAINS.index({"FN": "W", "N": "D", "WE": "W"}.get(unit, unit))


def period(amount: float | None, unit: str) -> str:
    """Write a length of time as TIMEX3 does; X where the words give no number.

    >>> period(3, "Mo"), period(None, "W"), period(2, "DE"), period(1.5, "H")
    ('P3M', 'PXW', 'P20Y', 'PT90M')
    """
    letter, times = _DESIGNATORS.get(unit, (unit, 1))
    if amount is None:
        number = "X"
        letter = {"DE": "DE", "CE": "CE"}.get(unit, letter)
    elif unit == "H" and amount % 1 == 0.5:
        letter, number = "M", f"{amount * 60:g}"
    else:
        number = f"{amount * times:g}" if amount * times < 1e6 else f"{int(amount * times)}"
    return f"P{'T' if unit in _CLOCK_UNITS else ''}{number}{letter}"


@functools.lru_cache(maxsize=4096)
def bounds_of(value: str) -> Bounds | None:
    """Return the first and last day (or minute) that a value covers; None where it names no one stretch.

    The evening and night of a day belong to that day.

    >>> bounds_of("2025-01-09TNI"), bounds_of("1989-Q3"), bounds_of("198")
    (('2025-01-09', '2025-01-09'), ('1989-07-01', '1989-09-30'), ('1980-01-01', '1989-12-31'))
    """
    day, _, clock = value.partition("T")
    days = _days_of(day)
    if days is None:
        return None
    first, last = (d.isoformat() for d in days)
    match = _TIME.match(clock)
    if match is None or first != last:
        return first, last
    hour, minute = match.group(1), match.group(2)
    if not hour.isdigit() or int(hour) > 24 or int(minute or 0) > 59:
        return None
    if hour == "24":
        following = add_days(days[0], 1)
        return None if following is None else (f"{following.isoformat()}T00:00",) * 2
    return f"{first}T{hour}:{minute or '00'}", f"{first}T{hour}:{minute or '59'}"


def _days_of(value: str) -> tuple[date, date] | None:
    if re.fullmatch(r"[0-9]{2,3}X{0,2}", value):
        digits = value.rstrip("X")
        width = 10 ** (4 - len(digits))
        start = int(digits) * width
        return (date(start, 1, 1), date(start + width - 1, 12, 31)) if start else None
    match = _VALUE.fullmatch(value)
    if match is None or match["year"] == "0000":
        return None
    year = int(match["year"])
    if match["week"]:
        return _week(year, int(match["week"]), match["weekend"] is not None)
    if match["season"]:
        first, last = SEASONS[match["season"]]
        ending = year + 1 if match["season"] == "WI" else year
        return (date(year, *first), date(ending, *last)) if ending <= 9999 else None
    if match["month"] and not 1 <= int(match["month"]) <= 12:
        return None
    if match["day"]:
        day = make_day(year, int(match["month"]), int(match["day"]))
        return None if day is None else (day, day)
    begin, length = 1, 12
    for part, months in (("quarter", 3), ("half", 6), ("month", 1)):
        if match[part]:
            begin, length = (int(match[part]) - 1) * months + 1, months
    ending = begin + length - 1
    return date(year, begin, 1), date(year, ending, calendar.monthrange(year, ending)[1])


def _week(year: int, week: int, is_weekend: bool) -> tuple[date, date] | None:
    try:
        return date.fromisocalendar(year, week, 6 if is_weekend else 1), date.fromisocalendar(year, week, 7)
    except ValueError:
        return None


def narrow(bounds: Bounds, mod: str | None) -> Bounds:
    """Narrow or widen bounds as a modifier says; never narrower than the words allow.

    Early is the first half, late the last, mid the half in the middle; "about" reaches one length further on
    either side, and at most a year.

    >>> narrow(("2024-07-01", "2024-07-31"), "START")
    ('2024-07-01', '2024-07-16')
    """
    if mod not in ("START", "MID", "END", "APPROX"):
        return bounds
    if "T" in bounds[0]:
        return _widen_minutes(bounds) if mod == "APPROX" else bounds
    first, last = date.fromisoformat(bounds[0]), date.fromisoformat(bounds[1])
    length = (last - first).days + 1
    if mod == "APPROX":
        reach = min(length, 366)
        ends = add_days(first, -reach), add_days(last, reach)
    elif length < 3:
        return bounds
    elif mod == "MID":
        ends = add_days(first, length // 4), add_days(last, -(length // 4))
    elif mod == "START":
        ends = first, add_days(first, (length + 1) // 2)
        ends = first, add_days(first, (length + 1) // 2 - 1)
    else:
        ends = add_days(first, length // 2), last
    return (ends[0] or first).isoformat(), (ends[1] or last).isoformat()


def _widen_minutes(bounds: Bounds) -> Bounds:
    first = add_hours(datetime.fromisoformat(bounds[0]), -0.5)
    last = add_hours(datetime.fromisoformat(bounds[1]), 0.5)
    if first is None or last is None:
        return bounds
    return first.isoformat(timespec="minutes"), last.isoformat(timespec="minutes")
