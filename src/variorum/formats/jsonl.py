"""The record as JSON Lines: the promise to users and scorers."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from variorum.model.record import (
    Claim,
    Decision,
    Derivation,
    Entry,
    Event,
    Header,
    MachineEntry,
    Participant,
    Record,
    RecordLine,
    ReportLine,
    Unresolved,
    Voice,
)


def export_jsonl(record: Record) -> Iterator[bytes]:
    """Yield the record line by line, header first, each line with its line break.

    The same record gives the same bytes: kinds in the promised order, each sorted by id (entries by event,
    slot and `of`).
    """
    encode = msgspec.json.Encoder().encode
    for line in lines_of(record):
        yield encode(line) + b"\n"


def write_record(record: Record, codebook: object = None) -> Iterator[bytes]:
    """Do as `export_jsonl` does, in the shape that the table of formats asks for."""
    del codebook  # the names and meanings of this format are a promise
    return export_jsonl(record)


def lines_of(record: Record) -> Iterator[RecordLine]:
    """Yield every line of a record in the order of the export."""
    yield record.header
    for field in _FIELDS.values():
        yield from sorted(getattr(record, field), key=_sort_key)


def gather(header: Header, lines: Iterable[RecordLine]) -> Record:
    """Put lines together as a record, each kind sorted as the export promises.

    >>> gather(Header(variorum="1", as_of=None, policy="latest", settings="x"), []).claims
    ()
    """
    by_field: dict[str, list[RecordLine]] = {field: [] for field in _FIELDS.values()}
    for line in lines:
        by_field[_FIELDS[type(line)]].append(line)
    kinds: dict[str, Any] = {field: tuple(sorted(same, key=_sort_key)) for field, same in by_field.items()}
    return Record(header=header, **kinds)


def _sort_key(line: RecordLine) -> tuple[str, ...]:
    if isinstance(line, Entry | MachineEntry):
        return line.event, line.slot, line.of or ""
    if isinstance(line, Decision):
        return f"{len(line.id):04}", line.id  # in the order in which they were taken
    return (getattr(line, "id", ""),)


# Each kind of line with the field of `Record` that holds it, in the order of the export.
_FIELDS: dict[type, str] = {
    ReportLine: "reports",
    Derivation: "derivations",
    Voice: "voices",
    Event: "events",
    Participant: "participants",
    Claim: "claims",
    Entry: "entries",
    Unresolved: "unresolved",
    Decision: "decisions",
    MachineEntry: "machine",
}
