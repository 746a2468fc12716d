"""The lines of the record, sorted by the engine and written as one file: the bytes of `variorum export`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa

from variorum.model.record import (
    Claim,
    Derivation,
    Entry,
    Event,
    Header,
    Participant,
    RecordLine,
    ReportLine,
    Unresolved,
    Voice,
)
from variorum.scale.engine import Engine
from variorum.scale.scratch import replacing

LINES = pa.schema(
    [("kind", pa.int64()), ("key", pa.large_string()), ("place", pa.int64()), ("body", pa.large_binary())]
)
KINDS: tuple[type, ...] = (ReportLine, Derivation, Voice, Event, Participant, Claim, Entry, Unresolved)

_encode = msgspec.json.Encoder().encode


def line_row(line: RecordLine, place: int) -> dict[str, Any]:
    """Return a line with what it is sorted by; `place` decides between lines of one id.

    The parts of an entry's key are held apart by a character that sorts before all others.
    """
    if isinstance(line, Entry):
        key = "\0".join((line.event, line.slot, line.of or ""))
    else:
        key = str(getattr(line, "id", ""))
    return {"kind": KINDS.index(type(line)), "key": key, "place": place, "body": _encode(line)}


def write_record(engine: Engine, header: Header, parts: Sequence[Any], path: Path) -> dict[str, int]:
    """Write the record as JSON Lines and return how many lines there are of each kind."""
    col = engine.daft.col
    lines = parts[0]
    for part in parts[1:]:
        lines = lines.concat(part)
    counts: dict[str, int] = {}
    with replacing(path) as unfinished, unfinished.open("wb") as out:
        out.write(_encode(header) + b"\n")
        for number, kind in enumerate(KINDS):
            found = lines.where(col("kind") == number).sort(["key", "place"]).select("body")
            counts[kind.__name__] = 0
            for batch in found.to_arrow_iter():
                bodies = batch.column(0).to_pylist()
                counts[kind.__name__] += len(bodies)
                out.writelines(body + b"\n" for body in bodies)
    return counts
