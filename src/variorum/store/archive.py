"""A record on disk: what goes in is sealed by hash, what comes out is what went in."""

import contextlib
import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import msgspec
import sqlalchemy as sa

from variorum.errors import StoreError
from variorum.model.analysis import Analysis
from variorum.model.record import Record, RecordLine
from variorum.model.report import Document, Report
from variorum.store.connect import open_engine, reading, writing
from variorum.store.schema import analysis, batch, line, meta, report

# Rows fetched at a time, and ids asked for in one statement: SQLite takes 32,766 variables.
_AT_ONCE = 500

# A column only to find by: an index of PostgreSQL holds no more than 2,704 bytes; the body keeps the whole.
_LONGEST_KEY = 600

_encode = msgspec.json.Encoder(order="deterministic").encode
_decode_report = msgspec.json.Decoder(Report).decode
_decode_analysis = msgspec.json.Decoder(Analysis).decode
_decode_line = msgspec.json.Decoder(RecordLine).decode


T = TypeVar("T")


class Stored(msgspec.Struct, frozen=True):
    """One report as it goes into the record: the bytes received, the report, its analysis."""

    document: Document
    report: Report
    analysis: Analysis


class SealedRow(msgspec.Struct, frozen=True):
    """Content as kept, with the seal it must have; `sha256` is that of the first part, where it has one."""

    where: str
    parts: tuple[bytes, ...]
    seal: str
    sha256: str | None = None


class Batch(msgspec.Struct, frozen=True):
    """Reports that came in together: how many, the Merkle root over their seals, and the seals now there."""

    id: int
    added_at: str
    reports: int
    root: str
    seals: tuple[str, ...]


