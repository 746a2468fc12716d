"""Fault 15, the ingest part: the same address or id with other text gives both documents, each its own."""

from pathlib import Path

from tests.faults.reading import NOW, SMALL, read
from variorum.clean import make_report


def test_edited_text_is_a_document_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"url": "https://osk.example/1", "text": "Three boats sank off Osk, police said."}\n'
        '{"url": "https://osk.example/1", "text": "Four boats sank off Osk, police said."}\n'
    )
    reports = [make_report(d, NOW, SMALL) for d in read(tmp_path)[0]]
    assert len({r.id for r in reports}) == len({r.sha256 for r in reports}) == 2
    assert {r.url for r in reports} == {"https://osk.example/1"}
