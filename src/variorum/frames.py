"""Frames in and out: rows of text held in memory become inputs; what a record lists becomes a table."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from variorum.errors import InputError, UsageError
from variorum.model.record import Entry, Event, Participant, ReportLine, Voice
from variorum.model.report import Document, Reject
from variorum.settings import Settings
from variorum.wording import word_entry

if TYPE_CHECKING:
    import pyarrow

Line = ReportLine | Event | Participant | Entry | Voice


def rows_in(given: object) -> list[dict[str, Any]] | None:
    """Return the rows of a pandas, Polars or Arrow table, of a list of dicts or of a dict of columns.

    None stands for anything else.

    >>> rows_in([{"text": "A flood."}]) == rows_in({"text": ["A flood."]})
    True
    >>> rows_in(["a.txt"])
    """
    if isinstance(given, Mapping):
        given = _rows_of(given)
    if isinstance(given, Sequence) and not isinstance(given, str):
        is_rows = bool(given) and all(isinstance(row, Mapping) for row in given)
        return [{str(k): _plain(v) for k, v in row.items()} for row in given] if is_rows else None
    for name, asked in (("to_pylist", ()), ("to_dicts", ()), ("to_dict", ("records",))):
        if hasattr(given, name) and (hasattr(given, "columns") or hasattr(given, "schema")):
            return [{str(k): _plain(v) for k, v in row.items()} for row in getattr(given, name)(*asked)]
    return None


_WAYS = ("tolist", "to_list", "to_pylist")  # NumPy's and pandas', Polars', Arrow's


def _rows_of(given: Mapping[Any, Any]) -> list[Mapping[Any, Any]]:
    """Return the rows of a dict of columns, or the one row that a dict is; raises `UsageError` E001."""
    columns = {name: list(_plain(held)) for name, held in given.items() if _is_column(held)}
    if not columns or len(columns) < len(given):
        return [given]
    if len(lengths := {len(held) for held in columns.values()}) > 1:
        told = ", ".join(f"{name} has {len(held)}" for name, held in columns.items())
        raise UsageError("E001", f"columns of {len(lengths)} lengths: {told}", do="fill the gaps with None")
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _is_column(held: object) -> bool:
    """Say whether values stand in a row of their own: a list, a tuple, an array or a series."""
    if isinstance(held, list | tuple):
        return True
    return (
        any(hasattr(held, way) for way in _WAYS)
        and getattr(held, "ndim", 1) == 1
        and hasattr(held, "__len__")
    )


def _plain(value: Any) -> Any:
    """Take a value out of its array: a row of pandas may hold numbers and lists of NumPy's own kinds."""
    way = next((way for way in _WAYS if hasattr(value, way)), None)
    return getattr(value, way)() if way is not None else value


def read_rows(
    rows: Sequence[Mapping[str, Any]], name: str, settings: Settings
) -> Iterator[Document | Reject]:
    """Make an input of each row, its columns and dates read as those of any table.

    Raises `InputError` (E120), naming the columns, where none carries the text.
    """
    from variorum.ingest.ordering import FIELDS, Dates
    from variorum.ingest.source import Source
    from variorum.ingest.table import documents_of, map_columns

    names = list(dict.fromkeys(name for row in rows for name in row))
    try:
        mapping = map_columns(names, settings, name)
    except InputError as error:
        do = 'rename it, or give settings=variorum.Settings(columns={"text": "NAME"})'
        raise InputError(error.code, error.what, where=name, do=do) from error
    held = [mapping[field] for field in FIELDS if field in mapping]
    dates = Dates(settings, lambda: (row.get(column) for row in rows for column in held))
    numbered = ((number, dict(row)) for number, row in enumerate(rows, 1))
    return dates.settle_all(documents_of(numbered, mapping, Source(name), settings))


def to_arrow(
    kind: str, lines: Sequence[Line], reports: Mapping[str, int], names: Mapping[str, str]
) -> "pyarrow.Table":
    """Return one row a line; `reports` are those that tell of each event, `names` those of participants."""
    import pyarrow as pa

    kinds = {"text": pa.string(), "whole": pa.int64(), "truth": pa.bool_(), "list": pa.list_(pa.string())}
    fields = pa.schema([pa.field(name, kinds[type_]) for name, type_ in _COLUMNS[kind].items()])
    rows = [_row(line, reports, names) for line in lines]
    return pa.Table.from_pylist([{k: _sound(v) for k, v in row.items()} for row in rows], fields)


def _sound(value: Any) -> Any:
    """Replace half a surrogate pair, which Arrow cannot hold."""
    return value.encode(errors="replace").decode() if isinstance(value, str) else value


_COLUMNS = {
    "report": {
        **dict.fromkeys(("id", "outlet", "title", "url", "published", "received", "language"), "text"),
        **dict.fromkeys(("copy_of", "origin", "story", "main_event", "revision_of"), "text"),
        "flags": "list",
        "text": "text",
    },
    "event": {**dict.fromkeys(("id", "type", "label", "story", "part_of"), "text"), "reports": "whole"},
    "participant": {
        **dict.fromkeys(("id", "event", "name", "type"), "text"),
        "roles": "list",
        "size": "whole",
        "member_of": "text",
    },
    "entry": {
        **dict.fromkeys(("event", "slot", "of", "of_name", "status", "value"), "text"),
        **dict.fromkeys(("readings", "reports", "origins", "terminal_sources"), "whole"),
    },
    "voice": {
        **dict.fromkeys(("id", "name", "type"), "text"),
        "anonymous": "truth",
        **dict.fromkeys(("speaks_for", "participant"), "text"),
    },
}


def _row(line: Line, reports: Mapping[str, int], names: Mapping[str, str]) -> dict[str, Any]:
    if isinstance(line, Entry):
        shown = None if line.preferred is None else line.readings[line.preferred]
        return {
            "event": line.event,
            "slot": line.slot,
            "of": line.of,
            "of_name": names.get(line.of or ""),
            "status": line.status,
            "value": word_entry(line),
            "readings": len(line.readings),
            "reports": shown.reports if shown else 0,
            "origins": shown.origins if shown else 0,
            "terminal_sources": shown.terminal_sources if shown else 0,
        }
    kind = str(line.__struct_config__.tag)
    row = {name: getattr(line, name) for name in _COLUMNS[kind] if hasattr(line, name)}
    return {**row, "reports": reports.get(line.id, 0)} if isinstance(line, Event) else row
