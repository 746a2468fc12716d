"""A text that changes under its address or its name: added again, it takes the place of what was there."""

import contextlib
import csv
import io
import json
from pathlib import Path

import pytest

import variorum as v
from variorum.checking import check_archive
from variorum.cli import main
from variorum.errors import StoreError
from variorum.link.revisions import date_states, find_revisions
from variorum.model.report import Report
from variorum.settings import Settings
from variorum.store import Archive

RULES = Settings(attribution="rules")
URL = "https://orvel.example/news/1"


def tell(toll: str, more: str = "", **changes: str) -> str:
    text = f"A bomb killed {toll} people at a market in Baidoa on Monday, police said.{more}"
    row = {"url": URL, "text": text, "date": "2024-05-06", "outlet": "Orvel Post", **changes}
    return json.dumps(row)


def add(tmp_path: Path, *rows: str) -> v.OpenRecord:
    """Add one row a run, as a feed that is asked again and again gives them."""
    record = None
    for number, row in enumerate(rows):
        (tmp_path / f"{number}.jsonl").write_text(row)
        record = v.add(tmp_path / f"{number}.jsonl", record=tmp_path / "v.db", settings=RULES)
    assert record is not None
    return record


def killed(record: v.OpenRecord) -> list[tuple[int, int, int | None]]:
    (cell,) = (e for e in record.lines.entries if e.slot == "killed" and e.of is None)
    return [(getattr(r.value, "low", -1), r.reports, r.superseded_by) for r in cell.readings]


@pytest.mark.parametrize("order", [("four", "seven", "six"), ("six", "seven", "four")])
def test_three_states_of_one_day_stand_in_the_order_in_which_they_were_fetched(
    order: tuple[str, ...], tmp_path: Path
) -> None:
    record = add(tmp_path, *(tell(toll) for toll in order))
    numbers = {"four": 4, "six": 6, "seven": 7}
    assert killed(record) == [
        (numbers[order[0]], 1, 2), (numbers[order[1]], 1, 2), (numbers[order[2]], 1, None)
    ]  # fmt: skip
    assert check_archive(record.archive).faults == ()


def test_an_edited_article_is_one_source_in_a_table_of_events(tmp_path: Path) -> None:
    record = add(tmp_path, tell("four"), tell("seven"))
    (row,) = csv.DictReader(io.StringIO(b"".join(v.export(record, "ged")).decode()))
    assert (row["number_of_sources"], row["low"], row["best"], row["high"]) == ("1", "7", "7", "7")


def test_text_edited_under_its_first_date_is_not_known_before_it_was_received(tmp_path: Path) -> None:
    rows = [
        tell("four", received="2024-05-06T09:00:00+00:00"),
        tell("seven", received="2024-05-08T09:00:00+00:00"),
    ]
    record = add(tmp_path, *rows)
    assert killed(record.as_of("2024-05-07")) == [(4, 1, None)]
    assert killed(record.as_of("2024-05-08")) == [(4, 1, 1), (7, 1, None)]


def test_event_of_which_the_edited_article_is_silent_stands_no_more(tmp_path: Path) -> None:
    more = " A tornado destroyed 40 houses in Orvel on Sunday, the mayor said."
    record = add(tmp_path, tell("four", more), tell("four"))
    (damaged,) = (e for e in record.lines.entries if e.slot == "damaged")
    assert (damaged.status, damaged.preferred) == ("revised", None)


def test_hours_order_the_texts_of_a_day_only_where_all_have_one() -> None:
    early = Report(id="z", sha256="1", text="x", url=URL, published="2024-05-06T10:00:00+02:00")
    late = Report(id="a", sha256="2", text="y", url=URL, published="2024-05-06T09:30:00Z")
    assert find_revisions([late, early]) == {"a": "z"}
    day = Report(id="b", sha256="3", text="z", url=URL, published="2024-05-06", after=("a",))
    assert find_revisions([day, late]) == {"b": "a"}


