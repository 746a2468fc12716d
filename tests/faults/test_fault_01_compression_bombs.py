"""Fault 1: a bomb stops at the caps on size and ratio; one input is rejected, the rest goes on."""

import gzip
import io
import zipfile
import zlib
from pathlib import Path

import pyarrow as pa
import pytest

from tests.faults.reading import read
from variorum.errors import InputError
from variorum.ingest.expanding import open_expanded
from variorum.settings import Settings

ZEROS = b"0" * 60_000_000
LARGE = Settings(largest_input=1_000_000_000)


@pytest.mark.parametrize(
    "pack", [gzip.compress, lambda d: pa.compress(d, "zstd", asbytes=True)], ids=["gzip", "zstd"]
)
def test_bomb_among_good_files_is_named_and_the_rest_is_read(tmp_path: Path, pack: object) -> None:
    (tmp_path / "a.txt").write_text("Rain fell on Osk.")
    (tmp_path / "b.txt.gz").write_bytes(pack(ZEROS))  # type: ignore[operator]
    documents, rejects = read(tmp_path, settings=LARGE)
    assert [d.data for d in documents] == [b"Rain fell on Osk."]
    assert [r.code for r in rejects] == ["E113"]


@pytest.mark.parametrize(
    ("kind", "packed"),
    [("br", pa.compress(ZEROS, "brotli", asbytes=True)), ("deflate", zlib.compress(ZEROS))],
)
def test_bomb_of_a_server_stops(kind: str, packed: bytes) -> None:
    with pytest.raises(InputError, match="E113"):
        open_expanded(io.BytesIO(packed), kind, "page").read()


def test_bomb_in_a_zip_is_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", ZEROS)
        archive.writestr("good.txt", "Rain fell on Osk.")
    documents, rejects = read(tmp_path / "a.zip", settings=LARGE)
    assert len(documents) == 1
    assert [r.code for r in rejects] == ["E113"]
