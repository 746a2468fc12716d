"""Cells of CSV: text that a spreadsheet would run as a formula is guarded with an apostrophe."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

Cell = str | int | float | bool | None

# What spreadsheets take for the start of a formula (OWASP, "CSV Injection"), the full-width forms that some
# of them fold to it, and the apostrophe itself, so that taking one away always gives the text back.
_GUARDED = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
_BATCH = 1000  # rows that leave together


def guard(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would run; `unguard` takes it away.

    >>> guard("=HYPERLINK(1)"), guard("plain"), guard("'quoted'")
    ("'=HYPERLINK(1)", 'plain', "''quoted'")
    """
    return "'" + text if text.lstrip(" ").startswith(_GUARDED) else text


def unguard(text: str) -> str:
    """Give back the text of a guarded cell.

    >>> unguard("'=1+1"), unguard("plain")
    ('=1+1', 'plain')
    """
    return text[1:] if text.startswith("'") else text


def write_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]], *, raw: bool = False) -> Iterator[bytes]:
    """Yield a table as CSV in UTF-8, the header first; `raw` leaves formulas as they are.

    Numbers are never guarded: -3.5 stays a number. An empty cell means that nothing is known.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(header)
    for count, row in enumerate(rows, start=1):
        writer.writerow([_cell(value, raw=raw) for value in row])
        if count % _BATCH == 0:
            yield _take(buffer)
    yield _take(buffer)


def _cell(value: Cell, *, raw: bool) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and not raw:
        return guard(value)
    return value


def _take(buffer: io.StringIO) -> bytes:
    data = buffer.getvalue().encode("utf-8", errors="replace")
    buffer.seek(0)
    buffer.truncate()
    return data
