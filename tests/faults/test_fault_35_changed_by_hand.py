"""Fault 35: a bit flipped or a row edited by hand, in any sealed place: `check` names where."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.store.clusters import new_address
from tests.store.making import record_of, stored
from variorum.checking import check_archive
from variorum.errors import StoreError
from variorum.store import Archive
from variorum.store.connect import writing
from variorum.store.schema import metadata

PLACES = [
    ("report", "raw", "report a"),
    ("report", "body", "report a"),
    ("report", "seal", "report a"),
    ("report", "sha256", "report a"),
    ("analysis", "body", "analysis of a"),
    ("analysis", "seal", "analysis of a"),
    ("line", "body", "event e0"),
    ("line", "seal", "event e0"),
    ("batch", "root", "batch 1 of"),
]


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return new_address(request.param, tmp_path)


def spoil(kept: str | bytes) -> str | bytes:
    """Change one bit in the middle, or one hexadecimal digit."""
    middle = len(kept) // 2
    if isinstance(kept, str):
        return kept[:middle] + ("0" if kept[middle] != "0" else "1") + kept[middle + 1 :]
    return kept[:middle] + bytes([kept[middle] ^ 1]) + kept[middle + 1 :]


@pytest.mark.parametrize(("table", "column", "where"), PLACES)
def test_one_bit_changed_anywhere_is_named(address: str, table: str, column: str, where: str) -> None:
    changed = metadata.tables[table]
    with Archive(address) as archive:
        archive.put_reports([stored("a", "Two boats sank. " * 20)], "v1")
        archive.put_record(record_of(1), "k")
        assert check_archive(archive).faults == ()
        with writing(archive.engine) as connection:
            kept = connection.execute(sa.select(changed.c[column])).scalar_one()
            connection.execute(changed.update().values({column: spoil(kept)}))
    with Archive(address) as archive:
        faults = check_archive(archive).faults
    assert any(fault.where.startswith(where) for fault in faults)


def test_content_that_can_no_longer_be_read_is_an_error_that_names_the_check(address: str) -> None:
    with Archive(address) as archive:
        archive.put_reports([stored("a")], "v1")
        archive.put_record(record_of(1), "k")
        with writing(archive.engine) as connection:
            for table, column in (("report", "raw"), ("report", "body"), ("line", "body")):
                connection.execute(metadata.tables[table].update().values({column: b"{"}))
        for read in (lambda: list(archive.reports()), archive.read_lines, lambda: archive.raw_bytes("a")):
            with pytest.raises(StoreError, match="E410"):
                read()
        assert {fault.where for fault in check_archive(archive).faults} == {"report a", "event e0"}
