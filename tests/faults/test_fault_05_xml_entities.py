"""Fault 5: XML with a DTD is refused before it is parsed; no file is read through it."""

from pathlib import Path

import pytest

from tests.faults.reading import read

LAUGHS = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
HEAD = '<?xml version="1.0"?>{}'
FEED = HEAD + '<rss version="2.0"><channel><item><title>&b;</title></item></channel></rss>'
LIST = '<?xml version="1.0"?>{}<opml version="2.0"><body><outline xmlUrl="https://osk.example/rss"/></body></opml>'


@pytest.mark.parametrize("dtd", [LAUGHS, OUTSIDE])
@pytest.mark.parametrize(("name", "form"), [("feed", FEED), ("opml", LIST)])
def test_a_dtd_is_refused(tmp_path: Path, dtd: str, name: str, form: str) -> None:
    (tmp_path / "a.xml").write_text(form.format(dtd))
    documents, rejects = read(tmp_path / "a.xml")
    assert documents == []
    assert [r.code for r in rejects] == ["E119"]


def test_a_dtd_in_utf_16_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(FEED.format(LAUGHS).encode("utf-16"))
    assert [r.code for r in read(tmp_path / "a.xml", kind="feed")[1]] == ["E119"]
