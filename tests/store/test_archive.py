"""The record on disk."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.checking import check_archive
from variorum.errors import StoreError
from variorum.model.analysis import Analysis
from variorum.model.record import Header, Record
from variorum.model.report import Document, Report
from variorum.store import Archive, Stored
from variorum.store.archive import merkle_root, seal


def stored(name: str, text: str = "Two boats sank.") -> Stored:
    import hashlib

    data = text.encode()
    digest = hashlib.sha256(data).hexdigest()
    return Stored(Document(data, name, "text/plain"), Report(id=name, sha256=digest, text=text), Analysis())


def empty_record() -> Record:
    return Record(header=Header(variorum="0", as_of=None, policy="latest", settings="x"))


def test_a_report_comes_back_as_it_went_in(tmp_path: Path) -> None:
    with Archive(tmp_path / "v.db") as archive:
        item = stored("a")
        archive.put_reports([item], "v1")
        assert list(archive.reports()) == [item.report]
        assert archive.raw_bytes("a") == item.document.data
        assert archive.analyses("v1") == {"a": item.analysis}
        assert archive.analyses("v2") == {}


def test_a_batch_that_fails_is_gone_whole(tmp_path: Path) -> None:
    with Archive(tmp_path / "v.db") as archive:
        archive.put_reports([stored("a")], "v1")
        with pytest.raises(StoreError):
            archive.put_reports([stored("b"), stored("a")], "v1")
        assert archive.report_ids() == {"a"}


def test_a_file_that_is_no_record_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE shopping (thing TEXT)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="E403"):
        Archive(path)
    assert path.read_bytes()[:100] == before[:100]
    text = tmp_path / "text.db"
    text.write_text("not a database at all, but long enough to look at " * 20)
    with pytest.raises(StoreError, match="E403"):
        Archive(text)


def test_a_record_from_a_newer_version_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "v.db"
    Archive(path).close()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    with pytest.raises(StoreError, match="E402"):
        Archive(path)


def test_the_tables_made_by_the_migrations_are_those_of_the_schema(tmp_path: Path) -> None:
    import sqlalchemy as sa

    from variorum.store.schema import metadata

    with Archive(tmp_path / "v.db") as archive:
        found = sa.inspect(archive.engine)
        for table in metadata.sorted_tables:
            columns = {c["name"]: str(c["type"]) for c in found.get_columns(table.name)}
            assert columns == {c.name: str(c.type.compile(archive.engine.dialect)) for c in table.columns}


def test_check_names_a_report_whose_bytes_were_changed_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "v.db"
    with Archive(path) as archive:
        archive.put_reports([stored("a"), stored("b", "Three boats sank.")], "v1")
        archive.put_record(empty_record(), "k")
        assert check_archive(archive).faults == ()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE report SET body = replace(body, 'Three', 'Seven') WHERE id = 'b'")
    with Archive(path) as archive:
        faults = check_archive(archive).faults
    assert [f.where for f in faults] == ["report b"]


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=20))
def test_the_root_of_a_batch_does_not_depend_on_its_order(hashes: list[bytes]) -> None:
    seals = [h.hex() for h in hashes]
    assert merkle_root(seals) == merkle_root(seals[::-1])


@given(st.binary(), st.binary())
def test_a_seal_knows_where_one_part_ends(a: bytes, b: bytes) -> None:
    assert (seal(a, b) == seal(a + b, b"")) == (b == b"")
