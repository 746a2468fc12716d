"""A Parquet file of reports: columns named, a sample taken, rejected rows given back with reasons."""

import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import variorum
from tests.timing import least_seconds
from variorum.errors import InputError, UsageError
from variorum.model.report import Document, Reject
from variorum.tables import Pace, ParquetReports, Rejects, flatten, most_memory
from variorum.weighing import Weight
from variorum.workers import Pool


def written(to: Path, rows: int, group: int = 100, **columns: list[str | None]) -> Path:
    names = {
        "body": [f"The mayor said {n} people were hurt in Tarn on Monday." for n in range(rows)],
        "published": [f"2024-05-{n % 28 + 1:02}" for n in range(rows)],
        "domain": [f"paper{n % 7}.example" for n in range(rows)],
        **columns,
    }
    pq.write_table(pa.table(names), to, row_group_size=group)
    return to


def test_columns_are_mapped_and_said(tmp_path: Path) -> None:
    path = written(tmp_path / "news.parquet", 5)
    reports = variorum.read_parquet(path, text="body", date="published", outlet="domain")
    assert len(reports) == reports.total == 5
    assert repr(reports) == (
        "<5 rows of news.parquet: text from 'body', outlet from 'domain', date from 'published'>"
    )
    first = reports[0]
    assert isinstance(first, Document)
    assert first.given["outlet"] == "paper0.example"
    assert reports[3:][1] == reports[4]


def test_a_missing_column_fails_at_once_and_names_those_found(tmp_path: Path) -> None:
    path = written(tmp_path / "news.parquet", 20_000, group=5000)

    def ask() -> None:
        with pytest.raises(InputError, match=r"E120 .*story.*body, published, domain"):
            variorum.read_parquet(path, text="story")

    assert least_seconds(ask, times=2) < 1
    with pytest.raises(UsageError, match=r"E022 .*'body'.*text, "):
        variorum.read_parquet(path, body="text")
    with pytest.raises(InputError, match="E101"):
        variorum.read_parquet(tmp_path / "none.parquet")
    (tmp_path / "text.parquet").write_text("no parquet")
    with pytest.raises(InputError, match="E121"):
        variorum.read_parquet(tmp_path / "text.parquet")


def test_a_sample_is_spread_over_the_file_and_the_same_for_the_same_seed(tmp_path: Path) -> None:
    reports = variorum.read_parquet(written(tmp_path / "news.parquet", 3000), text="body")
    sample = reports.sample(40)
    assert len(sample) == 40
    assert sample.is_sample
    assert not reports.is_sample
    assert sample.total == 3000
    assert sample._wanted == reports.sample(40)._wanted != reports.sample(40, seed=1)._wanted
    assert len(sample._wanted) == 8
    assert max(sample._wanted) > 20
    assert "40 of 3,000 rows" in repr(sample)
    assert len(reports.sample(5000)) == 3000
    assert (
        len(variorum.read_parquet(written(tmp_path / "one.parquet", 9, group=1), text="body").sample(9)) == 9
    )


def test_the_rows_of_a_sample_are_those_of_the_file(tmp_path: Path) -> None:
    reports = variorum.read_parquet(written(tmp_path / "news.parquet", 60, group=60), text="body")
    sample = list(reports.sample(7))
    assert len(sample) == 7
    assert set(map(str, sample)) <= set(map(str, reports))


def test_a_row_without_words_is_named(tmp_path: Path) -> None:
    path = written(tmp_path / "news.parquet", 3, body=["One died in Tarn.", None, "Two died in Tarn."])
    read = list(variorum.read_parquet(path, text="body"))
    assert [type(item) for item in read] == [Document, Reject, Document]
    assert isinstance(read[1], Reject)
    assert read[1].code == "E109"
    assert read[1].input.endswith(":2")


def test_a_sample_is_added_and_says_how_long_the_whole_would_take(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(
        tmp_path / "news.parquet", 4, body=["Two people died in Tarn on Monday, police said.", None] * 2
    )
    reports = variorum.read_parquet(path, text="body", date="published", outlet="domain")
    asked: list[int] = []
    monkeypatch.setattr("variorum.adding.Pool", lambda settings, count: asked.append(count) or Pool(settings))
    record = variorum.add(reports.sample(3), workers=2)
    assert asked == [2]
    assert len(record.reports) + len(record.rejects) == 3
    assert "all 4 would take about" in capsys.readouterr().err
    assert record.pace is not None
    assert record.pace.total == 4
    table = record.rejects.to_arrow()
    assert table.column_names == ["input", "code", "reason", "hint", "offset"]
    assert table.num_rows == len(record.rejects)
    assert "E109" in record.rejects._repr_html_() or not record.rejects


def test_a_script_that_guards_nothing_reads_a_table(tmp_path: Path) -> None:
    written(tmp_path / "news.parquet", 3)
    script = tmp_path / "first.py"
    script.write_text(
        "import variorum as v\n"
        'reports = v.read_parquet("news.parquet", text="body")\n'
        "print([type(r).__name__ for r in reports.sample(2)])\n"
    )
    paths = os.pathsep.join(path for path in sys.path if path)
    done = subprocess.run(
        [sys.executable, str(script)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "['Document', 'Document']\n"


def test_to_weigh_the_inputs_no_row_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reports = variorum.read_parquet(written(tmp_path / "news.parquet", 3), text="body")
    monkeypatch.setattr(ParquetReports, "__iter__", lambda self: pytest.fail("a row was read"))
    assert Weight(reports).share(10) is None


def test_the_memory_of_workers_counts() -> None:
    alone, both = most_memory(), most_memory(2)
    assert alone is None or (both is not None and both >= alone)


def test_the_loading_of_the_models_is_counted_once_and_little_time_is_said_in_seconds() -> None:
    pace = Pace(reports=5, seconds=5.0, total=6, memory=None, start=4.0)
    assert "all 6 would take about 5 seconds" in str(pace)
    assert Pace(reports=5, seconds=5.0, total=1205, memory=None, start=4.0).hours == (4 + 301) / 3600


def test_the_pace_of_a_sample_gives_the_hours_of_the_whole() -> None:
    pace = Pace(reports=1000, seconds=36.0, total=1_000_000, memory=512_000_000)
    assert pace.hours == 10
    assert str(pace) == (
        "1,000 reports in 36.0 s: 27.8 a second, 512 MB at most; "
        "all 1,000,000 would take about 10.0 hours on this machine"
    )


def test_tables_stand_beside_other_inputs(tmp_path: Path) -> None:
    reports = variorum.read_parquet(written(tmp_path / "news.parquet", 2), text="body")
    assert flatten([reports]) is reports
    assert [type(item) for item in flatten(["a.txt", reports])] == [str, Document, Document]
    assert isinstance(reports, ParquetReports)


def test_rejects_are_a_table_even_when_there_are_none() -> None:
    assert Rejects(()).to_arrow().num_rows == 0
    assert repr(Rejects([Reject("a", "E104", "is empty", "fill it")])) == "<1 rejected>"
