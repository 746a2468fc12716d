"""JSON Lines: one report a line; a bad line is named by its number and the rest goes on."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO, NoReturn

from variorum.data import load_yaml
from variorum.errors import InputError
from variorum.ingest.source import Given, Item, Source, rejected, too_large, unreadable
from variorum.model.report import Document
from variorum.settings import Settings

_CHUNK = 1 << 20
_LONGEST_ID = 300
_FIELDS = ("id", "outlet", "url", "date", "title", "authors", "text", "modified", "language", "received")


class _BadLineError(ValueError):
    """A line that parses as no report."""


def read(source: Source, settings: Settings) -> Iterator[Item]:
    """Yield one document a line; `offset` of a reject is the byte at which the line begins."""
    number = offset = 0
    with source.open() as stream:
        while True:
            line, size = _next_line(stream, settings.largest_input, source.where)
            if not size:
                return
            number += 1
            where = f"{source.where}:{number}"
            try:
                if line is None:
                    raise too_large(where, settings.largest_input)
                if line.strip():
                    yield make_document(line, where, source.given)
            except InputError as error:
                yield rejected(error, where=where, offset=offset)
            offset += size


def read_list(source: Source, settings: Settings) -> Iterator[Item]:
    """Yield one document an object of a JSON file that holds a list of reports."""
    data = source.read(settings)
    try:
        rows = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_only_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise InputError("E107", f"is not valid JSON ({error})", where=source.where, do="mend it") from error
    for number, row in enumerate(rows if isinstance(rows, list) else [rows], 1):
        where = f"{source.where}:{number}"
        try:
            line = json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass")
            yield _document_of(row, line, where, source.given)
        except InputError as error:
            yield rejected(error, where=where)


def make_document(line: bytes, where: str, beside: Given) -> Document:
    """Read one line; raises `InputError` (E107 not JSON, E108 not the fields of a report)."""
    try:
        row = json.loads(line.decode("utf-8-sig"), object_pairs_hook=_only_once, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise InputError("E107", "is not UTF-8", where=where, do="save the file as UTF-8") from error
    except RecursionError as error:
        raise InputError("E107", "is nested too deeply", where=where, do="flatten it") from error
    except ValueError as error:
        raise InputError("E107", f"is not valid JSON ({error})", where=where, do="mend the line") from error
    return _document_of(row, line.rstrip(b"\r\n"), where, beside)


def _document_of(row: Any, data: bytes, where: str, beside: Given) -> Document:
    if not isinstance(row, dict):
        raise InputError("E108", "is not an object", where=where, do='write {"text": "..."}')
    return Document(data, where, "application/json", {**beside, **given_fields(row, where)})


def given_fields(row: dict[str, Any], where: str) -> Given:
    """Take the fields of a report out of a row, by name or by a known other name.

    Raises `InputError` (E108) where a field has another type than text or an id is unfit, (E109) where `text`
    is missing.

    >>> given_fields({"body": "Rain fell.", "published": "2024-05-02"}, "a:1")
    {'date': '2024-05-02', 'text': 'Rain fell.'}
    """
    aliases: dict[str, list[str]] = load_yaml("clean/columns.yaml")["columns"]
    given: Given = {}
    for name in _FIELDS:
        for key in (name, *aliases.get(name, ())):
            value = row.get(key)
            if value is not None:
                given[name] = _check(name, value, where)
                break
    if isinstance(stated := given.pop("received", None), str):
        # A stamp that cannot be read must not pass for a moment, and not cost the report either.
        moment = read_moment(stated)
        given |= {"received": moment} if moment else {"received_unread": stated}
    if "text" not in given:
        raise InputError("E109", 'has no field "text"', where=where, do="give the report's text")
    return given


def _check(name: str, value: Any, where: str) -> str | list[str]:
    if name == "authors":
        many = value if isinstance(value, list) else [value]
        if all(isinstance(one, str) for one in many):
            return [one.strip() for one in many if one.strip()]
    elif name == "id" and isinstance(value, str):
        if len(value) <= _LONGEST_ID and value.isprintable() and value.strip():
            return value
        what = f'"id" is empty, holds control characters or is longer than {_LONGEST_ID}'
        raise InputError("E108", what, where=where, do="give a short printable id, or none")
    elif isinstance(value, str):
        return value
    elif name == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise InputError("E108", f'"{name}" is not text', where=where, do="give it as a string")


def read_moment(words: str) -> str | None:
    """Return an ISO date or date-time as a moment in UTC; None where it is unreadable.

    >>> read_moment("2024-05-02T08:14:00Z"), read_moment("2024-05-02"), read_moment("yesterday")
    ('2024-05-02T08:14:00+00:00', '2024-05-02T00:00:00+00:00', None)
    """
    try:
        moment = datetime.fromisoformat(words.strip())
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return None


def _next_line(stream: BinaryIO, limit: int, where: str) -> tuple[bytes | None, int]:
    """Read one line in bounded memory: (None, size) for a line beyond the limit, passed over whole."""
    try:
        line = stream.readline(limit + 1)
        size = len(line)
        if size <= limit or line.endswith(b"\n"):
            return line, size
        while chunk := stream.readline(_CHUNK):
            size += len(chunk)
            if chunk.endswith(b"\n"):
                break
    except OSError as error:
        raise unreadable(where, error) from error
    return None, size


def _only_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    row = dict(pairs)
    if len(row) < len(pairs):
        raise _BadLineError("a key stands twice")
    return row


def _no_constant(name: str) -> NoReturn:
    raise _BadLineError(f"{name} is no JSON")
