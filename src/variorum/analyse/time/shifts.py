"""Make dates that lie a stretch away from another: "two weeks ago", "a year earlier", "the next day"."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from variorum.analyse.time.calendar import (
    add_days,
    add_hours,
    add_months,
    bounds_of,
    is_coarser,
    period,
    value_at,
)
from variorum.analyse.time.context import NO_DAY, NO_NARRATIVE, Context, Named, Reading
from variorum.analyse.time.cues import cues
from variorum.analyse.time.dates import century_of, day_reading, make_year, mod_of

Parts = Mapping[str, Any]

DAYS: Final = {"D": 1, "N": 1, "W": 7, "FN": 14, "WE": 7}
MONTHS: Final = {"Mo": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
_HALF_YEAR = 6  # months
_FAR = 10_000  # units; beyond it no date is reckoned


def amount_of(parts: Parts) -> float | None:
    """Return the number that the words give; None where they give none ("several")."""
    if "half" in parts:
        return 0.5
    if "more" in parts:
        return float(parts["hundred"]) + float(parts["more"])
    if "over" in parts:
        return float(parts["n"]) + int(parts["over"]) / max(1, int(parts["under"]))
    if "n" in parts:
        return float(parts["n"]) + (0.5 if "plus" in parts else 0)
    if "one" in parts:
        return 1.5 if "plus" in parts else 1.0
    vague = parts.get("vague")
    return None if vague is None or vague == "X" else float(vague)


def shift_by(day: date, amount: float, unit: str) -> date | None:
    """Return the day `amount` units on (negative: back); None outside the calendar."""
    if abs(amount) > _FAR:
        return None
    if unit in DAYS:
        return add_days(day, round(amount * DAYS[unit]))
    return add_months(day, round(amount * MONTHS[unit]))


def make_shift(parts: Parts, context: Context) -> Reading:
    """Make the day, month or year that lies a stretch before or after the report or the date named last.

    "A year earlier" beside a quarter's figures is that quarter of the year before.
    """
    amount, unit, sign = amount_of(parts), str(parts["unit"]), int(parts["sign"])
    from_report = bool(parts.get("from_report"))
    named = None if from_report else base_of(context, unit, is_ahead=sign > 0)
    base = named.day if named else context.report
    if base is not None and "dayref" in parts:
        base = add_days(base, int(parts["dayref"]))
    if base is None:
        return Reading("DATE", None, mod_of(parts), reason=NO_DAY if from_report else NO_NARRATIVE)
    if amount is None:
        return Reading("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", reason="the words give no number")
    if unit in ("H", "M", "S"):
        return _shift_clock(amount * sign, unit, context)
    is_year_back = unit == "Y" and amount == 1 and sign < 0 and not {"dayref", "grain"} & set(parts)
    compared = context.period_compared() if is_year_back else None
    if compared is not None:
        return Reading("DATE", _year_before(compared), mod_of(parts), anchor=compared)
    if named is None and sign > 0 and not from_report:
        return Reading("DURATION", period(amount, unit), mod_of(parts), reason=NO_NARRATIVE)
    day = shift_by(base, sign * amount, unit)
    if day is None:
        return Reading("DATE", None, reason="outside the calendar")
    anchor = named.value if named else base.isoformat()
    return _as_exact(day, unit, named, parts, context, anchor)


def _as_exact(
    day: date, unit: str, named: Named | None, parts: Parts, context: Context, anchor: str
) -> Reading:
    """Give a shifted day the grain of its unit, or the wider one of the date that it is reckoned from."""
    grain = {"FN": "W", "N": "D", "WE": "W", "DE": "Y", "CE": "Y"}.get(unit, unit)
    grain = "D" if "dayref" in parts else str(parts.get("grain", grain))
    if named is not None and len(named.value) == 10 and grain == "W":
        grain = "D"  # "a week later" than a day is a day
    if named is not None and len(named.value) == 7 and grain in ("D", "W"):
        grain = "Mo" if named.value[5] not in "WQH" else grain
    if named is not None and len(named.value) == 4:
        grain = "Y"
    value = value_at(day, grain)
    context.remember(value, has_year=named is not None and named.has_year)
    return Reading("DATE", value, mod_of(parts), anchor=anchor)


def _year_before(value: str) -> str:
    return f"{int(value[:4]) - 1:04d}{value[4:]}"


def base_of(context: Context, unit: str = "CE", *, is_ahead: bool = True) -> Named | None:
    """Return the date that "later" and "the next day" are reckoned from: the one named last near by.

    One in a longer unit than the step ("in August ... a week earlier") gives way to one before it;
    where there is none, a step back is reckoned from the report.
    """
    near = [n for n in reversed(context.named[-8:]) if context.is_history or context.is_near(n)]
    fine = next((n for n in near if not is_coarser(n.value, unit)), None)
    return fine or (near[0] if near and (is_ahead or context.is_history) else None)


def _shift_clock(amount: float, unit: str, context: Context) -> Reading:
    """Make the time so many hours from the clock named last; without one only the length is known."""
    seconds = amount * {"H": 3600, "M": 60, "S": 1}[unit]
    named = context.last_clock
    moment = add_hours(named, seconds / 3600) if named is not None else None
    if named is not None and moment is not None:
        return Reading(
            "TIME", moment.isoformat(timespec="minutes"), anchor=named.isoformat(timespec="minutes")
        )
    return Reading("DURATION", period(abs(amount), unit), reason=NO_NARRATIVE)


def make_neighbour(parts: Parts, context: Context) -> Reading:
    """Make the day, week, month, year, ... before or after the date named last: "the next day"."""
    unit, sign = str(parts.get("unit", "D")), int(parts["sign"])
    named = base_of(context, unit, is_ahead=True)
    is_ahead = sign > 0 and unit in MONTHS and "or_report" in parts and context.tense() != "past"
    is_coarse = named is not None and unit not in ("D", "N") and is_coarser(named.value, unit)
    if not context.is_history and (is_ahead or is_coarse):
        named = None  # "in the next month", said after a year, is the report's next
    if named is None and (context.report is None or not parts.get("or_report")):
        return Reading("DATE", None, mod_of(parts), reason=NO_NARRATIVE)
    base = named.day if named else context.report
    if base is None or (unit == "D" and named is not None and len(named.value) < 10):
        return Reading("DATE", "XXXX-XX-XX", mod_of(parts), reason=NO_NARRATIVE)
    day = shift_by(base, sign, unit)
    if day is None:
        return Reading("DATE", None, reason="outside the calendar")
    if unit == "D":
        return day_reading(day, parts, context)
    value = value_at(day, "W" if unit == "FN" else unit)
    context.remember(value, has_year=named is not None and named.has_year)
    return Reading("DATE", value, mod_of(parts))


def make_same(parts: Parts, context: Context) -> Reading:
    """Make the day, week, month or year that the text speaks of: "that day", "the same year"."""
    unit = str(parts["unit"])
    if unit == "Q":
        return _the_quarter(parts, context)
    named = base_of(context)
    if unit == "D":
        named = named if named is not None and len(named.value) >= 10 else None
        if named is None:
            return Reading("DATE", "XXXX-XX-XX", mod_of(parts), reason=NO_NARRATIVE)
        return day_reading(named.day, parts, context)
    if unit == "WE":
        return make_weekend(parts, context)
    is_that = "that" in parts
    base = named.day if named is not None and (is_that or context.is_history) else context.report
    if base is None:
        return Reading("DATE", None, mod_of(parts), reason=NO_DAY)
    value = value_at(base, unit)
    return Reading("DATE", value, mod_of(parts))


def _the_quarter(parts: Parts, context: Context) -> Reading:
    named = context.last_named()
    is_that = "that" in parts and named is not None and named.value[4:6] == "-Q"
    is_period = parts.get("word") == "period"
    known = context.period_compared() if is_period else context.last_quarter()
    quarter = named.value if named is not None and is_that else known
    if quarter is not None and "latest" in parts and context.report is not None:
        a_year_ago = add_months(context.report, -12)
        quarter = quarter if a_year_ago is None or quarter >= value_at(a_year_ago, "Q") else None
    if quarter is None and "year" in parts:
        return make_year(parts, context)
    if quarter is None and context.report is not None:
        quarter = (
            f"{context.report.year:04d}" if is_period and "ago" in parts else quarter_before(context.report)
        )
        if quarter is not None:
            context.remember(quarter, has_year=False)
    if quarter is None:
        return Reading("DATE", None, mod_of(parts), reason=NO_DAY)
    if "ago" in parts:
        quarter = _year_before(quarter)
    if "year" in parts:
        quarter = f"{int(parts['year']):04d}{quarter[4:]}"
    return Reading("DATE", quarter, mod_of(parts))


def quarter_before(day: date) -> str | None:
    """Return the quarter before that of a day, which a report speaks of as "the quarter"."""
    before = add_months(day, -3)
    return value_at(before, "Q") if before is not None else None


def make_month_quarter(parts: Parts, context: Context) -> Reading:
    """Make the quarter that ends with a month: "the September quarter", the last one over."""
    month = int(parts["month"])
    if context.report is None:
        return Reading("DATE", f"XXXX-Q{(month + 2) // 3}", reason=NO_DAY)
    year = context.report.year - (month >= context.report.month and context.tense() != "future")
    value = f"{year:04d}-Q{(month + 2) // 3}"
    context.remember(value, has_year=False)
    return Reading("DATE", value)


def make_weekend(parts: Parts, context: Context) -> Reading:
    """Make the weekend meant: that of the day named before it, else the last or, by the tense, the next."""
    feast = context.day_touched()
    if feast is not None:  # a feast on Monday or Tuesday has the weekend before it
        near = add_days(feast, -2 if feast.isoweekday() <= 2 else 0)
        return Reading("DATE", value_at(near or feast, "WE"), mod_of(parts))
    report = context.report
    if report is None:
        return Reading("DATE", "XXXX-WXX-WE", mod_of(parts), reason=NO_DAY)
    is_ahead = context.tense() == "future" or report.isoweekday() >= 6
    day = report if is_ahead else add_days(report, -7)
    if day is None:
        return Reading("DATE", None, reason="outside the calendar")
    value = value_at(day, "WE")
    context.remember(value, has_year=False)
    return Reading("DATE", value, mod_of(parts))


def make_quarter(parts: Parts, context: Context) -> Reading:
    """Make a quarter or half of a year; without a year, the last one begun by the report's day."""
    number, letter = int(parts["number"]), str(parts.get("letter", "Q"))
    year = parts.get("year", parts.get("yearwords"))
    if year is None and "twodigit" in parts:
        year = century_of(int(parts["twodigit"]), context.report)
    limit = 4 if letter == "Q" else 2
    if number == -1:
        number = limit
    if not 1 <= number <= limit:
        return Reading("DATE", None, reason="a year has no such part")
    if year is None and context.report is None:
        return Reading("DATE", f"XXXX-{letter}{number}", reason=NO_DAY)
    if year is None:
        year = _year_of_quarter(number, 12 // limit, parts, context)
    value = f"{int(year):04d}-{letter}{number}"
    if bounds_of(value) is None:
        return Reading("DATE", None, reason="there is no such year")
    context.remember(value, has_year="year" in parts)
    return Reading("DATE", value, mod_of(parts))


def _year_of_quarter(number: int, months: int, parts: Parts, context: Context) -> int:
    report = context.report or date(1, 1, 1)
    if "last" in parts or "this" in parts:
        return report.year + int(parts.get("last", 0))
    if "ago" in parts:
        return report.year - 1
    begins = (number - 1) * months + 1
    if begins - report.month > _HALF_YEAR and not context.is_after(cues("tense", "within")):
        return report.year - 1  # what a company is to report is over
    if context.tense() == "future" or begins <= report.month:
        return report.year
    # One that begins within three months may be reported ahead ("for its fourth quarter").
    return report.year if begins - report.month <= 3 else report.year - 1


def make_season(parts: Parts, context: Context) -> Reading:
    """Make a season; without a year, the last one begun, or the one ahead by the tense of its verb."""
    season = str(parts["season" if "season" in parts else "this"])
    year = parts.get("year", parts.get("yearwords"))
    if year is None and "shortyear" in parts:
        year = century_of(int(parts["shortyear"]), context.report)
    report = context.report
    has_year = year is not None
    if year is None and "that" in parts and (named := base_of(context)) is not None:
        year = named.day.year
    if year is None:
        year = context.narrative_year() if "last" not in parts and "this" not in parts else None
    if year is None and report is None:
        return Reading("DATE", f"XXXX-{season}", mod_of(parts), reason=NO_DAY)
    if year is None and report is not None:
        year = _year_of_season(season, report, parts, context)
    value = f"{int(year or 0):04d}-{season}"
    if bounds_of(value) is None:
        return Reading("DATE", None, reason="there is no such year")
    context.remember(value, has_year=has_year)
    return Reading("DATE", value, mod_of(parts))


def _year_of_season(season: str, report: date, parts: Parts, context: Context) -> int:
    begins = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    inside = begins <= report.month <= begins + 2 or (season == "WI" and report.month <= 2)
    year = report.year - (season == "WI" and report.month <= 2)
    if parts.get("of_year"):
        return report.year + int(parts.get("last", 0))
    if parts.get("last", 0) < 0:
        return year - 1 if inside or report.month < begins else year
    if "last" in parts:
        return year + 1 if inside or report.month > begins else year
    if inside:
        return year
    if "this" in parts or context.tense() == "future":
        past_this_year = report.month > begins + 2
        return year + 1 if past_this_year and context.tense() == "future" and "this" not in parts else year
    return year if report.month > begins else year - 1


def make_decade(parts: Parts, context: Context) -> Reading:
    """Make a decade ("the 1990s", "the eighties") or a century ("the 19th century")."""
    if "century" in parts:
        number = int(parts["century"])
        if not 2 <= number <= 100:
            return Reading("DATE", None, reason="no such century can be written")
        return Reading("DATE", f"{number - 1:02d}", mod_of(parts))
    decade = int(parts["decade"])
    if decade < 100:
        decade = century_of(decade, context.report)
    value = f"{decade // 10:03d}"
    if bounds_of(value) is None:
        return Reading("DATE", None, reason="there is no such decade")
    return Reading("DATE", value, mod_of(parts))
