"""Fault 17: dates of tables are read where they can mean one day, alike in one column, and said where not."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.faults.reading import NOW, read
from variorum.clean import make_report
from variorum.data.dates import read_stated
from variorum.model.report import Report
from variorum.settings import Settings

SENTENCE = "Two boats sank off Tellin, the coast guard said."


def write(folder: Path, kind: str, dates: list[str]) -> Path:
    path = folder / f"osk.{kind}"
    rows = [{"text": f"{SENTENCE} {n}", "published": date} for n, date in enumerate(dates)]
    if kind == "parquet":
        pq.write_table(pa.Table.from_pylist(rows), path)
    elif kind == "json":
        path.write_text(json.dumps(rows))
    elif kind == "jsonl":
        path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    else:
        path.write_text("text,published\n" + "".join(f'"{r["text"]}","{r["published"]}"\n' for r in rows))
    return path


def reports_of(path: Path, settings: Settings | None = None) -> list[Report]:
    settings = settings or Settings()
    documents, rejects = read(path, settings=settings)
    assert rejects == []
    return [make_report(document, NOW, settings) for document in documents]


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("06.05.2025", "2025-05-06"),
        ("6 May 2025", "2025-05-06"),
        ("2025/05/06", "2025-05-06"),
        ("20250506", "2025-05-06"),
        ("Tuesday, May 6th, 2025", "2025-05-06"),
        ("06-May-2025", "2025-05-06"),
        ("13/05/2025", "2025-05-13"),
        ("05/13/2025", "2025-05-13"),
        ("05/05/2025", "2025-05-05"),
        ("May 6, 2025 14:30 CEST", "2025-05-06T14:30:00+02:00"),
        ("6 May 2025 2:30 pm", "2025-05-06T14:30:00"),
        ("1746540000", "2025-05-06T14:00:00+00:00"),
        ("1746540000000", "2025-05-06T14:00:00+00:00"),
        ("45783", "2025-05-06"),
        ("45783.5", "2025-05-06T12:00:00"),
        ("31.02.2025", None),
        ("06/05/25", None),
        ("May 2025", None),
        ("12345", None),
    ],
)
def test_date_that_can_mean_one_day_is_read_and_no_other(words: str, date: str | None) -> None:
    assert read_stated(words) == date


@pytest.mark.parametrize("kind", ["csv", "jsonl", "json", "parquet"])
def test_row_with_a_day_above_twelve_decides_for_its_whole_column_and_it_is_said(
    tmp_path: Path, kind: str
) -> None:
    reports = reports_of(write(tmp_path, kind, ["05/06/2025", "13/06/2025", "7 June 2025"]))
    assert [r.published for r in reports] == ["2025-06-05", "2025-06-13", "2025-06-07"]
    assert ["day_first" in r.flags for r in reports] == [True, False, False]


def test_date_that_nothing_decides_is_no_date_and_it_is_said(tmp_path: Path) -> None:
    for dates in (["05/06/2025"], ["05/06/2025", "13/06/2025", "06/13/2025"]):
        report = reports_of(write(tmp_path, "csv", dates))[0]
        assert report.published is None
        assert {"no_date", "date_either"} <= set(report.flags)
    assert "date_unread" in reports_of(write(tmp_path, "csv", ["Whitsun"]))[0].flags


def test_setting_decides_the_order_of_day_and_month(tmp_path: Path) -> None:
    path = write(tmp_path, "jsonl", ["05/06/2025"])
    for order, date in (("dmy", "2025-06-05"), ("mdy", "2025-05-06")):
        (report,) = reports_of(path, Settings(date_order=order))
        assert (report.published, report.flags) == (date, ())


def test_seconds_in_json_are_a_date(tmp_path: Path) -> None:
    path = tmp_path / "osk.jsonl"
    path.write_text(json.dumps({"text": SENTENCE, "date": 1746540000}))
    assert reports_of(path)[0].published == "2025-05-06T14:00:00+00:00"


def test_row_with_more_values_than_columns_is_named_and_not_cut(tmp_path: Path) -> None:
    path = tmp_path / "osk.csv"
    path.write_text("date,text\n2025-05-06,Two boats sank, the coast guard said.\n2025-05-07,Rain fell.\n")
    documents, (reject,) = read(path)
    assert [d.given["text"] for d in documents] == ["Rain fell."]
    assert (reject.code, reject.input) == ("E121", f"{path}:2")


def test_column_named_for_one_table_leaves_the_others_their_usual_names(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'Story,Paper,Day\n"{SENTENCE}",Osk Post,2025-05-06\n')
    (tmp_path / "b.csv").write_text(f'Article Text,Publish Date\n"{SENTENCE}",2025-05-07\n')
    (tmp_path / "c.jsonl").write_text(json.dumps({"Tale": SENTENCE, "PublishDate": "2025-05-08"}))
    columns = {"text": ("Story", "Tale"), "outlet": "Paper", "date": "Day"}
    documents, rejects = read(tmp_path, settings=Settings(columns=columns))
    assert rejects == []
    assert [d.given["date"] for d in documents] == ["2025-05-06", "2025-05-07", "2025-05-08"]
    assert documents[0].given["outlet"] == "Osk Post"
