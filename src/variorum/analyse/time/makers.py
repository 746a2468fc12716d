"""The makers that rules name: each turns the parts of a match into a reading."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from variorum.analyse.time import dates
from variorum.analyse.time.calendar import add_days, bounds_of
from variorum.analyse.time.context import NO_DAY, Context, Reading

Maker = Callable[[Mapping[str, Any], Context], Reading]


def make_iso(parts: Mapping[str, Any], context: Context) -> Reading:
    """Make a date or date-time written as ISO 8601 has it; the local clock is kept, the zone is not."""
    text = str(parts["iso"]).upper().replace(" ", "T")
    value = text[:16] if "T" in text else text
    if bounds_of(value[:10]) is None or bounds_of(value) is None:
        return Reading("DATE", None, reason="the calendar has no such day")
    context.remember(value[:10], has_year=True)
    return Reading("TIME" if "T" in value else "DATE", value)


def make_bce(parts: Mapping[str, Any], context: Context) -> Reading:
    """Make a year before our era, for which there is no interval."""
    del context
    month = f"-{parts['month']:02d}" if "month" in parts else ""
    return Reading("DATE", f"BC{int(parts['year']):04d}{month}", reason="years before 1 have no interval")


def make_overnight(parts: Mapping[str, Any], context: Context) -> Reading:
    """Make the night before the report's day: it belongs to both."""
    del parts
    if context.report is None:
        return Reading("TIME", "XXXX-XX-XXTNI", reason=NO_DAY)
    before = add_days(context.report, -1)
    if before is None:
        return Reading("TIME", None, reason="outside the calendar")
    return Reading(
        "TIME", f"{before.isoformat()}TNI", bounds=(before.isoformat(), context.report.isoformat())
    )


MAKERS: Final[Mapping[str, Maker]] = {
    "iso": make_iso,
    "bce": make_bce,
    "overnight": make_overnight,
    "date": dates.make_date,
    "month": dates.make_month,
    "year": dates.make_year,
    "weekday": dates.make_weekday,
    "dayref": dates.make_dayref,
    "period": dates.make_period,
    "constant": dates.make_constant,
}
