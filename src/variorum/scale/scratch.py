"""Files that are whole or not there, and a full disk by its name."""

import errno
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pyarrow as pa

from variorum.errors import StoreError

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a name to write to; it becomes `path` when all is written, and vanishes when something fails.

    Raises `StoreError` E404 where the disk is full.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}")
    try:
        yield unfinished
        unfinished.replace(path)
    except Exception as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        name_full_disk(error, path.parent)
        raise


def write_whole(path: Path, data: bytes) -> None:
    """Write a small file so that it is on the disk, or not there."""
    with replacing(path) as unfinished, unfinished.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def write_table(path: Path, table: pa.Table) -> None:
    """Write a table that others read in place, row by row, without loading it."""
    with (
        replacing(path) as unfinished,
        pa.OSFile(str(unfinished), "wb") as stream,
        pa.ipc.new_file(stream, table.schema) as writer,
    ):
        writer.write_table(table.combine_chunks(), max_chunksize=max(1, table.num_rows))


def open_table(path: Path) -> pa.RecordBatch:
    """Open a table that `write_table` wrote: only what is looked at is read."""
    reader = pa.ipc.open_file(pa.memory_map(str(path)))
    if reader.num_record_batches:
        return reader.get_batch(0)
    return pa.RecordBatch.from_pylist([], schema=reader.schema)


def name_full_disk(error: BaseException, folder: Path) -> None:
    """Raise `StoreError` E404 where an error, of whatever library, means that the disk is full."""
    words = str(error)
    if (isinstance(error, OSError) and error.errno in _FULL) or any(
        sign in words for sign in ("No space left", "os error 28", "StorageFull", "Disk quota", "os error 27")
    ):
        what = "the disk is full"
        do = "free some space and run the same command again"
        raise StoreError("E404", what, where=str(folder), kept="whole files are kept", do=do) from error
