"""The record as a whole: what the contract promises of every export."""

import json
import random
from pathlib import Path

import jsonschema
import pytest

import variorum
from variorum.formats import make_schema

KINDS = ["record", "report", "derivation", "voice", "event", "participant", "claim", "entry", "unresolved"]


def export(record: variorum.OpenRecord) -> list[dict[str, object]]:
    return [json.loads(line) for line in variorum.export(record)]


@pytest.fixture(scope="module")
def lines() -> list[dict[str, object]]:
    return export(variorum.demo())


def of_kind(lines: list[dict[str, object]], kind: str) -> list[dict]:
    return [line for line in lines if line["kind"] == kind]


def test_every_line_satisfies_the_schema(lines: list[dict[str, object]]) -> None:
    validator = jsonschema.Draft202012Validator(make_schema())
    for line in lines:
        assert not list(validator.iter_errors(line)), line


def test_kinds_come_in_the_promised_order_each_sorted(lines: list[dict[str, object]]) -> None:
    kinds = [line["kind"] for line in lines]
    assert kinds == sorted(kinds, key=KINDS.index)
    for kind in KINDS[1:]:
        rows = of_kind(lines, kind)
        keys = [(r["event"], r["slot"], r["of"] or "") if kind == "entry" else (r["id"],) for r in rows]
        assert keys == sorted(keys)
        assert len(set(keys)) == len(keys)


def test_every_offset_marks_trimmed_words_of_its_report(lines: list[dict[str, object]]) -> None:
    texts = {r["id"]: r["text"] for r in of_kind(lines, "report")}

    def look(report: str, start: int, end: int) -> None:
        words = texts[report][start:end]
        assert 0 <= start < end <= len(texts[report])
        assert words == words.strip()

    for claim in of_kind(lines, "claim"):
        look(claim["report"], claim["start"], claim["end"])
        look(claim["report"], claim["sentence"]["start"], claim["sentence"]["end"])
        spans = [link[k] for link in claim["chain"] for k in ("source", "cue", "withheld_because")]
        for span in [*claim["more"], *filter(None, spans)]:
            look(claim["report"], span["start"], span["end"])
    for kind in ("voice", "event", "participant"):
        for line in of_kind(lines, kind):
            for mention in line["mentions"]:
                look(**mention)
    for line in of_kind(lines, "derivation"):
        look(line["report"], line["start"], line["end"])
        look(line["from"], line["from_start"], line["from_end"])


def test_every_reference_leads_somewhere(lines: list[dict[str, object]]) -> None:
    ids = {kind: {r["id"] for r in of_kind(lines, kind)} for kind in KINDS[1:] if kind != "entry"}
    for claim in of_kind(lines, "claim"):
        assert claim["event"] in ids["event"]
        assert claim["of"] is None or claim["of"] in ids["participant"]
        assert {link["voice"] for link in claim["chain"]} <= ids["voice"]
        if claim["value"]["type"] == "actor":
            assert claim["value"]["participant"] in ids["participant"]
    for participant in of_kind(lines, "participant"):
        assert participant["event"] in ids["event"]
        assert participant["member_of"] is None or participant["member_of"] in ids["participant"]
    for report in of_kind(lines, "report"):
        assert report["main_event"] is None or report["main_event"] in ids["event"]
    for event in of_kind(lines, "event"):
        assert event["part_of"] is None or event["part_of"] in ids["event"]


def test_every_claim_stands_in_an_entry(lines: list[dict[str, object]]) -> None:
    shown = {
        c
        for e in of_kind(lines, "entry")
        for r in e["readings"]
        for key in ("claims", "against")
        for c in r[key]
    }
    assert {c["id"] for c in of_kind(lines, "claim")} == shown


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_and_batches_of_reports_change_no_byte(
    story: list[dict[str, str]], tmp_path: Path, seed: int
) -> None:
    random.Random(seed).shuffle(story)
    for number, row in enumerate(story):
        (tmp_path / f"{number}.jsonl").write_text(json.dumps(row) + "\n")
    path = tmp_path / "v.db"
    variorum.add(tmp_path / "0.jsonl", record=path)
    record = variorum.add(*sorted(tmp_path.glob("[1-9].jsonl"), reverse=True), record=path)
    assert b"".join(variorum.export(record)) == b"".join(variorum.export(variorum.demo()))


def test_adding_twice_changes_nothing(story: list[dict[str, str]], tmp_path: Path) -> None:
    source = tmp_path / "story.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in story))
    first = b"".join(variorum.export(variorum.add(source, record=tmp_path / "v.db")))
    again = variorum.add(source, record=tmp_path / "v.db")
    assert again.added is not None
    assert again.added.new == ()
    assert again.added.unchanged == len(story)
    assert b"".join(variorum.export(again)) == first


def test_as_of_a_day_is_the_record_of_the_reports_published_until_then(
    story: list[dict[str, str]], tmp_path: Path
) -> None:
    early = tmp_path / "early.jsonl"
    early.write_text("".join(json.dumps(row) + "\n" for row in story if row["date"] <= "2024-03-05"))
    then = export(variorum.demo().as_of("2024-03-05"))
    assert then[0]["as_of"] == "2024-03-05"
    assert then[1:] == export(variorum.add(early))[1:]


def test_as_of_the_last_day_is_the_whole_record(lines: list[dict[str, object]]) -> None:
    assert export(variorum.demo().as_of("2099-12-31"))[1:] == lines[1:]


def test_views_draw_themselves_with_the_words_marked_and_escaped(tmp_path: Path) -> None:
    row = {"date": "2025-01-10", "text": "Two <b>men</b> were killed in Lima on Thursday, police said."}
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n")
    record = variorum.add(tmp_path / "a.jsonl")
    drawn = record.reports[0]._repr_html_()
    assert "<mark" in drawn
    assert "<b>" not in drawn
    for view in (record, record.events, record.events[0], record.events[0].entries[0], record.claims[0]):
        assert view._repr_html_().startswith("<")
        assert "<b>men" not in view._repr_html_()


def test_as_of_by_receipt_holds_what_had_come_in_by_then(story: list[dict[str, str]], tmp_path: Path) -> None:
    for row in story:
        row["received"] = "2024-03-09T08:00:00Z" if row["id"] == "ncw-1" else "2024-03-20T08:00:00Z"
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in story))
    record = variorum.add(tmp_path / "a.jsonl")
    assert [r.id for r in record.as_of("2024-03-10", by="receipt").reports] == ["ncw-1"]
    assert not record.as_of("2024-03-08", by="receipt").reports
    assert len(record.as_of("2024-03-20", by="receipt").reports) == len(story)


def test_a_toll_that_cannot_be_is_named_and_stands_in_no_entry(tmp_path: Path) -> None:
    row = {
        "id": "a",
        "date": "2025-01-10",
        "text": "Police said 900,000,000,000,000 people were killed in Lima on Thursday.",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n")
    record = variorum.add(tmp_path / "a.jsonl")
    killed = [e for e in record.entries if e.line.slot == "killed"]
    assert not killed
    assert all(doubt.code.startswith("E60") for doubt in record.doubts)
