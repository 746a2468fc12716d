"""Fault 9: the schema is checked first and fast; a damaged row group or null text costs only itself."""

import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tests.faults.reading import read


def write(path: Path, **columns: list[object]) -> Path:
    pq.write_table(pa.table(columns), path, row_group_size=2, compression="none", use_dictionary=False)
    return path


def test_missing_column_is_named_with_those_found_in_under_a_second(tmp_path: Path) -> None:
    path = write(tmp_path / "a.parquet", words=["Rain fell."], day=["2024-05-02"])
    read(tmp_path / "nothing")
    import pyarrow.parquet  # noqa: F401 - loading the library is not what is timed

    begun = time.monotonic()
    documents, rejects = read(path)
    assert time.monotonic() - begun < 1.0
    assert documents == []
    assert rejects[0].code == "E120"
    assert "words, day" in rejects[0].reason


def test_null_text_and_a_damaged_row_group_cost_only_themselves(tmp_path: Path) -> None:
    texts = ["Rain fell on Osk.", None, "Wind blew on Osk.", "Hail fell on Osk.", "Snow fell on Osk."]
    path = write(tmp_path / "a.parquet", text=texts)
    data = bytearray(path.read_bytes())
    at = data.index(b"Wind")
    data[at - 12 : at + 4] = b"\xff" * 16
    path.write_bytes(data)
    documents, rejects = read(path)
    assert [d.given["text"] for d in documents] == ["Rain fell on Osk.", "Snow fell on Osk."]
    assert [(r.input.rsplit("/")[-1], r.code) for r in rejects] == [
        ("a.parquet:2", "E109"),
        ("a.parquet#group1", "E121"),
    ]


def test_a_file_that_is_no_parquet_after_all_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1" + bytes(100) + b"PAR1")
    assert [r.code for r in read(tmp_path / "a.parquet")[1]] == ["E121"]


def test_a_row_group_that_expands_beyond_bounds_is_refused_before_a_row_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": ["Rain fell. " * 1_200_000]}), path, compression="zstd")
    assert path.stat().st_size < 1_000_000
    documents, rejects = read(path)
    assert documents == []
    assert [(r.input, r.code) for r in rejects] == [(str(path), "E111")]
