"""Make times of day, and the part of a day that the text speaks of: "6 a.m.", "1200 GMT", "that night"."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from variorum.analyse.time.calendar import add_days, add_hours
from variorum.analyse.time.context import NO_DAY, NO_NARRATIVE, Context, Reading

Parts = Mapping[str, Any]

_UNKNOWN_DAY = "XXXX-XX-XX"
_SMALL = 6  # hours after midnight
_WEST, _EAST = 12, 14  # hours that local clocks lie from universal time


def read_clock(parts: Parts) -> tuple[int, int | None] | None:
    """Return the hour (0 to 24) and minute that the words give; None where there is no such time.

    >>> read_clock({"hour": 12, "ampm": "am"}), read_clock({"clock": "25:00"})
    ((0, None), None)
    """
    minute: int | None = None
    text = parts.get("clock", parts.get("clockdot", parts.get("clockword")))
    if text is not None:
        hour, minute = (int(piece) for piece in str(text).split(":"))
    elif "hhmm" in parts:
        hour, minute = divmod(int(parts["hhmm"]), 100)
    else:
        hour = int(parts["hour"])
    half = parts.get("ampm")
    if half is None and "part" in parts:
        half = _half_of(hour, str(parts["part"]))
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 24 or (hour == 24 and minute) or (minute or 0) > 59:
        return None
    return hour, minute


def _half_of(hour: int, part: str) -> str | None:
    """Return the half of the day of "3 o'clock in the afternoon"; None where the hour settles it."""
    if not 1 <= hour <= 12:
        return None
    is_late = part in ("TAF", "TEV", "TMI") or (part == "TNI" and 4 < hour < 12)
    return "pm" if is_late else "am"


def make_clock(parts: Parts, context: Context) -> Reading:
    """Make a time of day on the day beside it, else on the day that the paragraph speaks of."""
    clock = read_clock(parts)
    if clock is None:
        return Reading("TIME", None, reason="the clock has no such time")
    hour, minute = clock
    told = f"T{hour:02d}:{minute or 0:02d}"
    zone = parts.get("zone")
    is_universal = "zone" in parts and zone == 0
    day = context.beside or _day_spoken_of(context, hour)
    if day is None:
        return Reading("TIME", _UNKNOWN_DAY + told, reason=NO_NARRATIVE)
    moment = add_hours(datetime(day.year, day.month, day.day), hour + (minute or 0) / 60)
    if moment is None:
        return Reading("TIME", None, reason="outside the calendar")
    context.last_clock = moment
    value = day.isoformat() + told + ("Z" if is_universal else "")
    mod = str(parts["about"]) if parts.get("about") else None
    if not is_universal:
        return Reading("TIME", value, mod, bounds=_local_bounds(value, day, moment, parts))
    ends = add_hours(moment, -_WEST), add_hours(moment, _EAST)
    if ends[0] is None or ends[1] is None:
        return Reading("TIME", value, mod, reason="outside the calendar")
    return Reading("TIME", value, mod, bounds=(_minute(ends[0]), _minute(ends[1])))


def _local_bounds(
    value: str, day: date, moment: datetime, parts: Parts
) -> tuple[str | None, str | None] | None:
    """Return the minutes meant where they are not the value's own.

    "Midnight on Sunday" is either end of the day; "shortly before" a clock is some time of the day before it.
    """
    begin = f"{day.isoformat()}T00:00"
    if parts.get("clockword") == "24:00":
        return begin, _minute(moment)
    if "edge" in parts:
        return (begin, value) if parts["edge"] == "before" else (value, f"{day.isoformat()}T23:59")
    return None


def make_day_clock(parts: Parts, context: Context) -> Reading:
    """Make an hour of the report's day or the one beside it: "at six this morning", "eight tonight"."""
    if context.report is None:
        return Reading("TIME", None, reason=NO_DAY)
    part = "TNI" if parts["part"] == "tonight" else parts["part"]
    context.beside = add_days(context.report, int(parts.get("dayref", parts.get("last", 0))))
    reading = make_clock({**parts, "part": part}, context)
    if context.beside is not None:
        context.remember(context.beside.isoformat(), has_year=False)
    context.beside = None
    return reading


def make_part(parts: Parts, context: Context) -> Reading:
    """Make a part of the day that the text speaks of: "that night", "in the morning"."""
    part = str(parts["part"])
    day = context.beside or _day_spoken_of(context)
    if day is None:
        return Reading("TIME", _UNKNOWN_DAY + part, reason=NO_NARRATIVE)
    return Reading("TIME", day.isoformat() + part)


def make_nights(parts: Parts, context: Context) -> Reading:
    """Make the night between two weekdays, which belongs to both."""
    if context.report is None:
        return Reading("TIME", f"XXXX-WXX-{parts['one']}TNI", reason=NO_DAY)
    behind = (context.report.isoweekday() - int(parts["two"])) % 7
    second = add_days(context.report, -behind)
    first = add_days(context.report, -behind - 1)
    if first is None or second is None or (int(parts["two"]) - int(parts["one"])) % 7 != 1:
        return Reading("TIME", None, reason="no night lies between these days")
    context.remember(first.isoformat(), has_year=False)
    return Reading("TIME", f"{first.isoformat()}TNI", bounds=(first.isoformat(), second.isoformat()))


def _day_spoken_of(context: Context, hour: int = _SMALL) -> date | None:
    """Return the day named last, where it is near; after a night, small hours are of the next day."""
    named = context.last_day()
    if named is None or not (context.is_history or context.is_near(named)):
        return None
    after = add_days(named.day, 1)
    is_told = context.report is None or (after is not None and after <= context.report)
    return after if hour < _SMALL and context.night == named.day and is_told else named.day


def _minute(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
