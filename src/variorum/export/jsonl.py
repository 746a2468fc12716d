"""The record as JSON Lines: the promise to users and scorers."""

from collections.abc import Iterator

import msgspec

from variorum.model.record import Record, RecordLine


def export_jsonl(record: Record) -> Iterator[bytes]:
    """Yield the record line by line, header first, each line with its line break.

    The same record gives the same bytes: kinds in the promised order, each sorted by id (entries by event,
    slot and `of`).
    """
    encode = msgspec.json.Encoder().encode
    for line in lines_of(record):
        yield encode(line) + b"\n"


def lines_of(record: Record) -> Iterator[RecordLine]:
    """Yield every line of a record in the order of the export."""
    yield record.header
    yield from sorted(record.reports, key=lambda line: line.id)
    yield from sorted(record.derivations, key=lambda line: line.id)
    yield from sorted(record.voices, key=lambda line: line.id)
    yield from sorted(record.events, key=lambda line: line.id)
    yield from sorted(record.participants, key=lambda line: line.id)
    yield from sorted(record.claims, key=lambda line: line.id)
    yield from sorted(record.entries, key=lambda line: (line.event, line.slot, line.of or ""))
    yield from sorted(record.unresolved, key=lambda line: line.id)
