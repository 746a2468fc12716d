"""JSON Lines: one report a line; a bad line is named by its number and the rest goes on."""

import contextlib
import functools
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO, NoReturn

from msgspec.structs import replace

from variorum.data import load_yaml
from variorum.data.dates import read_stated
from variorum.errors import InputError
from variorum.ingest.ordering import FIELDS, Dates
from variorum.ingest.source import Given, Item, Source, rejected, too_large, unreadable
from variorum.model.report import Document
from variorum.settings import Settings

_CHUNK = 1 << 20
_LONGEST_ID = 300
_FIELDS = ("id", "outlet", "url", "date", "title", "authors", "text", "modified", "language", "received")


# Fields that may be numbers: an id, and a moment as the seconds since 1970.
_NUMBERS: dict[str, tuple[type, ...]] = defaultdict(
    tuple, {"id": (int,), "date": (int, float), "modified": (int, float), "received": (int, float)}
)


class _BadLineError(ValueError):
    """A line that parses as no report."""


def read(source: Source, settings: Settings) -> Iterator[Item]:
    """Yield one document a line; `offset` of a reject is the byte at which the line begins."""
    dates = Dates(settings, lambda: _stated_dates(source, settings))
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
                    yield from dates.settle_all(_items_of(line, where, source.given, settings))
            except InputError as error:
                yield rejected(error, where=where, offset=offset)
            offset += size


def _stated_dates(source: Source, settings: Settings) -> Iterator[Any]:
    """Yield all dates of a file of JSON Lines; lines that cannot be read are passed over."""
    with source.open() as stream:
        while True:
            line, size = _next_line(stream, settings.largest_input, source.where)
            if not size:
                return
            with contextlib.suppress(ValueError, RecursionError):
                row = json.loads(line or b"null")
                yield from _dates_of(row, settings)


def _dates_of(row: Any, settings: Settings) -> list[Any]:
    return [_value(row, field, settings) for field in FIELDS] if isinstance(row, dict) else []


def read_list(source: Source, settings: Settings) -> Iterator[Item]:
    """Yield one document an object of a JSON file that holds a list of reports."""
    data = source.read(settings)
    try:
        rows = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_only_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise InputError("E107", f"is not valid JSON ({error})", where=source.where, do="mend it") from error
    rows = unwrap(rows) or (rows if isinstance(rows, list) else [rows])
    dates = Dates(settings, lambda: [value for row in rows for value in _dates_of(row, settings)])
    for number, row in enumerate(rows, 1):
        where = f"{source.where}:{number}"
        try:
            line = json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass")
            document = _document_of(row, line, where, source.given, settings)
            yield replace(document, given=dates.settle(document.given))
        except InputError as error:
            yield rejected(error, where=where)


def _items_of(line: bytes, where: str, beside: Given, settings: Settings) -> Iterator[Item]:
    """Read one line, a report or a list of them in an envelope; raises `InputError` (E107, E108, E109)."""
    row = _row_of(line, where)
    rows = unwrap(row)
    if rows is None:
        yield _document_of(row, line.rstrip(b"\r\n"), where, beside, settings)
        return
    for number, inner in enumerate(rows, 1):
        data = json.dumps(inner, ensure_ascii=False).encode("utf-8", "surrogatepass")
        try:
            yield _document_of(inner, data, f"{where}#{number}", beside, settings)
        except InputError as error:
            yield rejected(error, where=f"{where}#{number}")


def unwrap(row: Any) -> list[Any] | None:
    """Return the reports that the answer of a news service holds beside its status; None where it is none.

    >>> unwrap({"status": "ok", "articles": [{"content": "Rain fell."}]})
    [{'content': 'Rain fell.'}]
    >>> unwrap({"text": "Rain fell.", "items": []}) is None
    True
    """
    if not isinstance(row, dict) or _value(row, "text", None) is not None:
        return None
    held = (row.get(name) for name in load_yaml("clean/columns.yaml")["lists"])
    return next((rows for rows in held if isinstance(rows, list) and rows and _are_objects(rows)), None)


def _are_objects(rows: list[Any]) -> bool:
    return all(isinstance(row, dict) for row in rows)


