"""The table of claims as Arrow and Parquet, in batches, so that memory does not grow with the record."""

from collections.abc import Iterable, Iterator
from io import RawIOBase
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from variorum.formats.cells import Cell
from variorum.formats.claims import COLUMNS, rows_of
from variorum.model.record import Record

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH = 20_000  # rows of one group: about 15 MB of Python objects at a time


def write_parquet(record: Record, codebook: object = None) -> Iterator[bytes]:
    """Return the claims as one Parquet file, one row group a batch."""
    from pyarrow import parquet

    del codebook
    sink, rows = _Sink(), rows_of(record)
    return _pieces(sink, rows, lambda: parquet.ParquetWriter(sink, schema(), compression="zstd"))


def write_arrow(record: Record, codebook: object = None) -> Iterator[bytes]:
    """Return the claims as an Arrow IPC stream, one record batch a batch."""
    import pyarrow as pa

    del codebook
    sink, rows = _Sink(), rows_of(record)
    return _pieces(sink, rows, lambda: pa.ipc.new_stream(sink, schema()))


def to_arrow(record: Record) -> "pa.Table":
    """Return the claims as an Arrow table; `.to_pandas()` and `polars.from_arrow` take it from there."""
    import pyarrow as pa

    return pa.Table.from_batches(_batches(rows_of(record)), schema())


def schema() -> "pa.Schema":
    """Return the Arrow schema of the table of claims."""
    import pyarrow as pa

    kinds = {"text": pa.string(), "whole": pa.int64(), "number": pa.float64(), "truth": pa.bool_()}
    return pa.schema([pa.field(name, kinds[kind]) for name, kind in COLUMNS.items()])


def _batches(rows: Iterator[tuple[Cell, ...]]) -> Iterator["pa.RecordBatch"]:
    import pyarrow as pa

    fields = schema()
    while batch := list(islice(rows, _BATCH)):
        # One column after the other: zip(*batch) walks every row at once and took an eighth longer.
        arrays = [_array(list(map(itemgetter(i), batch)), field.type) for i, field in enumerate(fields)]
        yield pa.RecordBatch.from_arrays(arrays, schema=fields)


def _array(column: Iterable[Cell], kind: Any) -> Any:
    import pyarrow as pa

    try:
        return pa.array(column, kind)
    except (UnicodeEncodeError, pa.ArrowInvalid):  # a half of a surrogate pair, or a number beyond 64 bits
        return pa.array([_mended(cell) for cell in column], kind)


def _mended(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return cell.encode("utf-8", errors="replace").decode()
    return float(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell


class _Sink(RawIOBase):
    """A file that is read while it is written: what was written leaves by `take`."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._position = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def write(self, data: Any) -> int:
        piece = bytes(data)
        self._pieces.append(piece)
        self._position += len(piece)
        return len(piece)

    def take(self) -> bytes:
        data = b"".join(self._pieces)
        self._pieces.clear()
        return data


def _pieces(sink: _Sink, rows: Iterator[tuple[Cell, ...]], open_writer: Any) -> Iterator[bytes]:
    with open_writer() as writer:
        for batch in _batches(rows):
            writer.write_batch(batch)
            yield sink.take()
    yield sink.take()
