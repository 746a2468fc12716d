"""Memory stays flat over a WARC of fifty megabytes (two gigabytes in tests/soak)."""

import io
import tracemalloc
from pathlib import Path

from tests.soak.warc_of import write_warc
from variorum.ingest import read_documents
from variorum.model.report import Document
from variorum.settings import Settings


def test_reading_a_large_warc_keeps_memory_flat(tmp_path: Path) -> None:
    path = tmp_path / "large.warc"
    with path.open("wb") as out:
        written = write_warc(out, 50_000_000)
    # What reading loads once is no part of what it holds.
    small = tmp_path / "small.warc"
    with small.open("wb") as out:
        write_warc(out, 1000)
    assert list(read_documents([small], format=None, settings=Settings()))
    count = 0
    tracemalloc.start()
    for item in read_documents([path], format=None, settings=Settings()):
        assert isinstance(item, Document)
        count += 1
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == written
    assert peak < 5_000_000


def test_the_writer_of_the_large_warc_writes_whole_records() -> None:
    out = io.BytesIO()
    assert write_warc(out, 1000) >= 1
    assert out.getvalue().startswith(b"WARC/1.0")
