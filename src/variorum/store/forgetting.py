"""A report erased: its bytes, text, analysis and words go, a tombstone stays."""

import contextlib
from datetime import UTC, datetime
from typing import NamedTuple

import sqlalchemy as sa

from variorum.errors import StoreError
from variorum.store.connect import name_of, writing
from variorum.store.schema import analysis, indexed, line, machine_line, meta, report, tombstone
from variorum.store.sealing import add_seals, decode_report, unseal
from variorum.store.words import unindex_text


class Tombstone(NamedTuple):
    """What is left of an erased report: its id, the hash of its bytes, its seal, the day and the reason."""

    report: str
    batch: int
    sha256: str
    seal: str
    day: str
    why: str


def erase(engine: sa.Engine, report_id: str, why: str) -> Tombstone:
    """Erase a report and leave a tombstone; durable when this returns, or nothing has changed.

    The lines that were made from it are taken out with it; those that named it among others are made again
    when the record is next opened. Raises `StoreError` E411 where there is no such report.
    """
    with writing(engine) as connection:
        found = connection.execute(sa.select(report).where(report.c.id == report_id)).one_or_none()
        if found is None:
            what, do = f"no report {report_id!r}", "see `variorum search` for its id"
            raise StoreError("E411", what, where=name_of(engine), do=do)
        stone = Tombstone(
            report_id, found.batch, found.sha256, found.seal, datetime.now(UTC).date().isoformat(), why
        )
        with contextlib.suppress(StoreError):  # a damaged report was never found by its words either
            body = unseal(decode_report, found.body)
            unindex_text(connection, report_id, f"{body.outlet or ''} {body.text}")
        connection.execute(indexed.delete().where(indexed.c.report == report_id))
        connection.execute(analysis.delete().where(analysis.c.report == report_id))
        connection.execute(line.delete().where(line.c.report == report_id))
        connection.execute(machine_line.delete())
        connection.execute(report.delete().where(report.c.id == report_id))
        connection.execute(tombstone.insert().values(**stone._asdict()))
        _note_change(connection, found.seal)
    return stone


def scrub(engine: sa.Engine) -> None:
    """Write the record's file anew, so that nothing erased is left in its free space or its log."""
    with engine.connect() as plain:
        connection = plain.execution_options(isolation_level="AUTOCOMMIT")
        driver = connection.connection.driver_connection
        if engine.dialect.name == "sqlite":
            driver.execute("VACUUM")  # type: ignore[union-attr]
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
        else:
            for table in ("report", "analysis", "line", "machine_line", "words"):
                connection.exec_driver_sql(f"VACUUM FULL {table}")


def _note_change(connection: sa.Connection, seal: str) -> None:
    total = connection.execute(sa.select(meta.c.value).where(meta.c.key == "reports")).scalar_one_or_none()
    connection.execute(meta.delete().where(meta.c.key.in_(("reports", "machine_from", "made_from"))))
    with contextlib.suppress(ValueError):  # a seal edited by hand need not be a hash
        total = add_seals(total or "", [seal], -1)
    connection.execute(meta.insert().values(key="reports", value=total or ""))
