"""Fault 34: no space, no right to write. The batch is gone whole, the message helps, reading goes on."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.store.clusters import _unprivileged, running_cluster
from tests.store.making import everything_in, record_of, stored
from variorum.checking import check_archive
from variorum.errors import StoreError
from variorum.store import Archive

ROOT = Path(__file__).parents[2]

# The rights are given up only when everything is imported: the guest may not even read the interpreter.
LOOK_AND_WRITE = """
import os
import sys
from tests.store.making import stored
from variorum.errors import StoreError
from variorum.store import Archive
Archive(":memory:").close()
if len(sys.argv) > 2:
    os.setgroups([])
    os.setgid(int(sys.argv[3]))
    os.setuid(int(sys.argv[2]))
with Archive(sys.argv[1]) as archive:
    print(sorted(archive.report_ids()))
    try:
        archive.put_reports([stored("b", "Three boats sank.")], "v1")
    except StoreError as error:
        print(error)
"""


def large(first: int) -> list[object]:
    return [stored(f"r{first + n}", os.urandom(2000).hex()) for n in range(200)]


def fill_up(archive: Archive, pages: int) -> None:
    """Let the file grow to so many pages of 4,096 bytes and no further, as a quota would."""
    archive.engine.dispose()
    sa.event.listen(archive.engine, "connect", lambda c, _: c.execute(f"PRAGMA max_page_count={pages}"))


def test_a_full_disk_takes_the_batch_whole_and_leaves_the_record_readable(tmp_path: Path) -> None:
    path = tmp_path / "v.db"
    with Archive(path) as archive:
        archive.put_reports([stored("a")], "v1")
        archive.put_record(record_of(5), "k")
        before = everything_in(archive)
        fill_up(archive, 60)
        batch = large(0)
        with pytest.raises(StoreError, match="E404") as told:
            archive.put_reports(batch, "v1")  # type: ignore[arg-type]
        assert "free at least" in str(told.value)
        assert "MB" in str(told.value)
        with pytest.raises(StoreError, match="E404"):
            archive.put_record(record_of(20_000), "k2")
        assert everything_in(archive) == before
        assert check_archive(archive).faults == ()
        archive.put_reports([stored("small")], "v1")
    with Archive(path) as archive:
        archive.put_reports(batch, "v1")  # type: ignore[arg-type]
        assert len(archive.report_ids()) == 202
        assert check_archive(archive).faults == ()


def test_a_disk_too_full_for_a_new_record_leaves_none_by_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from variorum.store import connect

    prepare = connect._prepare_sqlite

    def prepare_small(connection: object, record: object) -> None:
        prepare(connection, record)
        connection.execute("PRAGMA max_page_count=5")  # type: ignore[attr-defined]

    with monkeypatch.context() as patched:
        patched.setattr(connect, "_prepare_sqlite", prepare_small)
        with pytest.raises(StoreError, match="E404"):
            Archive(tmp_path / "v.db")
    with Archive(tmp_path / "v.db") as archive:
        assert archive.report_ids() == set()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter; those of pytest are for their owner alone."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
        Path(folder).chmod(0o755)


def look_as_a_guest(path: Path) -> list[str]:
    """Read and write a record as a user who has only the rights that the files give to all."""
    user = _unprivileged()
    who = [str(user.pw_uid), str(user.pw_gid)] if user else []
    done = subprocess.run(
        [sys.executable, "-c", LOOK_AND_WRITE, path, *who],
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize("what", ["folder", "file"])
def test_a_record_that_may_only_be_read_is_read_and_says_so(open_folder: Path, what: str) -> None:
    path = open_folder / "v.db"
    with Archive(path) as archive:
        archive.put_reports([stored("a")], "v1")
    before = path.read_bytes()
    path.chmod(0o444 if what == "file" else 0o666)
    open_folder.chmod(0o555 if what == "folder" else 0o777)
    seen, said = look_as_a_guest(path)
    assert seen == "['a']"
    assert said.startswith("E405")
    assert "writable" in said
    assert path.read_bytes() == before


def test_a_database_that_may_only_be_read_is_read_and_says_so() -> None:
    import psycopg

    address = running_cluster().new_database()
    with Archive(address) as archive:
        archive.put_reports([stored("a")], "v1")
    name = address.split("?", 1)[0].rsplit("/", 1)[1]
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    with Archive(address) as archive:
        assert archive.report_ids() == {"a"}
        with pytest.raises(StoreError, match="E405"):
            archive.put_reports([stored("b")], "v1")
