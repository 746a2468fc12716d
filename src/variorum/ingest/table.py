"""Tables: CSV and Parquet, their columns mapped to the fields of a report."""

import contextlib
import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from variorum.data import load_yaml
from variorum.data.charsets import guess_charset
from variorum.errors import InputError
from variorum.ingest.jsonl import asked_for, fold_name, given_fields, names_of
from variorum.ingest.ordering import FIELDS, Dates
from variorum.ingest.source import Item, Source, rejected, too_large
from variorum.model.report import Document
from variorum.settings import Settings

_SAMPLE = 1 << 16
_MORE = "\0more"  # a name that no column has


def map_columns(
    found: Sequence[str], settings: Settings, where: str, *, is_strict: bool = False
) -> dict[str, str]:
    """Return which column carries which field: as the setting `columns` says, else by name.

    A column that the setting names and this table lacks is looked for by the usual names: the setting is for
    all tables. Raises `InputError` (E120), naming the columns found, where none carries the text, and with
    `is_strict` where one named is missing.

    >>> map_columns(["Body", "url", "n"], Settings(columns={"text": "story"}), "a.csv")
    {'text': 'Body', 'url': 'url'}
    """
    by_name = {fold_name(name): name for name in reversed(found)}
    mapping: dict[str, str] = {}
    for field in ("text", *(f for f in load_yaml("clean/columns.yaml")["columns"] if f != "text")):
        asked = asked_for(field, settings)
        if is_strict and asked and not set(asked) & set(found):
            raise _missing(f'no column "{asked[0]}" (for {field})', found, where)
        usual = [by_name[name] for name in names_of(field) if name in by_name]
        named = [name for name in asked if name in found] or usual
        column = next((name for name in named if name not in mapping.values()), None)
        if column is not None:
            mapping[field] = column
    if "text" not in mapping:
        asked = asked_for("text", settings)
        raise _missing(
            f'no column "{asked[0]}" (for text)' if asked else "no column for the text", found, where
        )
    return mapping


def _missing(what: str, found: Sequence[str], where: str) -> InputError:
    columns = ", ".join(name[:60] for name in found[:100]) or "none"
    do = 'name it: columns = {text = "NAME"} in variorum.toml, text="NAME" in read_parquet'
    return InputError("E120", f"{what}; it has {columns}", where=where, do=do)


def read_csv(source: Source, settings: Settings) -> Iterator[Item]:
    """Yield one document a row; the separator is told from the head, a bad row is named by its number.

    UTF-8 is tried first; a file with other bytes is read in the charset that makes words of its head.
    """
    encoding = _encoding(source)
    if not encoding.startswith("utf-8"):
        source = replace(source, given={**source.given, "charset": encoding})
    csv.field_size_limit(min(settings.largest_input, 2**31 - 1))
    with _opened(source, encoding) as rows:
        header = next(rows, [])
        mapping = map_columns(header, settings, source.where)
        dates = Dates(settings, lambda: _stated_dates(source, encoding, mapping))
        items = documents_of(_numbered(rows, header, source.where), mapping, source, settings)
        yield from dates.settle_all(items)


@contextlib.contextmanager
def _opened(source: Source, encoding: str) -> Iterator[Iterator[list[str]]]:
    with source.open() as stream:
        text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
        yield csv.reader(text, _dialect(source.head()), strict=True)


def _stated_dates(source: Source, encoding: str, mapping: Mapping[str, str]) -> Iterator[str]:
    """Yield all dates of a table, up to where it is broken."""
    with _opened(source, encoding) as rows, contextlib.suppress(csv.Error, InputError):
        header = next(rows, [])
        places = [header.index(mapping[field]) for field in FIELDS if field in mapping]
        for row in rows:
            yield from (row[place] for place in places if place < len(row))


def _encoding(source: Source) -> str:
    with source.open() as stream:
        sample = stream.read(_SAMPLE)
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        # What may be cut in the middle of a character is not looked at.
        (sample if len(sample) < _SAMPLE else sample[: sample.rfind(b"\n") + 1]).decode("utf-8")
    except UnicodeDecodeError:
        return guess_charset(sample) or "windows-1252"
    return "utf-8-sig"


def _dialect(head: bytes) -> type[csv.Dialect]:
    first = head.split(b"\n", 1)[0]
    separator = max((b",", b";", b"\t", b"|"), key=first.count).decode()

    class Told(csv.excel):
        delimiter = separator

    return Told


def _numbered(
    rows: Iterator[list[str]], header: list[str], where: str
) -> Iterator[tuple[int, dict[str, Any]]]:
    number = 1
    try:
        for row in rows:
            number += 1
            if row:
                yield number, _fields(row, header)
    except csv.Error as error:
        what = f"is not valid CSV ({error})"
        raise InputError("E121", what, where=f"{where}:{number + 1}", do="mend the row") from error


def _fields(row: list[str], header: list[str]) -> dict[str, Any]:
    """Return a row's values by column; `_MORE` says how many there are where the head names fewer."""
    fields: dict[str, Any] = dict(zip(header, row, strict=False))
    return {**fields, _MORE: len(row)} if any(row[len(header) :]) else fields


def documents_of(
    rows: Iterable[tuple[int, dict[str, Any]]], mapping: dict[str, str], source: Source, settings: Settings
) -> Iterator[Item]:
    """Make a document of each numbered row; `data` is the row's fields as one line of JSON, sorted by name.

    A row whose text is null or empty is rejected (E109) by its number.
    """
    for number, row in rows:
        where = f"{source.where}:{number}"
        fields = {field: row.get(column) for field, column in mapping.items()}
        try:
            if more := row.get(_MORE):
                what = f"has {more} values, more than the head has columns"
                do = "put texts with the separator in them in quotation marks"
                raise InputError("E121", what, where=where, do=do)
            yield document_of(fields, where, source, settings)
        except InputError as error:
            yield rejected(error, where=where)


def document_of(fields: dict[str, Any], where: str, source: Source, settings: Settings) -> Document:
    """Make the document of one row; raises `InputError` (E108, E109, E111)."""
    row = {name: plain(value) for name, value in fields.items() if not _is_missing(value)}
    if "text" not in row:
        raise InputError("E109", "has an empty text", where=where, do="leave the row out or fill it")
    data = json.dumps(row, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    if len(data) > settings.largest_input:
        raise too_large(where, settings.largest_input)
    return Document(data, where, "application/json", {**source.given, **given_fields(row, where)})


def _is_missing(value: Any) -> bool:
    """Say whether a cell holds nothing: null, no words, or what number libraries write for it."""
    return value is None or (isinstance(value, str) and not value.strip()) or value != value  # noqa: PLR0124


def plain(value: Any) -> Any:
    """Turn dates and the like, which tables hold, into text."""
    if isinstance(value, str | list | int):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
