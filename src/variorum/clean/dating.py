"""The day a report was published: given, or at the head of its text; never guessed."""

import datetime
import re
from dataclasses import dataclass

from variorum.data.dates import is_either, read_stated

_HEADER = re.compile(
    r"\s{0,200}date[ \t:]{1,8}(\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?)\b[ \t]{0,80}"
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_IN_ADDRESS = re.compile(r"(?<!\d)((?:19[89]|20\d)\d)[/_-](1[0-2]|0?[1-9])[/_-](3[01]|[12]\d|0?[1-9])(?!\d)")
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

    >>> read_date("2024-05-02"), read_date("2 May 2024, 08:14 GMT"), read_date("03/04/2024")
    ('2024-05-02', '2024-05-02T08:14:00+00:00', None)
    """
    words = words.strip()
    try:
        if _DAY.fullmatch(words):
            return datetime.date.fromisoformat(words).isoformat()
        if _DAY.match(words):
            return datetime.datetime.fromisoformat(words).isoformat()
    except ValueError:
        return read_stated(words)
    return read_stated(words) or _read_mail_date(words)


def _read_mail_date(words: str) -> str | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(words[:80]).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def date_in_address(url: str | None) -> str | None:
    """Return the day that a page's address states as year, month and day; None where it states none.

    >>> date_in_address("https://osk.example/2024/05/02/flood"), date_in_address("https://osk.example/flood")
    ('2024-05-02', None)
    """
    stated = _IN_ADDRESS.search(url or "")
    return read_date(f"{stated[1]}-{int(stated[2]):02}-{int(stated[3]):02}") if stated else None


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


def reading_flags(given: str | None, order: str | None) -> tuple[str, ...]:
    """Say how a date that was given was read where that is not plain: not at all, or as others of its table.

    >>> reading_flags("05/06/2024", None), reading_flags("soon", None), reading_flags("2024-06-05", "dmy")
    (('date_either',), ('date_unread',), ('day_first',))
    """
    if not given:
        return ()
    if read_date(given) is None:
        return ("date_either",) if is_either(given) else ("date_unread",)
    return {"dmy": ("day_first",), "mdy": ("month_first",)}.get(order or "", ())


_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NAMED = re.compile(
    r"\b(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)? (?P<m1>[a-z]{3,9})\.?,? (?P<y1>(?:19|20)\d\d)"
    r"|(?P<m2>[a-z]{3,9})\.? (?P<d2>\d{1,2})(?:st|nd|rd|th)?,? (?P<y2>(?:19|20)\d\d)"
    r"|(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d))\b",
    re.IGNORECASE,
)
_STATING = re.compile(
    r"publish|updated|posted|modified|^\W{0,3}(?:\d|[a-z]{3,9}\.? \d|mon|tue|wed|thu|fri|sat|sun)", re.I
)


def find_stated_date(lines: list[str]) -> str | None:
    """Return the day that the lines around an article state in full as its own; None where none does.

    >>> find_stated_date(["By Marit Halloran", "Published 2 May 2024, 08:14"])
    '2024-05-02'
    >>> find_stated_date(["Published 03/04/2024"]) is None
    True
    """
    for line in lines:
        match = _NAMED.search(line) if len(line) < 120 and _STATING.search(line) else None
        if match:
            day, month, year = (match.group(f"{key}{n}") for n in _which(match) for key in "dmy")
            number = (
                month
                if month.isdigit()
                else str(_MONTHS.index(month[:3].lower()) + 1)
                if month[:3].lower() in _MONTHS
                else "0"
            )
            date = read_date(f"{year}-{int(number):02}-{int(day):02}")
            if date:
                return date
    return None


def _which(match: re.Match[str]) -> tuple[int, ...]:
    return tuple(n for n in (1, 2, 3) if match.group(f"y{n}"))
