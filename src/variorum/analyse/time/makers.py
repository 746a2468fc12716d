"""The makers that rules name: each turns the parts of a match into a reading."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from variorum.analyse.time import clocks, dates, holidays, lengths, numeric, ranges, shifts, weeks
from variorum.analyse.time.calendar import add_days
from variorum.analyse.time.context import NO_DAY, Context, Reading

Maker = Callable[[Mapping[str, Any], Context], Reading]


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


def make_constant(parts: Mapping[str, Any], context: Context) -> Reading:
    """Make a reference to the present, past or future that names no day."""
    del context
    return Reading("DATE", str(parts["vagueref"]), reason="names no stretch of the calendar")


MAKERS: Final[Mapping[str, Maker]] = {
    "iso": numeric.make_iso,
    "slashed": numeric.make_slashed,
    "bce": make_bce,
    "overnight": make_overnight,
    "constant": make_constant,
    "date": dates.make_date,
    "month": dates.make_month,
    "year": dates.make_year,
    "yearend": dates.make_year_end,
    "weekday": dates.make_weekday,
    "dayref": dates.make_dayref,
    "period": dates.make_period,
    "monthday": dates.make_day_of_month,
    "monthweek": weeks.make_month_week,
    "dayweek": weeks.make_day_week,
    "shift": shifts.make_shift,
    "neighbour": shifts.make_neighbour,
    "same": shifts.make_same,
    "weekend": shifts.make_weekend,
    "quarter": shifts.make_quarter,
    "monthquarter": shifts.make_month_quarter,
    "season": shifts.make_season,
    "decade": shifts.make_decade,
    "duration": lengths.make_duration,
    "vague": lengths.make_vague,
    "set": lengths.make_set,
    "clock": clocks.make_clock,
    "dayclock": clocks.make_day_clock,
    "part": clocks.make_part,
    "nights": clocks.make_nights,
    "days": ranges.make_days,
    "months": ranges.make_months,
    "years": ranges.make_years,
    "holiday": holidays.make_holiday,
}
