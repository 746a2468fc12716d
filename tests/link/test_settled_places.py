"""A name that one report leaves open, and another report of the same happening does not."""

import json
from pathlib import Path

import variorum


def places(folder: Path, *texts: str) -> set[tuple[str | None, int | None]]:
    lines = folder / "reports.jsonl"
    reports = [
        {
            "id": f"r{n}",
            "date": "2025-03-04",
            "outlet": f"Outlet {n}",
            "title": "Flood empties a town",
            "text": t,
        }
        for n, t in enumerate(texts)
    ]
    lines.write_text("".join(json.dumps(report) + "\n" for report in reports), encoding="utf-8")
    record = variorum.add(lines, record=folder / "record.db")
    exported = [json.loads(line) for line in variorum.export(record)]
    values = [c["value"] for c in exported if c["kind"] == "claim" and c["slot"] == "place"]
    return {(v["admin1"], v["geonameid"]) for v in values if v["name"] == "Encarnacion"}


OPEN = "The flood in Encarnacion has displaced 4,150 people, police said on Monday."
CLEAR = "The flood in Encarnacion, Paraguay, has displaced 4,150 people, police said on Monday."


def test_a_name_left_open_is_the_place_that_another_report_of_the_event_means(tmp_path: Path) -> None:
    (tmp_path / "alone").mkdir()
    assert {number for _, number in places(tmp_path / "alone", OPEN)} == {None}
    (tmp_path / "both").mkdir()
    assert len(places(tmp_path / "both", OPEN, CLEAR)) == 1