def test_front_page_of_a_site_is_no_article() -> None:
    texts = [Report(id=i, sha256=i, text=i, url="https://orvel.example/") for i in "ab"]
    assert find_revisions(texts) == {}


def test_later_text_is_dated_by_its_change_before_its_receipt() -> None:
    old = Report(id="a", sha256="1", text="x", url=URL, published="2024-05-06")
    new = Report(
        id="b", sha256="2", text="y", url=URL, published="2024-05-06", modified="2024-05-07",
        received="2024-05-09T10:00:00Z",
    )  # fmt: skip
    assert date_states([old, new], find_revisions([old, new])) == {"b": "2024-05-07"}


NOTICE = "date 2024-05-06\nA ferry sank off Orvel on Monday, drowning {} people, the coast guard said."


def test_file_edited_in_place_revises_what_was_read_of_it_and_add_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    note = tmp_path / "note.txt"
    monkeypatch.setattr("sys.argv", ["variorum", "--record", str(tmp_path / "v.db"), "add", str(note)])
    told = []
    for toll in ("nine", "eleven", "twelve"):
        note.write_text(NOTICE.format(toll))
        with contextlib.suppress(SystemExit):
            main()
        told.append(capsys.readouterr().err)
    assert "is a later text of" not in told[0]
    assert all("is a later text of" in words and "variorum forget" in words for words in told[1:])
    assert killed(v.open_record(tmp_path / "v.db")) == [(9, 1, 2), (11, 1, 2), (12, 1, None)]


def test_file_of_the_same_name_in_another_folder_is_another_report(tmp_path: Path) -> None:
    for folder, toll in (("a", "nine"), ("b", "eleven")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "note.txt").write_text(NOTICE.format(toll))
        record = v.add(tmp_path / folder, record=tmp_path / "v.db", settings=RULES)
    assert [line.revision_of for line in record.lines.reports] == [None, None]


def test_file_that_holds_another_article_by_now_revises_nothing(tmp_path: Path) -> None:
    for text in (NOTICE.format("nine"), "date 2024-05-07\nRebels shot three soldiers dead near Tellin."):
        (tmp_path / "today.txt").write_text(text)
        record = v.add(tmp_path / "today.txt", record=tmp_path / "v.db", settings=RULES)
    assert [line.revision_of for line in record.lines.reports] == [None, None]


def test_row_of_a_table_is_known_again_by_its_id_and_not_by_its_number(tmp_path: Path) -> None:
    first = 'id,text,date\n7,"A ferry sank off Orvel on Monday, drowning {} people.",2024-05-06\n'
    other = 'id,text,date\n8,"Rebels shot three soldiers dead near Tellin.",2024-05-06\n'
    (tmp_path / "t.csv").write_text(first.format("nine"))
    v.add(tmp_path / "t.csv", record=tmp_path / "v.db", settings=RULES)
    (tmp_path / "t.csv").write_text(other + first.format("eleven").split("\n", 1)[1])
    record = v.add(tmp_path / "t.csv", record=tmp_path / "v.db", settings=RULES)
    revised = {
        line.id.partition("@")[0]: line.revision_of for line in record.lines.reports if line.revision_of
    }
    assert revised == {"7": "7"}
    assert not any("id_reused" in line.flags for line in record.lines.reports)


def test_forgetting_a_state_between_leaves_the_article_one(tmp_path: Path) -> None:
    for toll in ("nine", "eleven", "twelve"):
        (tmp_path / "note.txt").write_text(NOTICE.format(toll))
        record = v.add(tmp_path / "note.txt", record=tmp_path / "v.db", settings=RULES)
    between = next(line.id for line in record.lines.reports if "eleven" in line.text)
    with Archive(tmp_path / "v.db") as archive:
        archive.forget(between, "never published")
    assert killed(v.open_record(tmp_path / "v.db")) == [(9, 1, 1), (12, 1, None)]


def test_checking_a_record_that_is_not_there_makes_none(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="E401"):
        v.check(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []
