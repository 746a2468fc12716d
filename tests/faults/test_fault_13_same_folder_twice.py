"""Fault 13: the same folder added twice, in whatever order, gives no new row and the identical record."""

from pathlib import Path

import variorum as v
from tests.faults.reading import NOW, SMALL, read
from variorum.clean import make_report
from variorum.model.analysis import Analysis
from variorum.settings import Settings
from variorum.store import Archive
from variorum.store.sealing import Stored

RULES = Settings(attribution="rules")


def folder(path: Path) -> list[Path]:
    for n in range(4):
        text = f"{n + 2} people were killed when a ferry sank off Osk on Monday, police said."
        (path / f"{n}.txt").write_text(f"date 2024-05-0{n + 1} {text}")
    return sorted(path.iterdir())


def test_same_bytes_same_ids_whatever_the_order_and_the_day(tmp_path: Path) -> None:
    names = folder(tmp_path)
    first = {make_report(d, NOW, SMALL).id for d in read(*names)[0]}
    again = {make_report(d, "2027-01-01T00:00:00+00:00", SMALL).id for d in read(*reversed(names))[0]}
    assert first == again
    assert len(first) == 4


def test_a_second_adding_changes_no_byte_of_the_record(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    names = folder(reports)
    record = v.add(*names, record=tmp_path / "a.db", settings=RULES)
    before = b"".join(v.export(record))
    record.archive.close()
    again = v.add(*reversed(names), record=tmp_path / "a.db", settings=RULES)
    assert again.added is not None
    assert (again.added.new, again.added.unchanged) == ((), 4)
    assert b"".join(v.export(again)) == before
    again.archive.close()


def test_two_programs_that_add_the_same_folder_give_each_report_one_row(tmp_path: Path) -> None:
    documents = read(*folder(tmp_path))[0]
    batch = [Stored(d, make_report(d, NOW, SMALL), Analysis()) for d in documents]
    with Archive(tmp_path / "a.db") as archive:
        archive.put_reports(batch, "v1")
        before = archive.state()
        archive.put_reports(list(reversed(batch)), "v1")
        assert archive.state() == before
        assert archive.count_reports() == 4
