"""What goes into a row and comes out of it: encoded, compressed, and sealed by hash."""

import hashlib
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import msgspec

from variorum.errors import StoreError
from variorum.model.analysis import Analysis
from variorum.model.record import Decision, Entry, Event, MachineEntry, Record, RecordLine, ReportLine, Voice
from variorum.model.report import Document, Report

# A column only to find by: an index of PostgreSQL holds no more than 2,704 bytes; the body keeps the whole.
LONGEST_KEY = 600

_encode = msgspec.json.Encoder(order="deterministic").encode
decode_report = msgspec.json.Decoder(Report).decode
decode_analysis = msgspec.json.Decoder(Analysis).decode
decode_line = msgspec.json.Decoder(RecordLine).decode
decode_decision = msgspec.json.Decoder(Decision).decode

T = TypeVar("T")
Row = dict[str, object]


class Stored(msgspec.Struct, frozen=True):
    """One report as it goes into the record: the bytes received, the report, its analysis.

    `place` marks the file that it was read from; it is found by it where it has no address.
    """

    document: Document
    report: Report
    analysis: Analysis
    place: str | None = None


def seal(*parts: bytes) -> str:
    """Return one hash over several byte strings, their borders included."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def merkle_root(seals: Sequence[str]) -> str:
    """Return the Merkle root over sorted seals: two batches with the same reports have the same root.

    >>> merkle_root(["aa", "bb"]) == merkle_root(["bb", "aa"])
    True
    """
    level = [bytes.fromhex(s) for s in sorted(seals)]
    while len(level) > 1:
        pairs = [level[i : i + 2] for i in range(0, len(level), 2)]
        level = [hashlib.sha256(b"".join(pair)).digest() for pair in pairs]
    return level[0].hex() if level else ""


def add_seals(total: str, seals: Sequence[str], sign: int = 1) -> str:
    """Return a sum of seals with others added or taken away: it tells reports apart, whatever their order.

    It answers whether anything came or went since, at the cost of one addition; nobody need trust it, since
    the Merkle roots are what a record is verified by.

    >>> add_seals(add_seals("", ["0a", "ff"]), ["0a"], -1)[-2:]
    'ff'
    """
    number = int(total or "0", 16) + sign * sum(int(s, 16) for s in seals)
    return f"{number % 2**256:064x}"


def unseal(decode: Callable[[bytes], T], kept: bytes | str) -> T:
    """Decode content as kept; what can no longer be decoded was damaged or edited by hand (E410)."""
    try:
        return decode(as_bytes(kept))
    except (msgspec.DecodeError, zlib.error) as error:
        what, do = f"something in the record was damaged: {error}", "run `variorum check` to see what"
        raise StoreError("E410", what, do=do) from error


def as_bytes(kept: bytes | str) -> bytes:
    """Return a value as bytes, also where a hand that edited the row left text in its place."""
    return kept.encode() if isinstance(kept, str) else kept


def unpack(raw: bytes) -> bytes:
    """Return the bytes received; damaged ones as they are, so that their hash tells."""
    try:
        return zlib.decompress(raw)
    except zlib.error:
        return raw


def report_row(item: Stored) -> Row:
    """Make the row of a report; its batch is not known yet."""
    body, raw = _encode(item.report), zlib.compress(item.document.data)
    return {
        "id": item.report.id,
        "sha256": item.report.sha256,
        "url": as_key(item.report.url or item.place),
        "published": as_key(item.report.published),
        "raw": raw,
        "body": body,
        "seal": seal(item.document.data, body),
    }


def analysis_row(report_id: str, made: Analysis, made_by: str) -> Row:
    """Make the row of an analysis."""
    body = _encode(made)
    return {"report": report_id, "made_by": made_by, "body": body, "seal": seal(report_id.encode(), body)}


def line_row(made: RecordLine) -> Row:
    """Make the row of one line of the record."""
    body = _encode(made)
    kind, key = address_of(made)
    return {
        "kind": kind,
        "key": key,
        "event": _event_of(made),
        "report": made.id if isinstance(made, ReportLine) else getattr(made, "report", None),
        "body": body,
        "seal": seal(body),
        "shelf": _shelf_of(made),
    }


def decision_row(made: Decision, before: str) -> Row:
    """Make the row of a decision; `before` is the seal of the one before it."""
    body = _encode(made)
    return {"body": body, "seal": seal(before.encode(), body)}


def address_of(made: RecordLine) -> tuple[str, str]:
    """Return the kind of a line and what it is known by among its kind."""
    kind = str(made.__struct_config__.tag)
    if isinstance(made, Entry | MachineEntry):
        return kind, f"{made.event}/{made.slot}/{made.of or ''}"
    return kind, str(getattr(made, "id", ""))


def lines_of(record: Record) -> Iterator[RecordLine]:
    """Yield every line of a record that is kept; the header is made anew with it."""
    yield from record.reports
    yield from record.derivations
    yield from record.voices
    yield from record.events
    yield from record.participants
    yield from record.claims
    yield from record.entries
    yield from record.unresolved
    yield from record.decisions
    yield from record.machine


def _event_of(made: RecordLine) -> str | None:
    """Return the event to find a line by: a part is found by its whole, and has its own id besides."""
    if isinstance(made, Event):
        return made.part_of or made.id
    return getattr(made, "event", None)


def _shelf_of(made: RecordLine) -> str | None:
    if isinstance(made, ReportLine | Event):
        return as_key(made.story)
    return as_key(made.name.casefold()) if isinstance(made, Voice) else None


def as_key(text: str | None) -> str | None:
    """Cut a text to what an index can hold, without what PostgreSQL cannot store."""
    return text and text[:LONGEST_KEY].replace("\0", "\N{REPLACEMENT CHARACTER}")
