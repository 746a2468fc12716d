"""Make durations and sets: "three days", "the past two months", "every Monday", "daily"."""

from collections.abc import Mapping
from typing import Any

from variorum.analyse.time.calendar import period
from variorum.analyse.time.context import NO_DAY, Context, Reading
from variorum.analyse.time.dates import mod_of
from variorum.analyse.time.shifts import DAYS, MONTHS, amount_of, quarter_before, shift_by

Parts = Mapping[str, Any]

_CLOCK_UNITS = frozenset("HMS")
_QUARTER, _YEAR = 3, 12  # months


def make_duration(parts: Parts, context: Context) -> Reading:
    """Make a length of time; "the past two months" also means the days that lead up to the report."""
    unit = str(parts["unit"])
    upper = parts.get("m")
    amount = amount_of(parts)
    value = period(None if upper is not None and upper != parts.get("n") else amount, unit)
    mod = mod_of(parts)
    if unit == "Mo" and amount is not None and _QUARTER < amount < _YEAR:
        context.long_run = context.span.start
    if unit == "Q" and "ended" in parts and context.report is not None and context.last_quarter() is None:
        context.remember(quarter_before(context.report) or "", has_year=False)
    direction = parts.get("last")
    if direction is None or unit in _CLOCK_UNITS:
        return Reading("DURATION", value, mod)
    if context.report is None:
        return Reading("DURATION", value, mod, reason=NO_DAY)
    reach = float(upper) if upper is not None else amount
    if reach is None or unit not in {**DAYS, **MONTHS}:
        return Reading("DURATION", value, mod, reason="the words give no number")
    other = shift_by(context.report, int(direction) * reach, unit)
    if other is None:
        return Reading("DURATION", value, mod, reason="outside the calendar")
    first, last = sorted((other.isoformat(), context.report.isoformat()))
    return Reading("DURATION", value, mod, bounds=(first, last), anchor=context.report.isoformat())


def make_vague(parts: Parts, context: Context) -> Reading:
    """Make a reference to the past or future without a number: "years ago", "in the coming weeks"."""
    del context
    return Reading("DATE", str(parts["value"]), reason="names no stretch of the calendar")


def make_set(parts: Parts, context: Context) -> Reading:
    """Make times that recur: "every Monday", "each month", "daily", "Tuesday nights"."""
    del context
    part = str(parts.get("parts", ""))
    for name, template in (
        ("ends", "XXXX-WXX-WE"),
        ("setword", "{}"),
        ("weekdays", "XXXX-WXX-{}"),
        ("weekday", "XXXX-WXX-{}"),
        ("season", "XXXX-{}"),
        ("seasons", "XXXX-{}"),
        ("part", "XXXX-XX-XX{}"),
    ):
        if name in parts:
            return Reading("SET", template.format(parts[name]) + part)
    if "month" in parts:
        return Reading("SET", f"XXXX-{int(parts['month']):02d}")
    if part:
        return Reading("SET", f"XXXX-XX-XX{part}")
    amount = amount_of(parts) if "vague" in parts else float(parts.get("n", 1))
    return Reading("SET", period(amount, str(parts["unit"])))
