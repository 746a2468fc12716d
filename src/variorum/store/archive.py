"""A record on disk: what goes in is sealed by hash, what comes out is what went in."""

import contextlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec
import sqlalchemy as sa

from variorum.errors import StoreError
from variorum.model.analysis import Analysis
from variorum.model.record import Record, RecordLine
from variorum.model.report import Report
from variorum.store.connect import open_engine, reading, writing
from variorum.store.decisions import DecisionBook, last_seal
from variorum.store.forgetting import Tombstone, erase, scrub
from variorum.store.lines import AT_ONCE, LineShelf, Undecided, replace_lines
from variorum.store.region import Region, lines_of_reports, replace_region
from variorum.store.schema import analysis, batch, line, meta, report, tombstone
from variorum.store.sealing import (
    Row,
    Stored,
    add_seals,
    analysis_row,
    as_bytes,
    as_key,
    decode_analysis,
    decode_report,
    line_row,
    lines_of,
    merkle_root,
    report_row,
    unpack,
    unseal,
)
from variorum.store.words import WordIndex, index_texts


class SealedRow(msgspec.Struct, frozen=True):
    """Content as kept, with the seal it must have; `sha256` is that of the first part, where it has one."""

    where: str
    parts: tuple[bytes, ...]
    seal: str
    sha256: str | None = None


class Batch(msgspec.Struct, frozen=True):
    """Reports that came in together: how many, the Merkle root over their seals, and the seals now there.

    The seal of a report that was erased is still there, on its tombstone.
    """

    id: int
    added_at: str
    reports: int
    root: str
    seals: tuple[str, ...]


class State(NamedTuple):
    """What a record's lines follow from: its reports, and what people decided; equal where these are."""

    reports: str
    decisions: str