def _row_of(line: bytes, where: str) -> Any:
    """Parse one line; raises `InputError` (E107 not JSON)."""
    try:
        return json.loads(line.decode("utf-8-sig"), object_pairs_hook=_only_once, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise InputError("E107", "is not UTF-8", where=where, do="save the file as UTF-8") from error
    except RecursionError as error:
        raise InputError("E107", "is nested too deeply", where=where, do="flatten it") from error
    except ValueError as error:
        raise InputError("E107", f"is not valid JSON ({error})", where=where, do="mend the line") from error


def _document_of(row: Any, data: bytes, where: str, beside: Given, settings: Settings) -> Document:
    if not isinstance(row, dict):
        raise InputError("E108", "is not an object", where=where, do='write {"text": "..."}')
    return Document(data, where, "application/json", {**beside, **given_fields(row, where, settings)})


def given_fields(row: dict[str, Any], where: str, settings: Settings | None = None) -> Given:
    """Take the fields of a report out of a row: as the setting `columns` says, by name or a known other name.

    Raises `InputError` (E108) where a field has another type than text or an id is unfit, (E109) where `text`
    is missing.

    >>> given_fields({"body": "Rain fell.", "published": "2024-05-02"}, "a:1")
    {'date': '2024-05-02', 'text': 'Rain fell.'}
    """
    given: Given = {}
    for name in _FIELDS:
        value = _value(row, name, settings)
        if value is not None:
            given[name] = _check(name, value, where)
    if isinstance(stated := given.pop("received", None), str):
        # A stamp that cannot be read must not pass for a moment, and not cost the report either.
        moment = read_moment(stated)
        given |= {"received": moment} if moment else {"received_unread": stated}
    if "text" not in given:
        has = ", ".join(str(name)[:60] for name in list(row)[:30]) or "nothing"
        do = f'call it "text", or name it with the setting columns; it has {has}'
        raise InputError("E109", 'has no field "text"', where=where, do=do)
    return given


def _value(row: dict[str, Any], name: str, settings: Settings | None) -> Any:
    """Return what a row holds for a field, by whichever name; None where it holds nothing."""
    asked = asked_for(name, settings) if settings else ()
    held = next((row[key] for key in (*asked, name) if row.get(key) is not None), None)
    if held is not None:
        return held
    folded = {fold_name(key): key for key in reversed(row)}
    keys = (folded.get(known) for known in names_of(name))
    return next((row[key] for key in keys if key is not None and row[key] is not None), None)


@functools.cache
def names_of(field: str) -> tuple[str, ...]:
    """Return the names under which tables carry a field, as `fold_name` gives them, first match first.

    >>> names_of("title")[:2]
    ('title', 'headline')
    """
    aliases: dict[str, list[str]] = load_yaml("clean/columns.yaml")["columns"]
    return tuple(dict.fromkeys(map(fold_name, (field, *aliases.get(field, ())))))


@functools.lru_cache(1024)
def fold_name(name: str) -> str:
    """Return a column's name without regard to case and to what parts its words.

    >>> fold_name(" Publish Date") == fold_name("publish_date") == fold_name("publishDate")
    True
    """
    return re.sub(r"[\s_.-]+", "", name).lower()


def asked_for(field: str, settings: Settings) -> tuple[str, ...]:
    """Return the columns that the setting names for a field.

    >>> asked_for("text", Settings(columns={"text": "story"})), asked_for("url", Settings())
    (('story',), ())
    """
    named = settings.columns.get(field, ())
    return (named,) if isinstance(named, str) else tuple(named)


def _check(name: str, value: Any, where: str) -> str | list[str]:
    value = [_named(one) for one in value] if isinstance(value, list) else _named(value)
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
    elif isinstance(value, _NUMBERS[name]) and not isinstance(value, bool):
        return str(value)
    raise InputError("E108", f'"{name}" is not text', where=where, do="give it as a string")


def _named(value: Any) -> Any:
    """Return the name of a thing that is given with its id: `{"id": null, "name": "Osk Post"}`."""
    return value["name"] if isinstance(value, dict) and isinstance(value.get("name"), str) else value


def read_moment(words: str) -> str | None:
    """Return an ISO date or date-time as a moment in UTC; None where it is unreadable.

    >>> read_moment("2024-05-02T08:14:00Z"), read_moment("2024-05-02"), read_moment("yesterday")
    ('2024-05-02T08:14:00+00:00', '2024-05-02T00:00:00+00:00', None)
    """
    try:
        moment = datetime.fromisoformat(read_stated(words) or words.strip())
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
