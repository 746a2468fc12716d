"""The schema of a record brought up to date: all or nothing, with a backup first."""

import contextlib
import os
import sqlite3
from pathlib import Path

import sqlalchemy as sa

from variorum.errors import StoreError
from variorum.store import schema
from variorum.store.connect import name_of, reading, writing
from variorum.store.schema import meta

SCRIPTS = "variorum:store/migrations"


def bring_up_to_date(engine: sa.Engine) -> None:
    """Create the schema or migrate it to this version.

    Raises `StoreError`: E402 where the record is from a newer version, E403 where it is no record.
    """
    with reading(engine) as connection:
        found = _schema_of(connection, name_of(engine))
    if found == schema.SCHEMA:
        return
    if found is None and engine.dialect.name == "sqlite":
        _keep_a_log(engine)
    with writing(engine) as connection:
        # Another program may have been here first while this one waited for its turn.
        found = _schema_of(connection, name_of(engine))
        if found == schema.SCHEMA:
            return
        if found is not None and engine.dialect.name == "sqlite" and engine.url.database:
            _back_up(Path(engine.url.database))
        _migrate(connection)


def _schema_of(connection: sa.Connection, where: str) -> int | None:
    tables = sa.inspect(connection).get_table_names()
    if not tables:
        return None
    if "meta" not in tables:
        raise StoreError("E403", "not a record of Variorum", where=where, do="name another with --record")
    value = connection.execute(sa.select(meta.c.value).where(meta.c.key == "schema")).scalar_one_or_none()
    if value is None or not value.isdecimal():
        raise StoreError("E403", "it does not say its schema", where=where, do="restore it from a copy")
    if int(value) > schema.SCHEMA:
        what = f"the record was written by a newer version (schema {value}, known {schema.SCHEMA})"
        raise StoreError("E402", what, where=where, do="use that version, or export there and add here")
    return int(value)


def _keep_a_log(engine: sa.Engine) -> None:
    """Let readers go on while one writes; the file keeps this, so it is asked of new records alone."""
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        # Another program that creates the record at this moment has it locked and does the same.
        with contextlib.suppress(sqlite3.OperationalError):
            driver.execute("PRAGMA journal_mode=WAL")  # type: ignore[union-attr]


def _back_up(path: Path) -> None:
    """Copy a record with its log; a copy that is there already is older and stays."""
    copy = path.with_name(f"{path.name}.before-{schema.SCHEMA}.bak")
    part = path.with_name(f"{copy.name}.part")
    if copy.exists():
        return
    try:
        part.unlink(missing_ok=True)
        with (
            contextlib.closing(sqlite3.connect(path)) as old,
            contextlib.closing(sqlite3.connect(part)) as new,
        ):
            old.backup(new)
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.replace(copy)
    except (OSError, sqlite3.Error) as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        what = f"the record is older and could not be copied before its migration: {error}"
        do = f"make room for {path.stat().st_size:,} bytes beside it"
        raise StoreError("E409", what, where=str(path), kept="it is unchanged", do=do) from error


def _migrate(connection: sa.Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