class Archive:
    """One record: a SQLite file, a PostgreSQL database, or memory (`":memory:"`).

    `lines` holds the record as last made, `decisions` what people decided, `words` finds reports.

    >>> with Archive(":memory:") as archive:
    ...     archive.report_ids()
    set()
    """

    def __init__(self, address: str | Path) -> None:
        self.address = str(address)
        self.engine = open_engine(address)
        self.lines = LineShelf(self.engine)
        self.decisions = DecisionBook(self.engine)
        self.words = WordIndex(self.engine)

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

    def get_report(self, report_id: str) -> Report | None:
        """Return one report, None where it is not in the record."""
        query = sa.select(report.c.body).where(report.c.id == report_id)
        with reading(self.engine) as connection:
            body = connection.execute(query).scalar_one_or_none()
        return None if body is None else unseal(decode_report, body)

    def reports_of(self, ids: Iterable[str]) -> list[Report]:
        """Return the reports with these ids; those not in the record are left out."""
        found, wanted = [], sorted(ids)
        with reading(self.engine) as connection:
            for start in range(0, len(wanted), AT_ONCE):
                some = report.c.id.in_(wanted[start : start + AT_ONCE])
                bodies = connection.execute(sa.select(report.c.body).where(some)).scalars()
                found += [unseal(decode_report, body) for body in bodies]
        return found

    def reports_at(self, place: str) -> list[Report]:
        """Return the reports of an address, or of a file where they have none, by id."""
        query = sa.select(report.c.body).where(report.c.url == as_key(place)).order_by(report.c.id)
        with reading(self.engine) as connection:
            found = [unseal(decode_report, body) for body in connection.execute(query).scalars()]
        return [r for r in found if r.url in (None, place)]  # long addresses may begin alike

    def is_at(self, report_id: str, place: str) -> bool:
        """Say whether a report is of this address, or of this file where it has none."""
        query = sa.select(report.c.id).where(report.c.id == report_id, report.c.url == as_key(place))
        with reading(self.engine) as connection:
            return connection.execute(query).first() is not None

    def seals_of(self, reports: Sequence[str]) -> list[str]:
        """Return the seals of some reports; those not in the record are left out."""
        with reading(self.engine) as connection:
            query = sa.select(report.c.seal).where(report.c.id.in_(list(reports)))
            return list(connection.execute(query).scalars())

    def count_reports(self) -> int:
        """Return how many reports the record holds."""
        with reading(self.engine) as connection:
            return connection.execute(sa.select(sa.func.count()).select_from(report)).scalar_one()

    def has_outlet(self, name: str) -> bool:
        """Say whether any report is of an outlet of this name."""
        return any(r.outlet == name for r in map(self.get_report, self.words.find(name, 1000).reports) if r)

    def reports(self) -> Iterator[Report]:
        """Yield every report; those of one batch in the order of their bytes' hashes."""
        query = sa.select(report.c.body).order_by(report.c.batch, report.c.sha256)
        query = query.execution_options(yield_per=AT_ONCE)
        with reading(self.engine) as connection, connection.execute(query) as rows:
            for body in rows.scalars():
                yield unseal(decode_report, body)

    def receipt_days(self) -> dict[str, str]:
        """Map each report to the day it was received: the input's own word, else the day it was added."""
        query = sa.select(report.c.id, report.c.body, batch.c.added_at).join(
            batch, report.c.batch == batch.c.id
        )
        with reading(self.engine) as connection:
            rows = connection.execute(query)
            return {row.id: (unseal(decode_report, row.body).received or row.added_at)[:10] for row in rows}

    def analyses(self, made_by: str) -> dict[str, Analysis]:
        """Return the analyses made by one version with one set of settings, by report id."""
        query = sa.select(analysis.c.report, analysis.c.body).where(analysis.c.made_by == made_by)
        with reading(self.engine) as connection:
            return {row.report: unseal(decode_analysis, row.body) for row in connection.execute(query)}

    def analyses_of(self, reports: Iterable[str], made_by: str) -> dict[str, Analysis]:
        """Return the analyses of some reports made by one version with one set of settings."""
        found, wanted = {}, sorted(reports)
        with reading(self.engine) as connection:
            for start in range(0, len(wanted), AT_ONCE):
                some = analysis.c.report.in_(wanted[start : start + AT_ONCE])
                query = sa.select(analysis.c.report, analysis.c.body).where(
                    some, analysis.c.made_by == made_by
                )
                found.update({r.report: unseal(decode_analysis, r.body) for r in connection.execute(query)})
        return found

    def raw_bytes(self, report_id: str) -> bytes:
        """Return the bytes of a report as they were received."""
        query = sa.select(report.c.raw).where(report.c.id == report_id)
        with reading(self.engine) as connection:
            return unseal(zlib.decompress, connection.execute(query).scalar_one())

    def read_lines(self, *, leave_damaged: bool = False) -> list[RecordLine]:
        """Return the record's lines (the header left out) as they were last made.

        Raises `StoreError` E410 where one was damaged, unless those are to be left out.
        """
        return self.lines.read(leave_damaged=leave_damaged)

    def sealed_rows(self) -> Iterator[SealedRow]:
        """Yield everything that is sealed by hash, content first unpacked."""
        with reading(self.engine) as plain:
            connection = plain.execution_options(yield_per=AT_ONCE)
            with connection.execute(sa.select(report)) as rows:
                for row in rows:
                    parts = (unpack(as_bytes(row.raw)), as_bytes(row.body))
                    yield SealedRow(f"report {row.id}", parts, row.seal, row.sha256)
            with connection.execute(sa.select(analysis)) as rows:
                for row in rows:
                    parts = (row.report.encode(), as_bytes(row.body))
                    yield SealedRow(f"analysis of {row.report}", parts, row.seal)
            with connection.execute(sa.select(line.c.kind, line.c.key, line.c.body, line.c.seal)) as rows:
                for row in rows:
                    yield SealedRow(f"{row.kind} {row.key}", (as_bytes(row.body),), row.seal)

    def batches(self) -> Iterator[Batch]:
        """Yield every batch with the seals of its reports, in the order they came in."""
        seals: dict[int, list[str]] = {}
        with reading(self.engine) as connection:
            for table in (report, tombstone):
                for row in connection.execute(sa.select(table.c.batch, table.c.seal)):
                    seals.setdefault(row.batch, []).append(row.seal)
            for row in connection.execute(sa.select(batch).order_by(batch.c.id)):
                kept = tuple(sorted(seals.get(row.id, ())))
                yield Batch(row.id, row.added_at, row.reports, row.root, kept)

    def tombstones(self) -> list[Tombstone]:
        """Return what is left of the reports that were erased, by day."""
        query = sa.select(tombstone).order_by(tombstone.c.day, tombstone.c.report)
        with reading(self.engine) as connection:
            return [Tombstone(*row) for row in connection.execute(query)]

    def tombstone_of(self, sha256: str) -> Tombstone | None:
        """Return the tombstone of a report with these bytes, None where none was erased."""
        query = sa.select(tombstone).where(tombstone.c.sha256 == sha256).limit(1)
        with reading(self.engine) as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else Tombstone(*row)

    def forget(self, report_id: str, why: str) -> Tombstone:
        """Erase a report, leaving a tombstone; raises `StoreError` E411 where it is not there."""
        return erase(self.engine, report_id, why)

    def scrub(self) -> None:
        """Write the file anew, so that what was erased is nowhere in it."""
        scrub(self.engine)

    def state(self) -> State:
        """Return what the lines follow from, at the cost of two small queries."""
        with reading(self.engine) as connection:
            return _state(connection)

    def fingerprint(self) -> str:
        """Return one hash over all reports in the record: equal where the reports are equal."""
        with reading(self.engine) as connection:
            return _fingerprint(connection)

    def get_note(self, key: str) -> str | None:
        """Return what was noted about the record as a whole under `key`."""
        with reading(self.engine) as connection:
            return connection.execute(sa.select(meta.c.value).where(meta.c.key == key)).scalar_one_or_none()

    def put_note(self, key: str, value: str) -> None:
        """Note something about the record as a whole under `key`."""
        with writing(self.engine) as connection:
            _put_note(connection, key, value)

    def put_reports(self, items: Sequence[Stored], made_by: str) -> None:
        """Add a batch of reports with their analyses; durable when this returns, or gone whole.

        Reports that another program has added in the meantime are left as they are. Raises `StoreError`:
        E404 no space, E405 cannot be written, E406 busy, E407 where an id is taken by other bytes.
        """
        rows = {item.report.id: report_row(item) for item in items}
        read = {item.report.id: analysis_row(item.report.id, item.analysis, made_by) for item in items}
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
            by_id = {item.report.id: item.report for item in items}
            index_texts(connection, {key: f"{by_id[key].outlet or ''} {by_id[key].text}" for key in new})
            total = add_seals(_note(connection, "reports"), [str(rows[key]["seal"]) for key in new])
            _put_note(connection, "reports", total)

    def put_analyses(self, made: dict[str, Analysis], made_by: str) -> None:
        """Keep analyses made anew for reports already in the record."""
        rows = [analysis_row(key, value, made_by) for key, value in sorted(made.items())]
        if not rows:
            return
        with _room_for(rows), writing(self.engine) as connection:
            query = sa.select(analysis.c.report).where(analysis.c.made_by == made_by)
            there = set(connection.execute(query).scalars())
            new = [row for row in rows if row["report"] not in there]
            if new:
                connection.execute(analysis.insert(), new)

    def put_record(
        self,
        record: Record,
        made_from: str,
        *,
        of: State | None = None,
        before: Undecided | None = None,
    ) -> bool:
        """Replace the lines that changed, and note what they were made from; the others are not touched.

        Where `of` is given and is no longer the state of the record, because another program has added or
        decided something since, nothing is replaced and False returned. `before` is what decisions changed.
        """
        with _room_for(map(line_row, lines_of(record))), writing(self.engine) as connection:
            if of is not None and _state(connection) != of:
                return False
            replace_lines(connection, record, before)
            _put_note(connection, "made_from", made_from)
        return True

    def lines_of_reports(self, reports: Iterable[str]) -> list[RecordLine]:
        """Return the lines of some reports and of the events that they tell, whoever else tells them."""
        return lines_of_reports(self.engine, reports)

    def put_region(self, region: Region, made_from: str, *, of: State) -> bool:
        """Replace the lines of a region, and note what the record was made from; False as in `put_record`."""
        with _room_for(map(line_row, lines_of(region.record))), writing(self.engine) as connection:
            if _state(connection) != of:
                return False
            replace_region(connection, region)
            _put_note(connection, "made_from", made_from)
        return True


_KEPT = "everything before this batch was kept"


@contextlib.contextmanager
def _room_for(rows: Iterable[Row]) -> Iterator[None]:
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
    for start in range(0, len(names), AT_ONCE):
        some = report.c.id.in_(names[start : start + AT_ONCE])
        found.update({row.id: row.sha256 for row in connection.execute(_HASHES.where(some))})
    return found


_HASHES = sa.select(report.c.id, report.c.sha256)


def _state(connection: sa.Connection) -> State:
    return State(_note(connection, "reports"), last_seal(connection))


def _note(connection: sa.Connection, key: str) -> str:
    return connection.execute(sa.select(meta.c.value).where(meta.c.key == key)).scalar_one_or_none() or ""


def _put_note(connection: sa.Connection, key: str, value: str) -> None:
    connection.execute(meta.delete().where(meta.c.key == key))
    connection.execute(meta.insert().values(key=key, value=value))


def _fingerprint(connection: sa.Connection) -> str:
    return merkle_root(list(connection.execute(sa.select(report.c.seal)).scalars()))
