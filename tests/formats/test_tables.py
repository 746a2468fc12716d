"""Tables: one row a claim, one row an event in GED's, ACLED's or a team's own columns."""

import csv
import io
from pathlib import Path

import msgspec
import pytest

from tests.formats.making import EMPTY, FIVE, NASTY, NOWHERE, TWO, bare, entry, full, reading
from variorum.errors import ExportError
from variorum.formats import FORMATS, export_record, load_codebook, read_codebook
from variorum.formats.cells import unguard
from variorum.formats.codebook import EVENT_PARTS, PARTS
from variorum.formats.rows import EVENT_CELLS, PLACE_CELLS, TIME_CELLS
from variorum.model.record import Record
from variorum.model.value import Count

OWN = b"""
codebook: own
slots: {deaths: {slot: killed, policy: ibc}}
columns: [{name: who, take: event.id}, {name: n, take: deaths.best}]
"""


def table(record: Record, name: str, codebook: str | Path | None = None) -> list[dict[str, str]]:
    data = b"".join(export_record(record, name, codebook)).decode()
    return list(csv.DictReader(io.StringIO(data, newline="")))


def test_a_claim_says_its_source_cue_words_offsets_address_and_hash() -> None:
    rows = table(full(), "csv")
    first, text = rows[0], full().reports[0].text
    assert len(rows) == 6
    assert unguard(first["source"]) == NASTY
    assert (first["cue"], first["quote"]) == ("said", "two")
    assert text[int(first["start"]) : int(first["end"])] == first["quote"]
    assert first["address"] == full().reports[0].url
    assert first["retrieved"] == "2024-05-08T10:00:00Z"
    assert len(first["sha256"]) == 64
    assert first["variorum"] == "9.9"
    assert [row["preferred"] for row in rows[:2]] == ["false", "true"]
    assert rows[2]["source"] == "Tarn Post"  # an empty chain: the outlet says it itself


def test_ged_has_low_best_and_high_under_its_own_policy() -> None:
    (row,) = table(full(), "ged")
    assert (row["low"], row["best"], row["high"], row["deaths_unknown"]) == ("2", "2", "5", "2")
    assert (row["date_start"], row["date_prec"], row["where_prec"]) == ("2024-05-06", "1", "1")
    assert (row["latitude"], row["longitude"], row["geom_wkt"]) == ("-60.5", "5.25", "POINT (5.25 -60.5)")
    assert row["country"] == "Norway"
    assert unguard(row["side_a"]) == NASTY
    assert len(row) == 49


def test_acled_has_one_cautious_number() -> None:
    (row,) = table(full(), "acled")
    assert (row["fatalities"], row["iso"], row["time_precision"], row["geo_precision"]) == (
        "2",
        "578",
        "1",
        "1",
    )
    assert row["event_type"] == ""
    assert len(row) == 31


def test_what_is_not_known_is_empty_and_never_zero() -> None:
    (row,) = table(full(NOWHERE), "acled")
    assert (row["latitude"], row["longitude"], row["country"]) == ("", "", "")
    assert row["location"] == "Tarn"
    assert (row["disorder_type"], row["event_type"]) == ("", "")  # an attack may be a robbery
    assert table(bare(), "acled") == []  # without a day it is in no year
    assert table(bare(), "ged") == []  # nobody is said to have died


@pytest.mark.parametrize("name", ["csv", "ged", "acled"])
def test_an_empty_record_gives_the_header_alone(name: str) -> None:
    data = b"".join(export_record(EMPTY, name))
    assert data.count(b"\r\n") == 1


def test_an_event_that_is_only_denied_is_no_row() -> None:
    record = full()
    denied = entry("type", reading(record.claims[5].value, against=("c6",)), preferred=None)
    record = msgspec.structs.replace(record, entries=(*record.entries[:-1], denied))
    assert table(record, "ged") == []


def test_a_superseded_number_is_in_no_table() -> None:
    record = full()
    killed = entry("killed", reading(TWO, "c1", superseded_by=1), reading(FIVE, "c2"), preferred=1)
    record = msgspec.structs.replace(record, entries=(record.entries[0], killed, *record.entries[2:]))
    (row,) = table(record, "ged")
    assert (row["low"], row["best"], row["high"]) == ("5", "5", "5")


def test_a_part_is_not_counted_beside_its_whole() -> None:
    record = full()
    part = msgspec.structs.replace(record.events[0], id="e2", part_of="e1")
    record = msgspec.structs.replace(record, events=(*record.events, part))
    assert [row["event_id_cnty"] for row in table(record, "acled")] == ["e1"]


