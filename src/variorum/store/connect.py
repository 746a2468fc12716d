"""Opening a record on disk: the connection, its rules, and the schema brought up to date."""

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError, OperationalError

from variorum.errors import StoreError
from variorum.store.schema import SCHEMA, meta

BUSY_SECONDS = 30


def open_engine(address: str | Path) -> sa.Engine:
    """Open the database of a record: a path of a SQLite file, or a `postgresql://` address.

    Creates and migrates the schema; an older SQLite record is copied to `NAME.before-N.bak` first. Raises
    `StoreError`: E401 cannot be opened, E402 from a newer version, E403 not a record.
    """
    text = str(address)
    if text.startswith(("postgresql://", "postgres://")):
        url = "postgresql+psycopg://" + text.split("://", 1)[1]
        engine = sa.create_engine(url)
    elif text == ":memory:":
        engine = sa.create_engine("sqlite://", poolclass=sa.pool.StaticPool)
    else:
        engine = sa.create_engine(f"sqlite:///{text}", connect_args={"timeout": BUSY_SECONDS})
    if engine.dialect.name == "sqlite":
        _obey_sqlite(engine)
    with store_errors(text):
        bring_up_to_date(engine, text)
    return engine


def _obey_sqlite(engine: sa.Engine) -> None:
    """Write through a log, wait for other writers, and begin writing transactions at once.

    A read that turns into a write fails immediately in WAL mode whatever the timeout, so every transaction
    opened by `writing` begins with BEGIN IMMEDIATE.
    """

    @sa.event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        mode = connection.get_execution_options().get("variorum_mode", "read")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if mode == "write" else "BEGIN")


@contextlib.contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Open a transaction that writes; it is durable when the block ends, or gone whole."""
    with store_errors(str(engine.url)), engine.connect() as plain:
        connection = plain.execution_options(variorum_mode="write")
        with connection.begin():
            yield connection


@contextlib.contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Open a transaction that sees one moment of the record throughout."""
    with store_errors(str(engine.url)), engine.connect() as connection, connection.begin():
        yield connection


@contextlib.contextmanager
def store_errors(where: str) -> Iterator[None]:
    """Turn what the database says into a `StoreError` that says what to do."""
    try:
        yield
    except OperationalError as error:
        raise _explain(str(error.orig), where) from error
    except DatabaseError as error:
        raise StoreError(
            "E403",
            f"not a record of Variorum: {error.orig}",
            where=where,
            do="name another file with --record",
        ) from error


# What the database says, in lower case; the code, what it means, what was kept, what to do.
_TROUBLES = (
    (
        "full",
        "E404",
        "no space left on the disk",
        "the last batch was not kept",
        "free some space and run again",
    ),
    ("readonly", "E405", "the record cannot be written", "", "make it and its folder writable"),
    ("read-only", "E405", "the record cannot be written", "", "make it and its folder writable"),
    ("locked", "E406", "another program is writing to the record", "", "wait and run again"),
    ("busy", "E406", "another program is writing to the record", "", "wait and run again"),
)


def _explain(said: str, where: str) -> StoreError:
    for word, code, what, kept, do in _TROUBLES:
        if word in said.lower():
            return StoreError(code, what, where=where, kept=kept, do=do)
    return StoreError(
        "E401", f"cannot open the record: {said}", where=where, do="check the path and its rights"
    )


def bring_up_to_date(engine: sa.Engine, where: str) -> None:
    """Create the schema or migrate it to this version, all or nothing."""
    found = _schema_of(engine)
    if found == SCHEMA:
        return
    if found is not None and found > SCHEMA:
        what = f"the record was written by a newer version (schema {found}, known {SCHEMA})"
        raise StoreError("E402", what, where=where, do="use that version, or export there and add here")
    if found is not None and engine.dialect.name == "sqlite" and where != ":memory:":
        shutil.copy2(where, f"{where}.before-{SCHEMA}.bak")
    if found is None and engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            # Kept in the file from now on; set only here, so that a file that is not ours stays as it was.
            connection.connection.driver_connection.execute("PRAGMA journal_mode=WAL")  # type: ignore[union-attr]
    _migrate(engine)


def _schema_of(engine: sa.Engine) -> int | None:
    with engine.connect() as connection:
        inspector = sa.inspect(connection)
        tables = inspector.get_table_names()
        if not tables:
            return None
        if "meta" not in tables:
            raise StoreError(
                "E403", "not a record of Variorum", where=str(engine.url), do="name another file"
            )
        value = connection.execute(sa.select(meta.c.value).where(meta.c.key == "schema")).scalar_one_or_none()
        return int(value) if value is not None else None


def _migrate(engine: sa.Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "variorum:store/migrations")
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
