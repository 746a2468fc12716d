"""Why tellings are one event: the evidence of every join, in words and figures."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import variorum
from variorum.data import load_yaml
from variorum.opened import OpenRecord

REPORTS = [
    {
        "id": "a",
        "date": "2025-03-04",
        "outlet": "Harbour Post",
        "title": "Two killed in Oakley shooting",
        "text": "Two people were killed in a shooting in Oakley on Monday, police said.",
    },
    {
        "id": "b",
        "date": "2025-03-04",
        "outlet": "Valley Tribune",
        "title": "Gunfire kills two in Oakley",
        "text": "A gunman shot two people dead in Oakley on Monday, the sheriff said.",
    },
]


def record_of(folder: Path, reports: Sequence[Mapping[str, str]]) -> OpenRecord:
    """Add reports to a record of their own."""
    lines = folder / "reports.jsonl"
    lines.write_text("".join(json.dumps(report) + "\n" for report in reports), encoding="utf-8")
    return variorum.add(lines, record=folder / "r.db")


def mains_of(record: OpenRecord) -> set[str | None]:
    """Return the main events of all reports."""
    return {report.line.main_event for report in record.reports}


def test_an_event_says_what_joined_its_tellings(tmp_path: Path) -> None:
    record = record_of(tmp_path, REPORTS)
    ids = mains_of(record)
    assert len(ids) == 1
    joins = variorum.why(record, str(ids.pop()))
    assert [(join.report, join.other_report) for join in joins] == [("a", "b")]
    assert dict(joins[0].reasons)["the same day"] > 0
    assert joins[0].probability > 0.5
    assert abs(sum(weight for _, weight in joins[0].reasons) - joins[0].odds) < 0.05


def test_every_sort_of_evidence_has_words() -> None:
    assert set(load_yaml("events/linking.yaml")["weights"]) <= set(load_yaml("link/evidence.yaml"))


def test_a_report_that_tells_only_the_dead_tells_of_the_disaster_of_its_story(tmp_path: Path) -> None:
    told = [
        {
            "id": "a",
            "date": "2025-03-04",
            "outlet": "Oakley Herald",
            "title": "Landslide buries houses in Quellberg",
            "text": "A landslide buried nine houses in Quellberg on Monday, the Quellberg fire brigade said. "
            "Rescuers with dogs searched the mud of the Quellberg slope for survivors.",
        },
        {
            "id": "b",
            "date": "2025-03-04",
            "outlet": "Valley Tribune",
            "title": "Seven dead in Quellberg",
            "text": "Seven people were killed in Quellberg on Monday, the Quellberg fire brigade said. "
            "Rescuers with dogs searched the mud of the Quellberg slope.",
        },
    ]
    assert len(mains_of(record_of(tmp_path, told))) == 1


def test_two_towns_with_as_many_dead_on_one_day_stay_two_events(tmp_path: Path) -> None:
    told = [
        {
            "id": "a",
            "date": "2024-06-11",
            "outlet": "Tigris Wire",
            "title": "Market bomb kills 12 in Mosul",
            "text": "A bomb killed 12 people and wounded 30 at a market in Mosul on Monday, police said.",
        },
        {
            "id": "b",
            "date": "2024-06-11",
            "outlet": "Zagros News",
            "title": "Blast in Basra leaves 12 dead",
            "text": "An explosion killed 12 people and wounded 31 at a bus station in Basra on Monday.",
        },
    ]
    assert len(mains_of(record_of(tmp_path, told))) == 2
