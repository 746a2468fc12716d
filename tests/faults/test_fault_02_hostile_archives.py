"""Fault 2: names in an archive are never paths, links and archives in archives are rejected."""

import io
import stat
import zipfile
from pathlib import Path

from tests.faults.reading import read


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_names_that_lead_out_links_and_nested_archives_are_rejected(tmp_path: Path) -> None:
    inner = zipped(**{"x.txt": b"Rain fell."})
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("../out.txt", "Rain fell.")
        archive.writestr("/etc/out.txt", "Rain fell.")
        archive.writestr("good/a.txt", "Rain fell on Osk.")
        archive.writestr("inner.zip", inner)
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    documents, rejects = read(tmp_path / "a.zip")
    assert [d.where for d in documents] == [f"{tmp_path}/a.zip!good/a.txt"]
    assert [r.code for r in rejects] == ["E114"] * 4
    assert sorted(p.name for p in tmp_path.parent.rglob("out.txt")) == []
