"""Parquet and Arrow read back equal to the table of claims, in pyarrow, pandas and polars."""

import io
import time
import tracemalloc

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.formats.making import EMPTY, NASTY, bare, full
from variorum.formats import columnar, export_record
from variorum.formats.claims import COLUMNS, rows_of
from variorum.formats.columnar import schema, to_arrow
from variorum.model.record import Record

RECORDS = [full(), bare(), EMPTY]


def many(count: int) -> Record:
    record = full()
    return msgspec.structs.replace(record, claims=record.claims[:1] * count)


@pytest.mark.parametrize("record", RECORDS, ids=["full", "bare", "empty"])
def test_parquet_and_arrow_read_back_equal(record: Record) -> None:
    written = pq.read_table(io.BytesIO(b"".join(export_record(record, "parquet"))))
    streamed = pa.ipc.open_stream(b"".join(export_record(record, "arrow"))).read_all()
    assert written.equals(to_arrow(record))
    assert streamed.equals(written)
    assert [tuple(row.values()) for row in written.to_pylist()] == list(rows_of(record))
    assert written.schema.equals(schema())
    assert written.column_names == list(COLUMNS)


def test_pandas_reads_what_was_written() -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = pandas.read_parquet(io.BytesIO(b"".join(export_record(full(), "parquet"))))
    assert frame["source"][0] == NASTY
    assert list(frame["low"][:2]) == [2.0, 5.0]


def test_polars_takes_the_arrow_table() -> None:
    polars = pytest.importorskip("polars", reason="polars is not installed")
    frame = polars.from_arrow(to_arrow(full()))
    assert frame.shape == (6, len(COLUMNS))
    assert frame["quote"][0] == "two"


def test_a_number_beyond_64_bits_and_half_a_surrogate_pair_do_not_stop_the_file() -> None:
    record = full()
    value = msgspec.structs.replace(record.claims[0].value, low=10**30, high=10**30, qualifier="\ud800")
    claims = (msgspec.structs.replace(record.claims[0], value=value), *record.claims[1:])
    table = to_arrow(msgspec.structs.replace(record, claims=claims))
    assert table["low"][0].as_py() == 1e30
    assert table["qualifier"][0].as_py() == "?"


def test_memory_does_not_grow_with_the_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columnar, "_BATCH", 1000)
    b"".join(export_record(full(), "parquet"))  # what is loaded once
    peaks = []
    for count in (4_000, 16_000):
        pieces = export_record(many(count), "parquet")
        tracemalloc.start()
        size = sum(len(piece) for piece in pieces)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert size > 1_000
    assert peaks[1] < 1.2 * peaks[0]


@pytest.mark.slow
def test_a_million_claims_take_under_twenty_seconds() -> None:
    record = full()
    claims = tuple(msgspec.structs.replace(record.claims[i % 6], id=f"c{i}") for i in range(1_000_000))
    record = msgspec.structs.replace(record, claims=claims)
    begun = time.process_time()
    size = sum(len(piece) for piece in export_record(record, "parquet"))
    assert time.process_time() - begun < 20
    assert size > 1_000_000
