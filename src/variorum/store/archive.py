"""A record on disk: what goes in is sealed by hash, what comes out is what went in."""

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import sqlalchemy as sa

from variorum.model.analysis import Analysis
from variorum.model.record import Record, RecordLine
from variorum.model.report import Document, Report
from variorum.store.connect import open_engine, reading, writing
from variorum.store.schema import analysis, batch, line, meta, report

_encode = msgspec.json.Encoder(order="deterministic").encode
_decode_report = msgspec.json.Decoder(Report).decode
_decode_analysis = msgspec.json.Decoder(Analysis).decode
_decode_line = msgspec.json.Decoder(RecordLine).decode


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
        """Yield every report, by id."""
        with reading(self.engine) as connection:
            for body in connection.execute(sa.select(report.c.body).order_by(report.c.id)).scalars():
                yield _decode_report(body)

    def receipt_days(self) -> dict[str, str]:
        """Map each report to the day it was received: the input's own word, else the day it was added."""
        query = sa.select(report.c.id, report.c.body, batch.c.added_at).join(
            batch, report.c.batch == batch.c.id
        )
        with reading(self.engine) as connection:
            rows = connection.execute(query)
            return {row.id: (_decode_report(row.body).received or row.added_at)[:10] for row in rows}

    def analyses(self, made_by: str) -> dict[str, Analysis]:
        """Return the analyses made by one version with one set of settings, by report id."""
        query = sa.select(analysis.c.report, analysis.c.body).where(analysis.c.made_by == made_by)
        with reading(self.engine) as connection:
            return {row.report: _decode_analysis(row.body) for row in connection.execute(query)}

    def raw_bytes(self, report_id: str) -> bytes:
        """Return the bytes of a report as they were received."""
        query = sa.select(report.c.raw).where(report.c.id == report_id)
        with reading(self.engine) as connection:
            return zlib.decompress(connection.execute(query).scalar_one())

    def read_lines(self) -> list[RecordLine]:
        """Return the record's lines (the header left out) as they were last made."""
        with reading(self.engine) as connection:
            return [_decode_line(body) for body in connection.execute(sa.select(line.c.body)).scalars()]

    def sealed_rows(self) -> Iterator[SealedRow]:
        """Yield everything that is sealed by hash, content first unpacked."""
        with reading(self.engine) as connection:
            for row in connection.execute(sa.select(report)):
                parts = (_unpack(_as_bytes(row.raw)), _as_bytes(row.body))
                yield SealedRow(f"report {row.id}", parts, row.seal, row.sha256)
            for row in connection.execute(sa.select(analysis)):
                yield SealedRow(
                    f"analysis of {row.report}", (row.report.encode(), _as_bytes(row.body)), row.seal
                )
            for row in connection.execute(sa.select(line.c.kind, line.c.key, line.c.body, line.c.seal)):
                yield SealedRow(f"{row.kind} {row.key}", (_as_bytes(row.body),), row.seal)

    def fingerprint(self) -> str:
        """Return one hash over all reports in the record: equal where the reports are equal."""
        with reading(self.engine) as connection:
            return merkle_root(list(connection.execute(sa.select(report.c.seal)).scalars()))

    def get_note(self, key: str) -> str | None:
        """Return what was noted about the record as a whole under `key`."""
        with reading(self.engine) as connection:
            return connection.execute(sa.select(meta.c.value).where(meta.c.key == key)).scalar_one_or_none()

    def put_reports(self, items: Sequence[Stored], made_by: str) -> None:
        """Add a batch of reports with their analyses; durable when this returns, or gone whole."""
        if not items:
            return
        rows = [_report_row(item) for item in items]
        with writing(self.engine) as connection:
            number = connection.execute(
                batch.insert()
                .values(
                    added_at=datetime.now(UTC).isoformat(timespec="seconds"),
                    reports=len(rows),
                    root=merkle_root([str(row["seal"]) for row in rows]),
                )
                .returning(batch.c.id)
            ).scalar_one()
            connection.execute(report.insert(), [{**row, "batch": number} for row in rows])
            connection.execute(
                analysis.insert(), [_analysis_row(i.report.id, i.analysis, made_by) for i in items]
            )

    def put_analyses(self, made: dict[str, Analysis], made_by: str) -> None:
        """Keep analyses made anew for reports already in the record."""
        if made:
            with writing(self.engine) as connection:
                rows = [_analysis_row(key, value, made_by) for key, value in sorted(made.items())]
                connection.execute(analysis.insert(), rows)

    def put_record(self, record: Record, made_from: str) -> None:
        """Replace the lines that changed, and note what they were made from; the others are not touched."""
        rows = {(row["kind"], row["key"]): row for row in map(_line_row, _lines_of(record))}
        with writing(self.engine) as connection:
            known = {
                (row.kind, row.key): row.seal
                for row in connection.execute(sa.select(line.c.kind, line.c.key, line.c.seal))
            }
            stale = [k for k in known if k not in rows or rows[k]["seal"] != known[k]]
            for kind, key in stale:
                connection.execute(line.delete().where(line.c.kind == kind, line.c.key == key))
            fresh = [row for k, row in rows.items() if known.get(k) != row["seal"]]
            if fresh:
                connection.execute(line.insert(), fresh)
            connection.execute(meta.delete().where(meta.c.key == "made_from"))
            connection.execute(meta.insert().values(key="made_from", value=made_from))


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
        "url": item.report.url,
        "published": item.report.published,
        "raw": raw,
        "body": body,
        "seal": seal(item.document.data, body),
    }


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
