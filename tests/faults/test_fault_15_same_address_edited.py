"""Fault 15: the same address with edited text is a revision; what stood before stands under its as-of day."""

import json
from pathlib import Path

import pytest

import variorum as v
from tests.faults.reading import NOW, SMALL, read
from variorum.clean import make_report
from variorum.link.revisions import find_revisions
from variorum.model.report import Report
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


@pytest.mark.parametrize(("early", "late"), [(3, 4), (4, 3)])
def test_the_later_text_revises_the_earlier_and_the_old_cell_stands_as_of_its_day(
    early: int, late: int, tmp_path: Path
) -> None:
    told = {n: json.loads(line)["text"] for n, line in ((3, FIRST), (4, SECOND))}
    rows = [row(told[late], "2024-05-08"), row(told[early], "2024-05-06")]
    (tmp_path / "a.jsonl").write_text("\n".join(rows))
    record = v.add(tmp_path / "a.jsonl", settings=Settings(attribution="rules"))
    old, new = sorted(record.lines.reports, key=lambda line: line.published or "")
    assert (new.revision_of, old.revision_of) == (old.id, None)
    assert old.text == told[early]
    assert killed(record.as_of("2024-05-07")) == {early}
    assert late in killed(record)


@pytest.mark.parametrize(("early", "late"), [("a", "b"), ("b", "a")])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"published": "2024-05-06"}, {"published": "2024-05-08"}),
        ({"published": "2024-05-06"}, {"published": "2024-05-06", "modified": "2024-05-08"}),
        ({"received": "2024-05-06T09:00:00+00:00"}, {"received": "2024-05-06T12:00:00+00:00"}),
    ],
)
def test_texts_are_ordered_by_publication_change_and_receipt_before_their_ids(
    before: dict[str, str], after: dict[str, str], early: str, late: str
) -> None:
    first = Report(id=early, sha256="1", text="Three dead.", url=URL, **before)  # type: ignore[arg-type]
    second = Report(id=late, sha256="2", text="Four dead.", url=URL, **after)  # type: ignore[arg-type]
    assert find_revisions([second, first]) == {late: early}


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
