"""Tables: CSV and Parquet, their columns mapped to the fields of a report."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from variorum.data import load_yaml
from variorum.data.charsets import guess_charset
from variorum.errors import InputError
from variorum.ingest.jsonl import given_fields
from variorum.ingest.source import Item, Source, rejected, too_large
from variorum.model.report import Document
from variorum.settings import Settings

_SAMPLE = 1 << 16


def map_columns(found: Sequence[str], settings: Settings, where: str) -> dict[str, str]:
    """Return which column carries which field: as the setting `columns` says, else by name.

    Raises `InputError` (E120), naming the columns found, where one named or that of the text is missing.

    >>> map_columns(["Body", "url", "n"], Settings(), "a.csv")
    {'text': 'Body', 'url': 'url'}
    """
    by_name = {name.strip().lower(): name for name in reversed(found)}
    mapping: dict[str, str] = {}
    aliases: dict[str, list[str]] = load_yaml("clean/columns.yaml")["columns"]
    for field in ("text", *(f for f in aliases if f != "text")):
        asked = settings.columns.get(field)
        if asked is not None and asked not in found:
            raise _missing(f'no column "{asked}" (for {field})', found, where)
        names = (asked,) if asked else (by_name.get(n.lower()) for n in (field, *aliases[field]))
        column = next((n for n in names if n is not None and n not in mapping.values()), None)
        if column is not None:
            mapping[field] = column
    if "text" not in mapping:
        raise _missing("no column for the text", found, where)
    return mapping


def _missing(what: str, found: Sequence[str], where: str) -> InputError:
    columns = ", ".join(name[:60] for name in found[:100]) or "none"
    do = 'name it: columns = {text = "NAME"} in variorum.toml, text="NAME" in read_parquet'
    return InputError("E120", f"{what}; it has {columns}", where=where, do=do)


def read_csv(source: Source, settings: Settings) -> Iterator[Item]:
    """Yield one document a row; the separator is told from the head, a bad row is named by its number.

    UTF-8 is tried first; a file with other bytes is read in the charset that makes words of its head.
    """
    csv.field_size_limit(min(settings.largest_input, 2**31 - 1))
    encoding = _encoding(source)
    if not encoding.startswith("utf-8"):
        source = replace(source, given={**source.given, "charset": encoding})
    with source.open() as stream:
        text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
        rows = csv.reader(text, _dialect(source.head()), strict=True)
        header = next(rows, [])
        mapping = map_columns(header, settings, source.where)
        yield from documents_of(_numbered(rows, header, source.where), mapping, source, settings)


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
                yield number, dict(zip(header, row, strict=False))
    except csv.Error as error:
        what = f"is not valid CSV ({error})"
        raise InputError("E121", what, where=f"{where}:{number + 1}", do="mend the row") from error


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
            yield document_of(fields, where, source, settings)
        except InputError as error:
            yield rejected(error, where=where)


def document_of(fields: dict[str, Any], where: str, source: Source, settings: Settings) -> Document:
    """Make the document of one row; raises `InputError` (E108, E109, E111)."""
    row = {name: plain(value) for name, value in fields.items() if value not in (None, "")}
    data = json.dumps(row, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    if len(data) > settings.largest_input:
        raise too_large(where, settings.largest_input)
    return Document(data, where, "application/json", {**source.given, **given_fields(row, where)})


def plain(value: Any) -> Any:
    """Turn dates and the like, which tables hold, into text."""
    if isinstance(value, str | list | int):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
