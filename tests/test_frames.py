"""Frames go in as inputs, and what a record lists comes out as a table of each kind."""

import datetime
import random
from pathlib import Path

import pytest

import variorum
from variorum.errors import InputError, UsageError
from variorum.frames import rows_in
from variorum.opened import OpenRecord

ROWS = [
    {"Body": "A flood in Tarn killed 2 people, police said.", "day": "13/02/2024", "Source": "Tarn Post"},
    {"Body": "A flood in Tarn killed 3 people, police said.", "day": "03/02/2024", "Source": "Orvel Echo"},
]
COLUMNS = variorum.Settings(columns={"date": "day"})


@pytest.fixture(scope="module")
def record() -> OpenRecord:
    return variorum.demo()


def _seen(record: OpenRecord) -> list[tuple[str | None, str | None]]:
    return sorted((r.published, r.outlet) for r in record.reports)


def test_a_list_of_dicts_is_read_as_a_table_is() -> None:
    read = variorum.add(ROWS, settings=COLUMNS)
    assert _seen(read) == [("2024-02-03", "Orvel Echo"), ("2024-02-13", "Tarn Post")]


@pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow"])
def test_a_frame_is_read_as_a_table_is(library: str) -> None:
    module = pytest.importorskip(library)
    frame = module.Table.from_pylist(ROWS) if library == "pyarrow" else module.DataFrame(ROWS)
    assert _seen(variorum.add(frame, settings=COLUMNS)) == _seen(variorum.add(ROWS, settings=COLUMNS))


@pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow"])
def test_a_dict_of_any_library_s_columns_is_read_as_a_table_is(library: str) -> None:
    module = pytest.importorskip(library)
    make = module.array if library == "pyarrow" else module.Series
    columns = {name: make([row[name] for row in ROWS]) for name in ROWS[0]}
    assert _seen(variorum.add(columns, settings=COLUMNS)) == _seen(variorum.add(ROWS, settings=COLUMNS))


def test_dates_and_gaps_of_a_frame_are_read_as_they_are_meant() -> None:
    pandas = pytest.importorskip("pandas")
    days = [datetime.datetime(2024, 2, 3), None]
    texts = ["A flood in Tarn killed 2 people, police said.", float("nan")]
    read = variorum.add(pandas.DataFrame({"text": texts, "date": days}))
    assert [(r.published or "")[:10] for r in read.reports] == ["2024-02-03"]
    assert [reject.code for reject in read.rejects] == ["E109"]


def test_a_frame_without_texts_names_its_columns_and_how_to_name_one() -> None:
    with pytest.raises(InputError) as caught:
        variorum.add([{"story": "A flood.", "when": "2024-02-03"}])
    assert caught.value.code == "E120"
    assert "it has story, when" in caught.value.what
    assert "Settings(columns=" in caught.value.do


def test_paths_may_come_one_by_one_in_a_list_or_from_a_search(tmp_path: Path) -> None:
    for n in (2, 3):
        (tmp_path / f"{n}.txt").write_text(
            f"date 2024-02-03 A flood in Tarn killed {n} people, police said.\n"
        )
    paths = sorted(tmp_path.iterdir())
    assert len(variorum.add(paths).reports) == len(variorum.add(tmp_path.glob("*.txt")).reports) == 2


@pytest.mark.parametrize("given", [3, None, [3], ["a.txt", {"text": "A flood."}]])
def test_what_is_no_input_is_refused_with_what_would_be(given: object) -> None:
    with pytest.raises(UsageError, match=r"E001.*is no input.*read_parquet"):
        variorum.add(given)


def test_each_list_of_a_record_is_a_table_of_its_lines(record: OpenRecord) -> None:
    for listing in (record.reports, record.events, record.entries, record.voices, record.claims):
        table = listing.to_arrow()
        assert table.num_rows == len(listing) > 0
    events = record.events.to_arrow().to_pylist()
    told = {c.line.report for c in record.events[events[0]["id"]].claims}
    assert events[0]["reports"] == len(told)
    killed = [
        row for row in record.entries.to_arrow().to_pylist() if row["slot"] == "killed" and not row["of"]
    ]
    assert killed[0]["status"] == "revised"
    assert killed[0]["value"].startswith("6 people")


def test_a_list_is_a_frame_of_pandas_too(record: OpenRecord) -> None:
    pytest.importorskip("pandas")
    for listing in (record.reports, record.events, record.entries, record.voices, record.claims):
        assert len(listing.to_pandas()) == len(listing)


def test_a_report_has_its_title_and_a_short_id_is_enough(record: OpenRecord) -> None:
    report = record.reports[0]
    assert (report.title, report.outlet) == (report.line.title, report.line.outlet)
    event = random.Random(1).choice(list(record.events))
    assert record.events[event.id[:10]].id == event.id
    assert repr(record.entries).endswith(" entries>")


def test_words_are_no_rows() -> None:
    assert rows_in("text") is None
    assert rows_in([]) is None


def test_a_dict_of_columns_is_read_as_a_table_is() -> None:
    columns = {name: [row[name] for row in ROWS] for name in ROWS[0]}
    assert _seen(variorum.add(columns, settings=COLUMNS)) == _seen(variorum.add(ROWS, settings=COLUMNS))
    assert rows_in({"text": "A flood.", "authors": ["Ana Pol"]}) == [
        {"text": "A flood.", "authors": ["Ana Pol"]}
    ]


def test_columns_of_two_lengths_are_refused_by_name() -> None:
    with pytest.raises(UsageError, match="text has 2, date has 1"):
        variorum.add({"text": ["A flood.", "A fire."], "date": ["2024-02-03"]})


def test_participants_are_listed_with_their_event_and_as_a_table(record: OpenRecord) -> None:
    event = next(e for e in record.events if e.participants)
    one = event.participants[0]
    assert (one.event.id, record.participants[one.id].name) == (event.id, one.name)
    assert all(claim.line.of == one.id for claim in one.claims)
    pytest.importorskip("pyarrow")
    rows = record.participants.to_arrow().to_pylist()
    assert rows[0]["name"] == record.participants[0].name
    assert len(rows) == len(record.lines.participants)
    assert one.name in one._repr_html_()
