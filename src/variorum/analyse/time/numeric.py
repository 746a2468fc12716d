"""Make dates written in figures alone: "2024-03-04", "13/04/2024", and the ambiguous "03/04/2024"."""

import re
from collections.abc import Mapping
from typing import Any

from variorum.analyse.time.calendar import bounds_of, make_day
from variorum.analyse.time.context import Context, Reading
from variorum.analyse.time.dates import century_of

Parts = Mapping[str, Any]

_PIECES = re.compile(r"[0-9]{1,4}")


def make_iso(parts: Parts, context: Context) -> Reading:
    """Make a date or date-time written as ISO 8601 has it; the local clock is kept, the zone is not."""
    text = str(parts["iso"]).upper().replace(" ", "T")
    value = text[:16] if "T" in text else text
    if bounds_of(value[:10]) is None or bounds_of(value) is None:
        return Reading("DATE", None, reason="the calendar has no such day")
    context.remember(value[:10], has_year=True)
    return Reading("TIME" if "T" in value else "DATE", value)


def make_slashed(parts: Parts, context: Context) -> Reading:
    """Make a date of three numbers; both orders are kept as one interval where nothing decides.

    What decides: a number over 12, the weekday beside it, the report's other dates of this form, its outlet.
    """
    one, two, last = (int(p) for p in _PIECES.findall(str(parts["slashed"]))[:3])
    year = last if last > 99 else century_of(last, context.report)
    readings = {"mdy": make_day(year, one, two), "dmy": make_day(year, two, one)}
    weekday = parts.get("weekday", parts.get("shortday"))
    days = {order: day for order, day in readings.items() if day is not None}
    if weekday is not None:
        days = {order: day for order, day in days.items() if day.isoweekday() == weekday} or days
    if context.day_order in days:
        days = {str(context.day_order): days[str(context.day_order)]}
    found = sorted(set(days.values()))
    if not found:
        return Reading("DATE", None, reason="the calendar has no such day")
    if len(found) == 1:
        context.remember(found[0].isoformat(), has_year=True)
        return Reading("DATE", found[0].isoformat())
    return Reading(
        "DATE",
        f"{year:04d}-XX-XX",
        reason="day and month may stand either way round",
        bounds=(found[0].isoformat(), found[1].isoformat()),
    )


def order_at(outlet: str | None, endings: Mapping[str, Any]) -> str | None:
    """Return the order of day and month that an outlet's country writes, by the end of its domain.

    >>> order_at("orvale-post.co.uk", {"dmy": [".uk"]})
    'dmy'
    """
    name = (outlet or "").lower()
    return next((order for order, ends in endings.items() if name.endswith(tuple(ends))), None)


def order_of(forms: list[str]) -> str | None:
    """Return the order of day and month that a report's own numeric dates show; None where they show none.

    >>> order_of(["03/04/2024", "13/04/2024"]), order_of(["03/04/2024"])
    ('dmy', None)
    """
    orders = set()
    for form in forms:
        one, two = (int(p) for p in _PIECES.findall(form)[:2])
        if one > 12 >= two:
            orders.add("dmy")
        elif two > 12 >= one:
            orders.add("mdy")
    return orders.pop() if len(orders) == 1 else None
