"""Dates as tables, feeds and pages state them, read where one reading alone is possible.

03/04/2024 is two days: which one is meant, its writer's other dates show (`shown_order`) or nobody.
"""

import functools
import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Literal

from variorum.data import load_yaml

Order = Literal["dmy", "mdy"]

_LONGEST = 80  # characters of a date
_TIME = (
    r"(?:(?:[T ,]|,? at | - | \| |, ){1,2}(?P<h>\d{1,2})"
    r"(?:[:.h](?P<min>\d\d)(?:[:.](?P<s>\d\d)(?:[.,]\d{1,9})?)?)?"
    r"(?: ?(?P<half>[ap])\.?m\.?)?(?: ?\(?(?P<zone>[A-Za-z]{1,5}|(?:UTC|GMT)?[+-]\d\d?:?(?:\d\d)?)\)?)?)?"
)
_WEEKDAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,? )?"
_MONTH = r"(?P<m>[a-z]{3,9})\.?"
_YEAR = r"(?P<y>(?:19|20)\d\d)"


def _form(words: str) -> re.Pattern[str]:
    return re.compile(words + _TIME, re.IGNORECASE)


_YEAR_FIRST = _form(rf"{_YEAR}(?P<sep>[-/.])(?P<m>\d\d?)(?P=sep)(?P<d>\d\d?)")
_PACKED = re.compile(rf"{_YEAR}(?P<m>\d\d)(?P<d>\d\d)(?:T?(?P<h>\d\d)(?P<min>\d\d)(?P<s>\d\d)?(?P<zone>Z)?)?")
_NAMED = (
    _form(rf"{_WEEKDAY}(?:the )?(?P<d>\d\d?)(?:st|nd|rd|th|\.)?[ -](?:of )?{_MONTH},?[ -]{_YEAR}"),
    _form(rf"{_WEEKDAY}{_MONTH} (?P<d>\d\d?)(?:st|nd|rd|th)?,? {_YEAR}"),
    _form(rf"{_YEAR}[ -]{_MONTH}[ -](?P<d>\d\d?)"),
)
_NUMERIC = _form(rf"{_WEEKDAY}(?P<a>\d\d?)(?P<sep>[-/.])(?P<b>\d\d?)(?P=sep){_YEAR}")
_NUMBER = re.compile(r"(\d{5}|\d{10}|\d{13}|\d{16})(?:\.(\d{1,20}))?")
# Days since the last of 1899, as spreadsheets count, and seconds since 1970: both from 1970 to 2100.
_SHEET_DAY = date(1899, 12, 30)
_SHEET_DAYS, _SECONDS = range(25_569, 73_051), range(86_400 * 365, 4_102_444_800)


def read_stated(words: str, order: Order | None = None) -> str | None:
    """Return the ISO date or date-time that words state; None where they leave a doubt.

    `order` says which number of 03/04/2024 is the day. With dots the day goes first unless `order` says else.

    >>> read_stated("May 6, 2025 14:30 CEST"), read_stated("6 May 2025"), read_stated("20250506")
    ('2025-05-06T14:30:00+02:00', '2025-05-06', '2025-05-06')
    >>> read_stated("06.05.2025"), read_stated("05/06/2025"), read_stated("05/06/2025", "dmy")
    ('2025-05-06', None, '2025-06-05')
    >>> read_stated("1746540000"), read_stated("45783")
    ('2025-05-06T14:00:00+00:00', '2025-05-06')
    """
    words = " ".join(words.split())
    if len(words) > _LONGEST:
        return None
    if found := _NUMBER.fullmatch(words):
        return _of_number(found.group(1), found.group(2) or "")
    for form in (_YEAR_FIRST, _PACKED, *_NAMED):
        if found := form.fullmatch(words):
            return _date_of(found, found["m"], found["d"])
    if found := _NUMERIC.fullmatch(words):
        known = shown_order(words) or order or ("dmy" if found["sep"] == "." else None)
        if known is not None or found["a"] == found["b"]:
            day, month = (found["a"], found["b"]) if known == "dmy" else (found["b"], found["a"])
            return _date_of(found, month, day)
    return None


def shown_order(words: str) -> Order | None:
    """Return which order a numeric date shows by a number that is no month; None where it shows none.

    >>> shown_order("13/05/2025"), shown_order("05/13/2025"), shown_order("05/06/2025")
    ('dmy', 'mdy', None)
    """
    found = _NUMERIC.fullmatch(" ".join(words[:_LONGEST].split()))
    if not found:
        return None
    first, second = int(found["a"]), int(found["b"])
    if 12 < first <= 31 and 0 < second <= 12:
        return "dmy"
    return "mdy" if 12 < second <= 31 and 0 < first <= 12 else None


def is_either(words: str) -> bool:
    """Say whether a date may be read with the day first and with the month first.

    >>> is_either("05/06/2025"), is_either("05/05/2025"), is_either("06.05.2025"), is_either("yesterday")
    (True, False, False, False)
    """
    return read_stated(words) is None and read_stated(words, "dmy") is not None


def _date_of(found: re.Match[str], month: str, day: str) -> str | None:
    held = found.groupdict()
    number = int(month) if month.isdigit() else _month_named(month)
    try:
        stated = date(int(held["y"]), number, int(day))
        if not held.get("h"):
            return stated.isoformat()
        hour = int(held["h"])
        if held.get("half"):
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + (12 if held["half"].lower() == "p" else 0)
        elif not held.get("min"):
            return None  # "6 May 2025 14" is no hour
        moment = datetime(
            stated.year, stated.month, stated.day, hour, int(held["min"] or 0), int(held.get("s") or 0)
        )
        return moment.replace(tzinfo=_zone(held.get("zone"))).isoformat()
    except (ValueError, OverflowError):
        return None


def _month_named(name: str) -> int:
    """Return the number of a month by its name or the first letters of it; 0 for none."""
    name = name.lower()
    for number, month in enumerate(load_yaml("clean/dates.yaml")["months"], 1):
        if month.startswith(name) and (len(name) in (3, 4) or name == month):
            return number
    return 0


def _zone(name: str | None) -> timezone | None:
    if not name:
        return None
    offset = re.fullmatch(r"(?:UTC|GMT)?([+-])(\d\d?):?(\d\d)?", name, re.IGNORECASE)
    if offset:
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        return timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes))
    known = _zones().get(name.lower())
    return None if known is None else timezone(timedelta(minutes=known)) if known else UTC


@functools.cache
def _zones() -> dict[str, int]:
    return dict(load_yaml("clean/dates.yaml")["zones"])


def _of_number(whole: str, rest: str) -> str | None:
    """Read a number as a spreadsheet's day or as the seconds (or parts of them) since 1970."""
    number = int(whole)
    if len(whole) == 5:
        if number not in _SHEET_DAYS:
            return None
        day = _SHEET_DAY + timedelta(days=number)
        if not rest.strip("0"):
            return day.isoformat()
        moment = datetime(day.year, day.month, day.day) + timedelta(days=float(f"0.{rest}"))
        return (moment + timedelta(seconds=0.5)).replace(microsecond=0).isoformat()
    seconds = number // 10 ** (len(whole) - 10)
    return datetime.fromtimestamp(seconds, UTC).isoformat() if seconds in _SECONDS else None
