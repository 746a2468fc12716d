"""From days and numbers to pixels, with the ticks a reader expects: months, years; 1, 2, 5 and their tens."""

import math
from collections.abc import Iterable
from datetime import date, datetime, timedelta

import msgspec

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def read_day(words: str | None) -> float | None:
    """Return an ISO date or date-time as days since the year 1, its hour as a fraction; None for others.

    >>> read_day("0001-01-02T12:00"), read_day("soon")
    (2.5, None)
    """
    if not words:
        return None
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        return None
    return moment.toordinal() + (moment.hour * 60 + moment.minute) / 1440


def say_day(day: float) -> str:
    """Return a number of days since the year 1 as an ISO day."""
    return date.fromordinal(max(1, min(int(day), date.max.toordinal()))).isoformat()


class Span(msgspec.Struct, frozen=True):
    """A stretch of numbers drawn over a stretch of pixels."""

    low: float
    high: float
    left: float
    right: float

    def __call__(self, value: float) -> float:
        """Return the pixel of a value; values outside are drawn at the edge."""
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return self.left + min(1.0, max(0.0, share)) * (self.right - self.left)


def span_days(days: Iterable[float], left: float, right: float) -> Span:
    """Lay days over pixels with a little air at both ends; at least a week is shown."""
    known = sorted(days) or [date(2000, 1, 1).toordinal()]
    low, high = known[0], known[-1]
    air = max(3.0, (high - low) * 0.04)
    return Span(max(1.0, low - air), min(float(date.max.toordinal()), high + air), left, right)


def day_ticks(span: Span, most: int = 8) -> list[tuple[float, str]]:
    """Return the days to write below a time axis with their words, at most about `most` of them.

    >>> [words for _, words in day_ticks(span_days([739000.0, 739060.0], 0, 700))]
    ['1 May 2024', '1 Jun 2024']
    """
    days = span.high - span.low
    first = date.fromordinal(int(span.low) + 1)
    if days <= 45:
        step = next((s for s in (1, 2, 7, 14) if days / s <= most), 14)
        found = [first + timedelta(n) for n in range(0, int(days) + 1, step)]
    else:
        months = next(
            (s for s in (1, 3, 6, 12, 24, 60, 120, 600, 1200, 12000) if days / 30.4 / s <= most), 24000
        )
        found = _month_starts(first, int(span.high), months)
    return [(d.toordinal(), _say(d, days)) for d in found if span.low <= d.toordinal() <= span.high]


def _month_starts(first: date, last: int, step: int) -> list[date]:
    found = []
    count = first.year * 12 + first.month - 1
    count += -count % step
    while count // 12 <= date.max.year:
        day = date(max(1, count // 12), count % 12 + 1, 1)
        if day.toordinal() > last:
            break
        found.append(day)
        count += step
    return found


def _say(day: date, days: float) -> str:
    if days > 366 * 6:
        return str(day.year)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def number_ticks(highest: float, most: int = 6) -> list[int]:
    """Return round numbers from nought to at least `highest`.

    >>> number_ticks(45)
    [0, 10, 20, 30, 40, 50]
    """
    if highest <= 0:
        return [0, 1]
    power = 10 ** math.floor(math.log10(highest)) / 10
    step = next(int(max(1, f * power)) for f in (1, 2, 5, 10, 20, 50) if highest / max(1, f * power) <= most)
    return list(range(0, math.ceil(highest / step) * step + 1, step))