class Archive:
    """One record: a SQLite file, a PostgreSQL database, or memory (`":memory:"`).

    >>> with Archive(":memory:") as archive:
    ...     archive.report_ids()
    set()
    """

    def __init__(self, address: str | Path) -> None:
        self.address = str(address)
        self.engine = open_engine(address)

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def report_ids(self) -> set[str]:
        """Return the ids of all reports in the record."""
        with reading(self.engine) as connection:
            return set(connection.execute(sa.select(report.c.id)).scalars())

    def hash_of(self, report_id: str) -> str | None:
        """Return the hash of a report's received bytes, None where the report is not in the record."""
        with reading(self.engine) as connection:
            query = sa.select(report.c.sha256).where(report.c.id == report_id)
            return connection.execute(query).scalar_one_or_none()

    def reports(self) -> Iterator[Report]:
        """Yield every report; those of one batch in the order of their bytes' hashes."""
        query = sa.select(report.c.body).order_by(report.c.batch, report.c.sha256)
        query = query.execution_options(yield_per=_AT_ONCE)
        with reading(self.engine) as connection, connection.execute(query) as rows:
            for body in rows.scalars():
                yield _unseal(_decode_report, body)

    def receipt_days(self) -> dict[str, str]:
        """Map each report to the day it was received: the input's own word, else the day it was added."""
        query = sa.select(report.c.id, report.c.body, batch.c.added_at).join(
            batch, report.c.batch == batch.c.id
        )
        with reading(self.engine) as connection:
            rows = connection.execute(query)
            return {row.id: (_unseal(_decode_report, row.body).received or row.added_at)[:10] for row in rows}

    def analyses(self, made_by: str) -> dict[str, Analysis]:
        """Return the analyses made by one version with one set of settings, by report id."""
        query = sa.select(analysis.c.report, analysis.c.body).where(analysis.c.made_by == made_by)
        with reading(self.engine) as connection:
            return {row.report: _unseal(_decode_analysis, row.body) for row in connection.execute(query)}

    def raw_bytes(self, report_id: str) -> bytes:
        """Return the bytes of a report as they were received."""
        query = sa.select(report.c.raw).where(report.c.id == report_id)
        with reading(self.engine) as connection:
            return _unseal(zlib.decompress, connection.execute(query).scalar_one())

    def read_lines(self, *, leave_damaged: bool = False) -> list[RecordLine]:
        """Return the record's lines (the header left out) as they were last made.

        Raises `StoreError` E410 where one was damaged, unless those are to be left out.
        """
        found: list[RecordLine] = []
        with reading(self.engine) as connection:
            for body in connection.execute(sa.select(line.c.body)).scalars():
                with contextlib.suppress(StoreError) if leave_damaged else contextlib.nullcontext():
                    found.append(_unseal(_decode_line, body))
        return found

    def sealed_rows(self) -> Iterator[SealedRow]:
        """Yield everything that is sealed by hash, content first unpacked."""
        with reading(self.engine) as plain:
            connection = plain.execution_options(yield_per=_AT_ONCE)
            with connection.execute(sa.select(report)) as rows:
                for row in rows:
                    parts = (_unpack(_as_bytes(row.raw)), _as_bytes(row.body))
                    yield SealedRow(f"report {row.id}", parts, row.seal, row.sha256)
            with connection.execute(sa.select(analysis)) as rows:
                for row in rows:
                    parts = (row.report.encode(), _as_bytes(row.body))
                    yield SealedRow(f"analysis of {row.report}", parts, row.seal)
            with connection.execute(sa.select(line.c.kind, line.c.key, line.c.body, line.c.seal)) as rows:
                for row in rows:
                    yield SealedRow(f"{row.kind} {row.key}", (_as_bytes(row.body),), row.seal)

    def batches(self) -> Iterator[Batch]:
        """Yield every batch with the seals of its reports, in the order they came in."""
        seals: dict[int, list[str]] = {}
        with reading(self.engine) as connection:
            for row in connection.execute(sa.select(report.c.batch, report.c.seal)):
                seals.setdefault(row.batch, []).append(row.seal)
            for row in connection.execute(sa.select(batch).order_by(batch.c.id)):
                kept = tuple(sorted(seals.get(row.id, ())))
                yield Batch(row.id, row.added_at, row.reports, row.root, kept)

    def fingerprint(self) -> str:
        """Return one hash over all reports in the record: equal where the reports are equal."""
        with reading(self.engine) as connection:
            return _fingerprint(connection)

    def get_note(self, key: str) -> str | None:
        """Return what was noted about the record as a whole under `key`."""
        with reading(self.engine) as connection:
            return connection.execute(sa.select(meta.c.value).where(meta.c.key == key)).scalar_one_or_none()

    def put_reports(self, items: Sequence[Stored], made_by: str) -> None:
        """Add a batch of reports with their analyses; durable when this returns, or gone whole.

        Reports that another program has added in the meantime are left as they are. Raises `StoreError`:
        E404 no space, E405 cannot be written, E406 busy, E407 where an id is taken by other bytes.
        """
        rows = {item.report.id: _report_row(item) for item in items}
        read = {item.report.id: _analysis_row(item.report.id, item.analysis, made_by) for item in items}
        with _room_for((*rows.values(), *read.values())), writing(self.engine) as connection:
            there = _hashes_of(connection, rows)
            for taken in sorted(key for key, sha256 in there.items() if rows[key]["sha256"] != sha256):
                what = f"another program has added report {taken} with other bytes in the meantime"
                raise StoreError("E407", what, where=self.address, kept=_KEPT, do="run again")
            new = [key for key in rows if key not in there]
            if not new:
                return
            number = connection.execute(
                batch.insert()
                .values(
                    added_at=datetime.now(UTC).isoformat(timespec="seconds"),
                    reports=len(new),
                    root=merkle_root([str(rows[key]["seal"]) for key in new]),
                )
                .returning(batch.c.id)
            ).scalar_one()
            connection.execute(report.insert(), [{**rows[key], "batch": number} for key in new])
            connection.execute(analysis.insert(), [read[key] for key in new])

    def put_analyses(self, made: dict[str, Analysis], made_by: str) -> None:
        """Keep analyses made anew for reports already in the record."""
        rows = [_analysis_row(key, value, made_by) for key, value in sorted(made.items())]
        if not rows:
            return
        with _room_for(rows), writing(self.engine) as connection:
            query = sa.select(analysis.c.report).where(analysis.c.made_by == made_by)
            there = set(connection.execute(query).scalars())
            new = [row for row in rows if row["report"] not in there]
            if new:
                connection.execute(analysis.insert(), new)

    def put_record(self, record: Record, made_from: str, *, of: str | None = None) -> bool:
        """Replace the lines that changed, and note what they were made from; the others are not touched.

        Where `of` is given and is no longer the fingerprint of the reports kept, because another program has
        added some since the record was made, nothing is replaced and False returned.
        """
        rows = {(row["kind"], row["key"]): row for row in map(_line_row, _lines_of(record))}
        with _room_for(rows.values()), writing(self.engine) as connection:
            if of is not None and _fingerprint(connection) != of:
                return False
            known = {
                (row.kind, row.key): row.seal
                for row in connection.execute(sa.select(line.c.kind, line.c.key, line.c.seal))
            }
            stale = [k for k in known if k not in rows or rows[k]["seal"] != known[k]]
            if stale:
                gone = (line.c.kind == sa.bindparam("a_kind")) & (line.c.key == sa.bindparam("a_key"))
                connection.execute(line.delete().where(gone), [{"a_kind": k, "a_key": n} for k, n in stale])
            fresh = [row for k, row in rows.items() if known.get(k) != row["seal"]]
            if fresh:
                connection.execute(line.insert(), fresh)
            connection.execute(meta.delete().where(meta.c.key == "made_from"))
            connection.execute(meta.insert().values(key="made_from", value=made_from))
        return True


