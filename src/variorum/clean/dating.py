"""The day a report was published: given, or at the head of its text; never guessed."""

import datetime
import re
from dataclasses import dataclass

_HEADER = re.compile(
    r"\s{0,200}date[ \t:]{1,8}(\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?)\b[ \t]{0,80}"
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_OLDEST = "1980"
_SLACK = datetime.timedelta(days=1)


@dataclass(frozen=True)
class HeadDate:
    """The date that stands at the head of a plain text, and where the text behind it begins."""

    date: str | None
    end: int


def read_header(text: str) -> HeadDate:
    """Read the `date YYYY-MM-DD` at the start of a plain text report.

    >>> read_header(" date 2025-01-20 Rain fell.")
    HeadDate(date='2025-01-20', end=17)
    """
    match = _HEADER.match(text)
    if not match:
        return HeadDate(None, 0)
    date = read_date(match.group(1))
    return HeadDate(date, match.end() if date else 0)


def read_date(words: str) -> str | None:
    """Return an ISO date or date-time from an exact form; None for anything that leaves a doubt.

    >>> read_date("2024-05-02"), read_date("2024-05-02T08:14:00Z"), read_date("03/04/2024")
    ('2024-05-02', '2024-05-02T08:14:00+00:00', None)
    """
    words = words.strip()
    try:
        if _DAY.fullmatch(words):
            return datetime.date.fromisoformat(words).isoformat()
        if _DAY.match(words):
            return datetime.datetime.fromisoformat(words).isoformat()
    except ValueError:
        return None
    return _read_mail_date(words)


def _read_mail_date(words: str) -> str | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(words[:80]).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def date_flags(published: str | None, received: str) -> tuple[str, ...]:
    """Name what is wrong with a date: none, before the web had news, or after it was received.

    >>> date_flags("2031-01-01", "2026-11-22T05:00:00+00:00"), date_flags(None, "2026-11-22T05:00:00+00:00")
    (('future_date',), ('no_date',))
    """
    if published is None:
        return ("no_date",)
    if published[:4] < _OLDEST:
        return ("implausible_date",)
    last = datetime.date.fromisoformat(received[:10]) + _SLACK
    return ("future_date",) if published[:10] > last.isoformat() else ()