def test_a_team_brings_its_own_codebook(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_bytes(OWN)
    assert table(full(), "table", own) == [{"who": "e1", "n": "2"}]


def test_norway_is_a_country_in_a_codebook_and_no_truth_value() -> None:
    codes = OWN.replace(b"take: event.id", b"take: event.id, map: {NO: 385, on: off}")
    assert read_codebook(codes).columns[0].map == {"NO": 385, "on": "off"}


@pytest.mark.parametrize(
    ("before", "after", "code", "named"),
    [
        (b"deaths.best", b"kiled.best", "E503", "'kiled'"),
        (b"slot: killed", b"slot: kiled", "E503", "'kiled'"),
        (b"deaths.best", b"deaths.bst", "E504", "'bst'"),
        (b"event.id", b"event.name", "E504", "'name'"),
        (b"event.id", b"type.event_type", "E504", "'event_type'"),
        (b"columns", b"rows: {types: [battle]}\ncolumns", "E505", "'battle'"),
        (b"policy: ibc", b"policy: best", "E506", "'best'"),
        (b"name: who", b"name: n", "E502", "'n'"),
        (b", take: event.id", b"", "E502", "exactly one"),
        (b"codebook: own", b"", "E502", "codebook"),
        (b"codebook: own", b"code: [", "E502", "line"),
        (b"codebook: own", b"\x00\xff", "E502", ""),
    ],
)
def test_a_codebook_that_does_not_fit_is_a_clear_error(
    before: bytes, after: bytes, code: str, named: str
) -> None:
    with pytest.raises(ExportError, match=code) as caught:
        read_codebook(OWN.replace(before, after), where="own.yaml")
    assert named in str(caught.value)
    assert "own.yaml" in str(caught.value)


def test_nothing_is_written_before_codebook_and_record_are_checked(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_bytes(OWN.replace(b"deaths.best", b"kiled.best"))
    with pytest.raises(ExportError, match="E503"):
        export_record(full(), "table", bad)
    with pytest.raises(ExportError, match="E502"):
        export_record(full(), "table", tmp_path / "none.yaml")
    torn = msgspec.structs.replace(full(), voices=())
    for name in FORMATS.keys() - {"jsonl", "table"}:
        with pytest.raises(ExportError, match="E507"):
            export_record(torn, name)


def test_a_place_off_the_earth_is_refused() -> None:
    wrong = msgspec.structs.replace(NOWHERE, lat=float("nan"), lon=1.0)
    with pytest.raises(ExportError, match="E507"):
        export_record(full(wrong), "csv")


def test_an_unknown_format_and_a_codebook_out_of_place_are_named() -> None:
    with pytest.raises(ExportError, match=r"E501.*did you mean parquet\?"):
        export_record(full(), "parquett")
    with pytest.raises(ExportError, match=r"E501.*ged"):
        export_record(EMPTY, "xls")
    with pytest.raises(ExportError, match="E508"):
        export_record(EMPTY, "csv", "ged")
    with pytest.raises(ExportError, match="E508"):
        export_record(EMPTY, "table")


def test_every_part_that_a_codebook_may_take_can_be_filled() -> None:
    assert set(EVENT_PARTS) == set(EVENT_CELLS)
    assert set(PLACE_CELLS) <= set(PARTS["place"])
    assert set(TIME_CELLS) <= set(PARTS["time"])
    for shape, slot in {
        "count": "killed",
        "time": "time",
        "place": "place",
        "actor": "agent",
        "text": "cause",
    }.items():
        lines = [f"- {{name: {part}, take: {slot}.{part}}}" for part in PARTS[shape]]
        codebook = read_codebook("\n".join(["codebook: all", "columns:", *lines]).encode())
        assert len(b"".join(export_record(full(), "table", codebook)).splitlines()) >= 2


def test_every_shipped_column_is_filled_or_says_why_not() -> None:
    for name in ("ged", "acled"):
        for column in load_codebook(name).columns:
            assert column.empty is None or len(column.empty) > 10


def test_what_a_person_decided_stands_in_every_table_whatever_the_policy() -> None:
    record = full()
    three = reading(Count(low=3, high=3, unit="person"), reports=0, origins=0, terminal_sources=0)
    cells = tuple(
        msgspec.structs.replace(e, readings=(*e.readings, three), preferred=2) if e.slot == "killed" else e
        for e in record.entries
    )
    decided = msgspec.structs.replace(record, entries=cells)
    for name, column in (("ged", "best"), ("acled", "fatalities")):
        assert [row[column] for row in table(decided, name)] == ["3"]
