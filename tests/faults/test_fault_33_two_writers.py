"""Fault 33: two programs write, others read. Writers queue, readers wait for nobody, nothing is doubled."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.store.clusters import new_address
from tests.store.making import record_of, stored
from variorum import adding, pipeline
from variorum.checking import check_archive
from variorum.errors import StoreError
from variorum.model.analysis import Analysis
from variorum.settings import Settings
from variorum.store import Archive, connect
from variorum.store.connect import reading, writing


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return new_address(request.param, tmp_path)


def batch(first: int, count: int = 20) -> list[adding.Stored]:
    return [stored(f"r{n}", f"{n} boats sank.") for n in range(first, first + count)]


def test_a_reader_sees_one_moment_and_waits_for_no_writer(address: str) -> None:
    with Archive(address) as writer, Archive(address) as reader:
        writer.put_reports(batch(0), "v1")
        with writing(writer.engine) as open_one:
            open_one.execute(sa.text("UPDATE meta SET value = value"))
            begun = time.monotonic()
            assert len(reader.report_ids()) == 20
            assert time.monotonic() - begun < 5
        with reading(reader.engine) as moment:
            count = sa.text("SELECT count(*) FROM report")
            assert moment.execute(count).scalar_one() == 20
            writer.put_reports(batch(20), "v1")
            assert moment.execute(count).scalar_one() == 20
        assert len(reader.report_ids()) == 40


def test_a_second_writer_waits_for_the_first(address: str) -> None:
    order: list[str] = []
    with Archive(address) as one, Archive(address) as two, ThreadPoolExecutor(1) as pool:
        with writing(one.engine):
            waiting = pool.submit(lambda: (two.put_reports(batch(0), "v1"), order.append("second")))
            time.sleep(0.3)
            order.append("first")
        waiting.result(timeout=30)
        assert order == ["first", "second"]
        assert len(one.report_ids()) == 20


def test_a_writer_that_waited_long_is_told_what_to_do(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "BUSY_SECONDS", 0.2)
    quick = {
        key: tuple("SET LOCAL lock_timeout = '200ms'" if "lock_timeout" in s else s for s in statements)
        for key, statements in connect._BEGINNINGS.items()
    }
    monkeypatch.setattr(connect, "_BEGINNINGS", quick)
    Archive(address).close()
    with Archive(address) as one, Archive(address) as two, writing(one.engine):
        with pytest.raises(StoreError, match="E406") as told:
            two.put_reports(batch(0), "v1")
        assert "run again" in str(told.value)
        assert two.report_ids() == set()


def test_writers_of_the_same_and_of_other_reports_lose_and_double_nothing(address: str) -> None:
    def add(first: int) -> None:
        with Archive(address) as archive:
            for start in range(first, first + 60, 20):
                archive.put_reports(batch(start), "v1")

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(add, first) for first in (0, 20, 40, 40)]:
            done.result(timeout=60)
    with Archive(address) as archive:
        assert archive.report_ids() == {f"r{n}" for n in range(100)}
        assert sum(b.reports for b in archive.batches()) == 100
        assert check_archive(archive).faults == ()


def test_programs_that_create_a_record_at_once_create_one(address: str) -> None:
    ready = threading.Barrier(6)

    def create(number: int) -> None:
        ready.wait()
        with Archive(address) as archive:
            archive.put_reports(batch(number, 1), "v1")

    with ThreadPoolExecutor(6) as pool:
        for done in [pool.submit(create, n) for n in range(6)]:
            done.result(timeout=60)
    with Archive(address) as archive:
        assert len(archive.report_ids()) == 6


def test_a_record_made_while_another_program_adds_is_made_again(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "analyse", lambda report, settings: Analysis())
    build, meanwhile = pipeline.build_record, [batch(0, 1), batch(1, 1)]
    with Archive(address) as archive, Archive(address) as other:

        def build_slowly(*args: object, **kwargs: object) -> object:
            made = build(*args, **kwargs)  # type: ignore[arg-type]
            if meanwhile:
                other.put_reports(meanwhile.pop(0), "v1")
            return made

        monkeypatch.setattr(pipeline, "build_record", build_slowly)
        adding.refresh(archive, Settings())
        assert {line.id for line in archive.read_lines()} == {"r0", "r1"}  # type: ignore[union-attr]


def test_two_programs_that_make_the_same_lines_do_not_stumble(address: str) -> None:
    with Archive(address) as one, Archive(address) as two, ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(a.put_record, record_of(300), "k") for a in (one, two)]:
            assert done.result(timeout=30)
        assert len(one.read_lines()) == 300


def test_a_writing_transaction_in_sqlite_begins_as_one(tmp_path: Path) -> None:
    begun: list[str] = []
    with Archive(tmp_path / "v.db") as archive:
        sa.event.listen(archive.engine, "before_cursor_execute", lambda *a: begun.append(a[2]))
        archive.put_reports(batch(0, 1), "v1")
        archive.report_ids()
    assert [s for s in begun if s.startswith("BEGIN")] == ["BEGIN IMMEDIATE", "BEGIN"]
