"""Fault 15: the same address with edited text is a revision; what stood before stands under its as-of day."""

import json
from pathlib import Path

import variorum as v
from tests.faults.reading import NOW, SMALL, read
from variorum.clean import make_report
from variorum.settings import Settings

URL = "https://osk.example/1"


def row(text: str, date: str) -> str:
    return json.dumps({"url": URL, "text": text, "date": date, "outlet": "Osk Post"})


FIRST = row("Three people were killed when a boat sank off Osk on Monday, police said.", "2024-05-06")
SECOND = row("Four people were killed when a boat sank off Osk on Monday, police said.", "2024-05-08")


def test_edited_text_is_a_document_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f"{FIRST}\n{SECOND}\n")
    reports = [make_report(d, NOW, SMALL) for d in read(tmp_path)[0]]
    assert len({r.id for r in reports}) == len({r.sha256 for r in reports}) == 2
    assert {r.url for r in reports} == {URL}


def test_the_later_text_revises_the_earlier_and_the_old_cell_stands_as_of_its_day(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f"{FIRST}\n{SECOND}\n")
    record = v.add(tmp_path / "a.jsonl", settings=Settings(attribution="rules"))
    old, new = sorted(record.lines.reports, key=lambda line: line.published or "")
    assert (new.revision_of, old.revision_of) == (old.id, None)
    assert "Three people" in old.text
    assert killed(record.as_of("2024-05-07")) == {3}
    assert 4 in killed(record)


def test_of_two_texts_published_the_same_day_the_one_received_later_revises(tmp_path: Path) -> None:
    rows = [json.loads(FIRST), {**json.loads(SECOND), "date": "2024-05-06"}]
    stamps = ("2024-05-06T12:00:00+00:00", "2024-05-06T09:00:00+00:00")
    stamped = ({**r, "received": stamp} for r, stamp in zip(rows, stamps, strict=True))
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(r) + "\n" for r in stamped))
    record = v.add(tmp_path / "a.jsonl", settings=Settings(attribution="rules"))
    later = next(line for line in record.lines.reports if line.revision_of)
    assert "Three people" in later.text
    assert later.received == "2024-05-06T12:00:00+00:00"


def killed(record: v.OpenRecord) -> set[int | None]:
    cells = [e for e in record.lines.entries if e.slot == "killed" and e.of is None]
    return {getattr(r.value, "low", None) for e in cells for r in e.readings}