_KEPT = "everything before this batch was kept"


@contextlib.contextmanager
def _room_for(rows: Iterable[dict[str, object]]) -> Iterator[None]:
    """Say how much space a batch needs where the disk has too little."""
    try:
        yield
    except StoreError as error:
        if error.code != "E404":
            raise
        size = sum(len(value) for row in rows for value in row.values() if isinstance(value, bytes | str))
        # The log and the file hold the batch once each, and the indexes add to both.
        do = f"free at least {max(1, 3 * size // 2**20)} MB and run again"
        raise StoreError(error.code, error.what, where=error.where, kept=error.kept, do=do) from error


def _hashes_of(connection: sa.Connection, ids: Iterable[str]) -> dict[str, str]:
    """Map those of `ids` that are in the record to the hash of their bytes."""
    names, found = list(ids), {}
    for start in range(0, len(names), _AT_ONCE):
        some = report.c.id.in_(names[start : start + _AT_ONCE])
        found.update({row.id: row.sha256 for row in connection.execute(_HASHES.where(some))})
    return found


_HASHES = sa.select(report.c.id, report.c.sha256)


def _fingerprint(connection: sa.Connection) -> str:
    return merkle_root(list(connection.execute(sa.select(report.c.seal)).scalars()))


def _unseal(decode: Callable[[bytes], T], kept: bytes | str) -> T:
    """Decode content as kept; what can no longer be decoded was damaged or edited by hand."""
    try:
        return decode(_as_bytes(kept))
    except (msgspec.DecodeError, zlib.error) as error:
        what, do = f"something in the record was damaged: {error}", "run `variorum check` to see what"
        raise StoreError("E410", what, do=do) from error


def _as_bytes(kept: bytes | str) -> bytes:
    """Return a value as bytes, also where a hand that edited the row left text in its place."""
    return kept.encode() if isinstance(kept, str) else kept


def _unpack(raw: bytes) -> bytes:
    """Return the bytes received; damaged ones as they are, so that their hash tells."""
    try:
        return zlib.decompress(raw)
    except zlib.error:
        return raw


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


def _report_row(item: Stored) -> dict[str, object]:
    body, raw = _encode(item.report), zlib.compress(item.document.data)
    return {
        "id": item.report.id,
        "sha256": item.report.sha256,
        "url": _as_key(item.report.url),
        "published": _as_key(item.report.published),
        "raw": raw,
        "body": body,
        "seal": seal(item.document.data, body),
    }


def _as_key(text: str | None) -> str | None:
    """Cut a text to what an index can hold, without what PostgreSQL cannot store."""
    return text and text[:_LONGEST_KEY].replace("\0", "\N{REPLACEMENT CHARACTER}")


def _analysis_row(report_id: str, made: Analysis, made_by: str) -> dict[str, object]:
    body = _encode(made)
    return {"report": report_id, "made_by": made_by, "body": body, "seal": seal(report_id.encode(), body)}


def _lines_of(record: Record) -> Iterator[RecordLine]:
    yield from record.reports
    yield from record.derivations
    yield from record.voices
    yield from record.events
    yield from record.participants
    yield from record.claims
    yield from record.entries
    yield from record.unresolved


def _line_row(made: RecordLine) -> dict[str, object]:
    body = _encode(made)
    kind = made.__struct_config__.tag
    key = f"{made.event}/{made.slot}/{made.of or ''}" if kind == "entry" else made.id  # type: ignore[union-attr]
    return {
        "kind": kind,
        "key": key,
        "event": made.id if kind == "event" else getattr(made, "event", None),  # type: ignore[union-attr]
        "report": made.id if kind == "report" else getattr(made, "report", None),  # type: ignore[union-attr]
        "body": body,
        "seal": seal(body),
    }
