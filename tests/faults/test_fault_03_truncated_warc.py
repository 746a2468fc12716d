"""Fault 3: of a truncated WARC the earlier records are kept and the cut is named with its offset."""

from pathlib import Path

import pytest

from tests.faults.reading import read
from tests.faults.warcs import pages, warc


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("cut", [150, 20])  # in the last record's header, in its body
def test_a_cut_file_keeps_the_records_before_the_cut(tmp_path: Path, packed: bool, cut: int) -> None:
    whole = warc(pages(5), packed=packed)
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(whole[:-cut])
    documents, rejects = read(path)
    assert len(documents) == 4
    assert [r.code for r in rejects] == ["E116"]
    assert rejects[0].offset is not None
    assert 0 < rejects[0].offset < len(whole)


def test_a_cut_that_leaves_nothing_of_the_last_member_is_told(tmp_path: Path) -> None:
    parts = [warc([page], packed=True) for page in pages(3)]
    (tmp_path / "a.warc.gz").write_bytes(parts[0] + parts[1] + parts[2][:12])
    documents, rejects = read(tmp_path / "a.warc.gz")
    assert len(documents) == 2
    assert [(r.code, r.offset) for r in rejects] == [("E116", len(parts[0] + parts[1]))]


@pytest.mark.parametrize("packed", [False, True])
def test_a_whole_file_of_warcio_is_read_whole(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(warc(pages(5), packed=packed))
    documents, rejects = read(path)
    assert [d.given["url"] for d in documents] == [f"https://osk.example/{n}" for n in range(5)]
    assert rejects == []


def test_a_damaged_gzip_member_costs_only_itself(tmp_path: Path) -> None:
    parts = [warc([page], packed=True) for page in pages(4)]
    broken = bytearray(parts[1])
    broken[60:90] = bytes(30)
    path = tmp_path / "a.warc.gz"
    path.write_bytes(parts[0] + bytes(broken) + parts[2] + parts[3])
    documents, rejects = read(path)
    assert [d.given["url"] for d in documents] == [f"https://osk.example/{n}" for n in (0, 2, 3)]
    assert [(r.code, r.offset) for r in rejects] == [("E116", len(parts[0]))]
