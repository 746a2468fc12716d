"""Parquet: the schema is checked first, the rows are read in a process of their own with bounded memory."""

import contextlib
import multiprocessing
from collections.abc import Iterator, Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from variorum.errors import InputError
from variorum.ingest.apart import hidden_script
from variorum.ingest.ordering import FIELDS, Dates
from variorum.ingest.source import Item, Source, rejected, too_large
from variorum.ingest.table import documents_of, map_columns
from variorum.settings import Settings

_MEMORY = (
    4 << 30
)  # bytes of address space for the reading process; a row group of text needs a few hundred MB
_BATCH = 256
_PATIENCE = 60.0  # seconds without a batch after which the reading process is given up


def read(source: Source, settings: Settings) -> Iterator[Item]:
    """Yield one document a row; a damaged row group is named and the others are read.

    Raises `InputError` (E120 missing column, E121 damaged file) before any row is read.
    """
    groups, names = open_groups(source, settings)
    mapping = map_columns(names, settings, source.where)
    columns = sorted(set(mapping.values()))
    dates = Dates(settings, lambda: stated_dates(source, len(groups), mapping))
    first = 1
    for group, rows in enumerate(groups):
        try:
            found = rows_of_group(source, group, columns, first)
            yield from dates.settle_all(documents_of(found, mapping, source, settings))
        except InputError as error:
            yield rejected(error, where=f"{source.where}#group{group}")
        first += rows


def stated_dates(source: Source, groups: int, mapping: Mapping[str, str]) -> Iterator[Any]:
    """Yield all dates of a table; row groups that cannot be read are passed over."""
    columns = sorted({mapping[field] for field in FIELDS if field in mapping})
    for group in range(groups if columns else 0):
        with contextlib.suppress(InputError):
            for _, row in rows_of_group(source, group, columns, 1):
                yield from row.values()


def open_groups(source: Source, settings: Settings) -> tuple[list[int], list[str]]:
    """Return how many rows each row group has, and the names of the columns; no row is read.

    Raises `InputError` (E121) for a file that is damaged, (E111) for one with a row group beyond bounds.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with _file(source) as stream, pq.ParquetFile(stream) as file:
            names = list(file.schema_arrow.names)
            meta = file.metadata
            groups = [meta.row_group(i) for i in range(meta.num_row_groups)]
            if any(g.total_byte_size > settings.largest_input * 10 for g in groups):
                raise too_large(source.where, settings.largest_input)
            return [g.num_rows for g in groups], names
    except (pa.ArrowException, OSError, ValueError) as error:
        first = str(error).partition("\n")[0]
        raise InputError(
            "E121", f"is not a sound Parquet file ({first})", where=source.where, do="write it again"
        ) from error


def _file(source: Source) -> Any:
    import pyarrow as pa

    return pa.OSFile(str(source.path)) if source.path else pa.BufferReader(source.data)


def rows_of_group(
    source: Source, group: int, columns: list[str], first: int
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the rows of one row group with their numbers, from `first` on; raises `InputError` (E121)."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_send_rows, args=(theirs, source.path, source.data, group, columns))
    with hidden_script():
        process.start()
    theirs.close()
    try:
        while True:
            if not ours.poll(_PATIENCE):
                raise _lost(source.where, "it took too long")
            try:
                batch = ours.recv()
            except EOFError as error:
                raise _lost(source.where, "reading it ended its process") from error
            if batch is None:
                return
            if isinstance(batch, str):
                raise _lost(source.where, batch)
            for row in batch:
                yield first, row
                first += 1
    finally:
        ours.close()
        process.kill()
        process.join()


def _lost(where: str, why: str) -> InputError:
    return InputError("E121", f"a row group cannot be read ({why})", where=where, do="write the file again")


def _send_rows(pipe: Connection, path: Path | None, data: bytes, group: int, columns: list[str]) -> None:
    """Read one row group in a process of its own and send it in small batches, None at the end."""
    import pyarrow.parquet as pq

    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    except (ImportError, ValueError, OSError):
        pass  # no such limit on this system; the size was checked before
    try:
        with _file(Source("", path=path, data=data)) as stream, pq.ParquetFile(stream) as file:
            for batch in file.iter_batches(_BATCH, row_groups=[group], columns=columns):
                pipe.send(batch.to_pylist())
        pipe.send(None)
    except Exception as error:  # whatever the file does to the reader, the caller must hear of it
        pipe.send(f"{type(error).__name__}: {error}".partition("\n")[0][:200])
