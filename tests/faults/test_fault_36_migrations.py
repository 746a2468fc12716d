"""Fault 36: a newer record is refused; a migration that is killed rolls back; a copy is made first."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.store.clusters import new_address
from tests.store.making import everything_in, stored
from variorum.errors import StoreError
from variorum.store import Archive, schema, upgrade

ROOT = Path(__file__).parents[2]

NEXT = """
import os
import signal

from alembic import op

revision = "9999"
down_revision = "{last}"


def upgrade():
    op.execute("CREATE TABLE later (id INTEGER)")
    op.execute("DELETE FROM analysis")
    {then}
    op.execute("UPDATE meta SET value = '{number}' WHERE key = 'schema'")
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    address = new_address(request.param, tmp_path)
    with Archive(address) as archive:
        archive.put_reports([stored("a")], "v1")
    return address


def scripts_with_one_more(folder: Path, then: str) -> Path:
    """Copy the migrations and add one that a later version could bring."""
    ours = Path(upgrade.__file__).parent / "migrations"
    copied = Path(shutil.copytree(ours, folder / "migrations"))
    last = sorted(p.stem for p in (ours / "versions").glob("0*.py"))[-1][:4]
    text = NEXT.format(last=last, then=then, number=schema.SCHEMA + 1)
    (copied / "versions" / "9999_later.py").write_text(text)
    return copied


def be_later(monkeypatch: pytest.MonkeyPatch, scripts: Path) -> None:
    monkeypatch.setattr(upgrade, "SCRIPTS", str(scripts))
    monkeypatch.setattr(schema, "SCHEMA", schema.SCHEMA + 1)


def tables_of(archive: Archive) -> set[str]:
    return set(sa.inspect(archive.engine).get_table_names())


def test_an_older_record_is_copied_and_then_migrated(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Archive(address) as still_open:
        # What is in the log alone must be in the copy too.
        still_open.put_reports([stored("b", "Three boats sank.")], "v1")
        before = everything_in(still_open)
        with monkeypatch.context() as later:
            be_later(later, scripts_with_one_more(tmp_path, "pass"))
            with Archive(address) as archive:
                assert "later" in tables_of(archive)
                assert archive.report_ids() == {"a", "b"}
    if "://" not in address:
        with Archive(f"{address}.before-{schema.SCHEMA + 1}.bak") as copy:
            assert everything_in(copy) == before
            assert set(copy.analyses("v1")) == {"a", "b"}


def test_a_migration_that_fails_leaves_the_record_as_it_was(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as later:
        be_later(later, scripts_with_one_more(tmp_path, 'raise ValueError("no")'))
        with pytest.raises(ValueError, match="no"):
            Archive(address)
    with Archive(address) as archive:
        assert "later" not in tables_of(archive)
        assert set(archive.analyses("v1")) == {"a"}


def test_a_migration_that_is_killed_leaves_the_record_as_it_was(address: str, tmp_path: Path) -> None:
    scripts = scripts_with_one_more(tmp_path, "os.kill(os.getpid(), signal.SIGKILL)")
    code = (
        "import sys; from variorum.store import Archive, schema, upgrade; "
        f"upgrade.SCRIPTS = sys.argv[1]; schema.SCHEMA = {schema.SCHEMA + 1}; Archive(sys.argv[2])"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", code, scripts, address], env=env, check=False)
    assert done.returncode == -signal.SIGKILL
    with Archive(address) as archive:
        assert "later" not in tables_of(archive)
        assert set(archive.analyses("v1")) == {"a"}


def test_a_record_that_cannot_be_copied_is_not_migrated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "v.db"
    Archive(path).close()
    (tmp_path / f"v.db.before-{schema.SCHEMA + 1}.bak.part").mkdir()
    with monkeypatch.context() as later:
        be_later(later, scripts_with_one_more(tmp_path, "pass"))
        with pytest.raises(StoreError, match="E409"):
            Archive(path)
    with Archive(path) as archive:
        assert "later" not in tables_of(archive)


def test_a_newer_record_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "v.db"
    Archive(path).close()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="E402") as told:
        Archive(path)
    assert "use that version" in str(told.value)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.glob("*.bak")] == []
