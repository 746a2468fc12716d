"""Fault 14: two reports that differ in one number alone are two reports, a copy edge, and two readings."""

import json
from pathlib import Path

import variorum as v
from tests.faults.reading import report_of
from variorum.settings import Settings

TEXT = """{0} people were killed when an earthquake struck Zar on Monday, officials said.

More than 200 were injured when the quake brought down houses of clay in a dozen villages around the town.

Tents and water are being dropped from aircraft, and a field hospital is to open in Qarn on Wednesday."""


def test_a_number_makes_another_report() -> None:
    assert report_of(TEXT.format(57)).id != report_of(TEXT.format(58)).id


def test_both_numbers_stand_in_the_record_and_one_report_copies_the_other(tmp_path: Path) -> None:
    rows = [
        {"outlet": outlet, "date": f"2024-08-0{day}", "text": TEXT.format(number)}
        for outlet, day, number in (("Norwire", 6, 57), ("Zar Times", 7, 58))
    ]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    record = v.add(tmp_path / "a.jsonl", settings=Settings(attribution="rules"))
    assert len(record.lines.reports) == 2
    assert sum(line.copy_of is not None for line in record.lines.reports) == 1
    killed = {
        getattr(reading.value, "low", None)
        for entry in record.lines.entries
        if entry.slot == "killed"
        for reading in entry.readings
    }
    assert {57, 58} <= killed
