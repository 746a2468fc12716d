"""Opening a record on disk: the connection and how its transactions read and write.

Everything that differs between SQLite and PostgreSQL is here and in `upgrade`.
"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError

from variorum.errors import StoreError
from variorum.store.troubles import store_errors

BUSY_SECONDS = 30

# Pages of a record kept in memory; SQLite's own 2 MB are read again and again in a large one. The file is
# not mapped: a page that the disk cannot give would end the program instead of being an error.
_CACHED_KIB = 65_536

# Names the lock that lets one program at a time write to a record in PostgreSQL; any fixed number would do.
_WRITERS = 0x7661_7269

_BEGINNINGS = {
    ("sqlite", "read"): ("BEGIN",),
    # A read that turns into a write fails at once in WAL mode, whatever the timeout.
    ("sqlite", "write"): ("BEGIN IMMEDIATE",),
    ("postgresql", "read"): ("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",),
    ("postgresql", "write"): (
        "SET LOCAL synchronous_commit = on",
        f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'",
        f"SELECT pg_advisory_xact_lock({_WRITERS})",
    ),
}


def open_engine(address: str | Path) -> sa.Engine:
    """Open the database of a record: a path of a SQLite file, or a `postgresql://` address.

    Creates and migrates the schema; an older SQLite record is copied to `NAME.before-N.bak` first. Raises
    `StoreError`: E401 cannot be opened, E402 from a newer version, E403 not a record.
    """
    from variorum.store.upgrade import bring_up_to_date

    engine = _make_engine(str(address))
    sa.event.listen(engine, "begin", _begin)
    try:
        bring_up_to_date(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def name_of(engine: sa.Engine) -> str:
    """Name the record for people: its path, or its address without the password."""
    if engine.dialect.name == "sqlite":
        return str(engine.url.database or ":memory:")
    return engine.url.set(drivername="postgresql").render_as_string(hide_password=True)


@contextlib.contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Open a transaction that writes; it is durable when the block ends, or gone whole.

    Writers queue: the block begins when no other program writes, or fails with E406 after `BUSY_SECONDS`.
    """
    with store_errors(name_of(engine)), engine.connect() as plain:
        connection = plain.execution_options(variorum_mode="write")
        with connection.begin():
            yield connection


@contextlib.contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Open a transaction that sees one moment of the record throughout; it waits for no writer."""
    with store_errors(name_of(engine)), engine.connect() as connection, connection.begin():
        yield connection


def _begin(connection: sa.Connection) -> None:
    mode = connection.get_execution_options().get("variorum_mode", "read")
    for statement in _BEGINNINGS[connection.dialect.name, mode]:
        connection.exec_driver_sql(statement)


def _make_engine(address: str) -> sa.Engine:
    if address.startswith(("postgresql://", "postgres://")):
        return _make_postgres("postgresql+psycopg://" + address.split("://", 1)[1])
    if address == ":memory:":
        engine = sa.create_engine("sqlite://", poolclass=sa.pool.StaticPool)
    else:
        engine = sa.create_engine(_url_of(address), connect_args={"timeout": BUSY_SECONDS})
    sa.event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _make_postgres(url: str) -> sa.Engine:
    try:
        return sa.create_engine(url, connect_args={"connect_timeout": BUSY_SECONDS})
    except ModuleNotFoundError as error:
        what, do = "PostgreSQL needs a driver that is not installed", "pip install 'variorum[postgres]'"
        raise StoreError("E408", what, do=do) from error
    except ArgumentError as error:
        # The address is not repeated: it may hold a password.
        raise StoreError("E401", "not an address", do="write postgresql://user@host/database") from error


def _url_of(path: str) -> sa.URL:
    """Address a SQLite file; one that lies whole in a folder we cannot write to is opened as it stands.

    SQLite needs to create files beside a record even to read it, except where it is told that nobody changes
    the record; that holds where no log lies beside it.
    """
    file = Path(path)
    is_sealed = file.exists() and not os.access(file.parent, os.W_OK) and not Path(f"{path}-wal").exists()
    if not is_sealed:
        return sa.URL.create("sqlite", database=path)
    query = {"immutable": "1", "uri": "true"}
    return sa.URL.create("sqlite", database=f"file:{quote(str(file.absolute()))}", query=query)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Leave the beginning of transactions to us; a commit returns when the disk has it."""
    connection.isolation_level = None
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute(f"PRAGMA cache_size=-{_CACHED_KIB}")
