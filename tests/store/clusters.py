"""A PostgreSQL server of our own for the tests: thrown away when they end, reached by a socket alone."""

import atexit
import functools
import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

_numbers = itertools.count()


class Cluster:
    """One server in a folder of its own."""

    def __init__(self, programs: Path) -> None:
        self.programs = programs
        # Short, because the path of a socket may have 107 bytes.
        self.folder = Path(tempfile.mkdtemp(prefix="vpg", dir="/tmp"))
        self.user = _unprivileged()
        if self.user:
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
        data = str(self.folder / "data")
        self._call("initdb", "-D", data, "-A", "trust", "-U", "variorum", "-E", "UTF8", "--locale=C", "-N")
        self.start()

    def start(self) -> None:
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}'"
        log = str(self.folder / "log")
        self._call("pg_ctl", "-D", str(self.folder / "data"), "-w", "-l", log, "-o", options, "start")

    def stop(self) -> None:
        """Stop as a crash would: nothing is flushed, the next start recovers from the log."""
        self._call("pg_ctl", "-D", str(self.folder / "data"), "-w", "-m", "immediate", "stop")

    def throw_away(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def new_database(self) -> str:
        """Make an empty database and return its address."""
        import psycopg

        name = f"record{next(_numbers)}"
        with psycopg.connect(self.address_of("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        return self.address_of(name)

    def address_of(self, database: str) -> str:
        return f"postgresql://variorum@/{database}?host={self.folder}"

    def _call(self, program: str, *words: str) -> None:
        # A server that inherited our pipes would keep them open, so its words go to a file.
        who = {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []} if self.user else {}
        with (self.folder / "said").open("a+b") as said:
            done = subprocess.run(
                [self.programs / program, *words],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                check=False,
                timeout=60,
                **who,  # type: ignore[arg-type]
            )
            said.seek(0)
            assert done.returncode == 0, said.read().decode()


def _unprivileged() -> pwd.struct_passwd | None:
    """Whom to run the server as where we are root, which it refuses."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    pytest.skip("PostgreSQL refuses to run as root, and there is no other user")


def _programs() -> Path | None:
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    found = shutil.which("initdb")
    return debian[-1] if debian else Path(found).parent if found else None


@functools.cache
def running_cluster() -> Cluster:
    """Start a server once for all tests of this process; the test is skipped where there is none."""
    programs = _programs()
    if programs is None:
        pytest.skip("needs PostgreSQL: install Debian's package postgresql-15")
    pytest.importorskip("psycopg")
    cluster = Cluster(programs)
    atexit.register(cluster.throw_away)
    return cluster


def new_address(store: str, folder: Path) -> str:
    """Return the address of an empty record in the store named."""
    return str(folder / "v.db") if store == "sqlite" else running_cluster().new_database()
