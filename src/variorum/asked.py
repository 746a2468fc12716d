"""What users name by words: a day, and a record that is there."""

import datetime
from pathlib import Path

from variorum.errors import StoreError, UsageError

_SERVED = ("postgresql://", "postgres://")


def read_day(day: str | datetime.date | None) -> str | None:
    """Return a day as `YYYY-MM-DD`, None for none; raises `UsageError` (E002) for anything else.

    >>> read_day("2025-01-31"), read_day(datetime.date(2025, 1, 31))
    ('2025-01-31', '2025-01-31')
    """
    if day is None:
        return None
    if isinstance(day, datetime.datetime):
        return day.date().isoformat()
    try:
        return datetime.date.fromisoformat(str(day)).isoformat()
    except ValueError as error:
        raise UsageError("E002", f"{day!r} is not a day", do="write it as in 2025-01-31") from error


def find_record(address: str | Path) -> str:
    """Return the address of a record; raises `StoreError` (E401) where it is a file that is not there.

    >>> find_record(":memory:")
    ':memory:'
    """
    if str(address) != ":memory:" and not str(address).startswith(_SERVED) and not Path(address).is_file():
        do = "read reports first with `variorum add`, or name the record with --record"
        raise StoreError("E401", "there is no record here", where=str(address), do=do)
    return str(address)
