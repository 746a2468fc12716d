"""Fault 4: a wrong length or junk between records is found and counted; the next record is read."""

import re
from pathlib import Path

import pytest

from tests.faults.reading import read
from tests.faults.warcs import pages, warc


def with_length(record: bytes, change: int) -> bytes:
    return re.sub(
        rb"(?<=Content-Length: )\d+", lambda m: str(int(m.group()) + change).encode(), record, count=1
    )


@pytest.mark.parametrize("change", [40, 5000, 10**12, -20])
def test_a_wrong_length_costs_only_its_record(tmp_path: Path, change: int) -> None:
    parts = [warc([page]) for page in pages(4)]
    (tmp_path / "a.warc").write_bytes(parts[0] + with_length(parts[1], change) + parts[2] + parts[3])
    documents, rejects = read(tmp_path / "a.warc")
    assert [d.given["url"] for d in documents] == [f"https://osk.example/{n}" for n in (0, 2, 3)]
    code = "E111" if change > 10**9 else "E116"  # never waited for, whatever a length promises
    assert [(r.code, r.offset) for r in rejects] == [(code, len(parts[0]))]
    assert "bytes passed over" in rejects[0].reason


def test_junk_between_records_is_passed_over_and_counted(tmp_path: Path) -> None:
    parts = [warc([page]) for page in pages(2)]
    (tmp_path / "a.warc").write_bytes(parts[0] + b"x" * 70_000 + parts[1])
    documents, rejects = read(tmp_path / "a.warc")
    assert len(documents) == 2
    assert [(r.code, r.offset) for r in rejects] == [("E116", len(parts[0]))]
    assert "70,000 bytes" in rejects[0].reason
