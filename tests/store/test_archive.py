"""The record on disk."""

import sqlite3
import time
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from tests.store.making import record_of, stored
from variorum.checking import check_archive
from variorum.errors import StoreError
from variorum.store import Archive
from variorum.store.sealing import merkle_root, seal


def test_a_report_comes_back_as_it_went_in(address: str) -> None:
    with Archive(address) as archive:
        item = stored("a")
        archive.put_reports([item], "v1")
        assert list(archive.reports()) == [item.report]
        assert archive.raw_bytes("a") == item.document.data
        assert archive.analyses("v1") == {"a": item.analysis}
        assert archive.analyses("v2") == {}


def test_a_batch_that_fails_is_gone_whole(address: str) -> None:
    with Archive(address) as archive:
        archive.put_reports([stored("a")], "v1")
        with pytest.raises(StoreError, match="E407"):
            archive.put_reports([stored("b"), stored("a", "Other words.")], "v1")
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


def test_a_record_from_a_newer_version_is_refused_with_what_to_do(address: str) -> None:
    Archive(address).close()
    change_by_hand(address, "UPDATE meta SET value = '99' WHERE key = 'schema'")
    with pytest.raises(StoreError, match="E402"):
        Archive(address)


def test_the_tables_made_by_the_migrations_are_those_of_the_schema(address: str) -> None:
    from variorum.store.schema import metadata

    with Archive(address) as archive:
        found = sa.inspect(archive.engine)
        for table in metadata.sorted_tables:
            columns = {c["name"]: str(c["type"]) for c in found.get_columns(table.name)}
            assert columns == {c.name: str(c.type.compile(archive.engine.dialect)) for c in table.columns}


def change_by_hand(address: str, statement: str) -> None:
    """Change a record past the program, as a person with a database shell would."""
    url = (
        address.replace("postgresql:", "postgresql+psycopg:") if "://" in address else f"sqlite:///{address}"
    )
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def test_check_names_a_report_whose_words_were_changed_by_hand(address: str) -> None:
    with Archive(address) as archive:
        archive.put_reports([stored("a"), stored("b", "Three boats sank.")], "v1")
        archive.put_record(record_of(), "k")
        assert check_archive(archive).faults == ()
    other = stored("b", "Seven boats sank.").report
    body = msgspec.json.encode(other, order="deterministic").decode().replace("'", "''")
    bytes_of = f"CAST('{body}' AS BLOB)" if "://" not in address else f"convert_to('{body}', 'UTF8')"
    change_by_hand(address, f"UPDATE report SET body = {bytes_of} WHERE id = 'b'")  # noqa: S608
    with Archive(address) as archive:
        faults = check_archive(archive).faults
    assert [f.where for f in faults] == ["report b"]


def test_check_names_a_batch_that_a_report_was_taken_from_by_hand(address: str) -> None:
    with Archive(address) as archive:
        archive.put_reports([stored("a"), stored("b", "Three boats sank.")], "v1")
    change_by_hand(address, "DELETE FROM analysis WHERE report = 'b'")
    change_by_hand(address, "DELETE FROM report WHERE id = 'b'")
    with Archive(address) as archive:
        (fault,) = check_archive(archive).faults
    assert fault.where.startswith("batch 1 of 20")
    assert fault.what == "2 reports came in with it, 1 are there"


def test_check_names_a_batch_whose_reports_were_sealed_anew(address: str) -> None:
    with Archive(address) as archive:
        archive.put_reports([stored("a")], "v1")
    change_by_hand(address, "UPDATE batch SET root = '00'")
    with Archive(address) as archive:
        assert "root" in check_archive(archive).faults[0].what


def test_a_report_that_came_in_meanwhile_is_left_as_it_is(address: str) -> None:
    with Archive(address) as archive:
        archive.put_reports([stored("a")], "v1")
        archive.put_reports([stored("b", "Three boats sank."), stored("a")], "v1")
        assert archive.report_ids() == {"a", "b"}
        assert [batch.reports for batch in archive.batches()] == [1, 1]
        assert check_archive(archive).faults == ()


def test_lines_made_from_fewer_reports_than_are_kept_are_not_written(address: str) -> None:
    with Archive(address) as archive:
        before = archive.state()
        archive.put_reports([stored("a")], "v1")
        assert not archive.put_record(record_of(3), "old", of=before)
        assert archive.read_lines() == []
        assert archive.put_record(record_of(3), "new", of=archive.state())


def test_lines_that_changed_are_replaced_and_the_others_not_touched(address: str) -> None:
    with Archive(address) as archive:
        archive.put_record(record_of(3000), "1")
        statements: list[str] = []
        sa.event.listen(archive.engine, "before_cursor_execute", lambda *a: statements.append(a[2]))
        archive.put_record(record_of(2), "2")
        assert {line.label for line in archive.read_lines()} == {"flood 0", "flood 1"}
        assert sum(s.startswith("DELETE FROM line") for s in statements) == 1
        assert not any(s.startswith("INSERT INTO line") for s in statements)


def test_a_long_address_of_a_page_fits_the_index_and_comes_back_whole(address: str) -> None:
    url = "https://osk.example/" + "".join(f"{n:x}" for n in range(4000)) + "\0"
    item = stored("a")
    item = msgspec.structs.replace(item, report=msgspec.structs.replace(item.report, url=url))
    with Archive(address) as archive:
        archive.put_reports([item], "v1")
        assert next(archive.reports()).url == url


def test_ten_thousand_short_reports_are_kept_in_seconds(address: str) -> None:
    items = [stored(f"r{n}", f"{n} boats sank on the Osk on Monday.") for n in range(10_000)]
    with Archive(address) as archive:
        begun = time.monotonic()
        archive.put_reports(items, "v1")
        assert time.monotonic() - begun < 90  # 1.5 s and 3 s on two idle cores, 26 s on crowded ones
        assert len(archive.report_ids()) == 10_000


def test_the_password_of_an_address_is_in_no_message() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError, match="E401") as told:
        Archive("postgresql://someone:secret@127.0.0.1:1/record")
    assert "secret" not in str(told.value)


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=20))
def test_the_root_of_a_batch_does_not_depend_on_its_order(hashes: list[bytes]) -> None:
    seals = [h.hex() for h in hashes]
    assert merkle_root(seals) == merkle_root(seals[::-1])


@given(st.binary(), st.binary())
def test_a_seal_knows_where_one_part_ends(a: bytes, b: bytes) -> None:
    assert (seal(a, b) == seal(a + b, b"")) == (b == b"")
