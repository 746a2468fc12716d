"""Read real stories of several reports beside the one record made of them: sheets, and what readers found.

    python bench/gathered.py sheets ../shared/data SHEETS             one page a story: its reports, its cells
    python bench/gathered.py sheets ../shared/data SHEETS --salt b    24 others
    python bench/gathered.py tally SHEETS VERDICTS...                 readings right, doubles, causes

Fourteen incidents with three to five reports and ten topics of ECB+ with six, all from the training splits:
those whose hashed ids come first behind `--salt`. `bench/reading.py` judges reports one by one; here every
reading of every cell of a story's main events is judged, and of events that two reports tell. A file of
verdicts has one line a story: `{"story": ..., "wrong": {"3": "cause"}, "cells": [...], "doubles": [[3, 5]],
"events": [...], "missing": [...]}`: readings that are wrong; cells whose status or preferred value is;
readings that are one and the same; happenings joined or parted wrongly; what the main event lacks. The sheets
hold the reports' own words and stay outside the repository.
"""

import argparse
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from lines import Row, keep_result, read_lines
from reading import ranked, stem_of
from variorum import pipeline
from variorum.clean import make_report
from variorum.model.record import Claim, Entry, Reading, Record
from variorum.model.report import Document
from variorum.settings import Settings
from whole import plain_value

INCIDENTS, TOPICS = 14, 10
FEWEST, MOST, LONGEST = 3, 5, 600  # reports of an incident, and words of each
OF_TOPIC = 6  # reports of a topic, the earliest


def choose(data: Path, salt: str) -> Iterator[tuple[str, list[Row]]]:
    """Yield the stories, each with its reports: incidents first, then topics."""

    def order(name: str) -> str:
        return hashlib.sha256((salt + name).encode()).hexdigest()

    reports = {row["id"]: row for row in read_lines(data / "incidents/reports-train.jsonl.gz")}
    incidents = [r for r in read_lines(data / "incidents/records-train.jsonl.gz") if len(r["docs"]) >= FEWEST]
    found = 0
    for incident in sorted(incidents, key=lambda r: order(r["incident"])):
        told = [reports[d] for d in incident["docs"] if d in reports]
        told = [row for row in told if 60 <= len(row["text"].split()) <= LONGEST][:MOST]
        if len(told) >= FEWEST and found < INCIDENTS:
            found += 1
            yield f"incident {incident['incident']}", told
    topics: defaultdict[str, list[Row]] = defaultdict(list)
    for row in read_lines(data / "coreference/ecbplus-train-reports.jsonl.gz"):
        topics[row["id"].split("_")[0] + ("plus" if "plus" in row["id"] else "")].append(row)
    for topic in sorted(topics, key=order)[:TOPICS]:
        yield f"topic {topic}", sorted(topics[topic], key=lambda r: (r.get("date") or "", r["id"]))[:OF_TOPIC]


def read(rows: Sequence[Row], settings: Settings) -> Record:
    """Make the record of one story's reports."""
    reports = []
    for row in rows:
        given = {k: row.get(k) for k in ("id", "date", "outlet", "title", "text") if row.get(k)}
        document = Document(json.dumps(given, sort_keys=True).encode(), row["id"], "application/json", given)
        reports.append(make_report(document, "2026-01-01T12:00:00+00:00", settings))
    analyses = {report.id: pipeline.analyse(report, settings) for report in reports}
    return pipeline.build_record(reports, analyses, settings)


class Sheet:
    """The page that a reader is given: the reports, then each event with its cells and numbered readings."""

    def __init__(self, story: str, record: Record) -> None:
        self.record = record
        self.lines = [f"# {story}", ""]
        self.number = 0
        ordered = sorted(record.reports, key=lambda r: (r.published or "", r.id))
        self.short = {report.id: f"R{n}" for n, report in enumerate(ordered, start=1)}
        self.texts = {report.id: report.text for report in ordered}
        self.claims = {claim.id: claim for claim in record.claims}
        self.people = {p.id: p.name for p in record.participants}
        self.voices = {v.id: v.name for v in record.voices}
        for report in ordered:
            copied = f"; copy of {self.short[report.copy_of]}" if report.copy_of else ""
            told = f"published {report.published}; outlet {report.outlet}{copied}"
            self.lines += [f"=== {self.short[report.id]} {told}", "", report.text, ""]

    def write(self) -> str:
        """Return the page."""
        mains = {report.main_event for report in self.record.reports}
        tellers: defaultdict[str, set[str]] = defaultdict(set)
        for claim in self.record.claims:
            tellers[claim.event].add(claim.report)
        told = [e for e in self.record.events if e.id in mains or len(tellers[e.id]) > 1]
        for event in sorted(told, key=lambda e: (e.id not in mains, -len(tellers[e.id]), e.id)):
            of = [self.short[r.id] for r in self.record.reports if r.main_event == event.id]
            main = f" MAIN EVENT of {', '.join(of)}" if of else ""
            self.lines.append(f"## {event.type}: {event.label}{main}")
            for entry in (e for e in self.record.entries if e.event == event.id):
                self._add(entry)
        return "\n".join(self.lines) + "\n"

    def _add(self, entry: Entry) -> None:
        of = f" of {self.people.get(entry.of, entry.of)}" if entry.of else ""
        self.lines.append(f"-- {entry.slot}{of}: {entry.status}")
        for index, reading in enumerate(entry.readings):
            self.number += 1
            value = {k: v for k, v in plain_value(reading.value).items() if v is not None}
            said = f"[{self.number}] {json.dumps(value, ensure_ascii=False, default=str)}"
            notes = self._notes(reading, is_preferred=entry.preferred == index)
            givers = "; ".join(self._say(self.claims[c]) for c in (*reading.claims, *reading.against)[:6])
            self.lines.append(f"{said} {notes} | {givers}")

    def _notes(self, reading: Reading, *, is_preferred: bool) -> str:
        modality = {self.claims[c].modality for c in reading.claims} - {"asserted"}
        notes = [*sorted(modality), *(["PREFERRED"] if is_preferred else [])]
        notes += ["superseded"] if reading.superseded_by is not None else []
        notes += [f"denied by {len(reading.against)}"] if reading.against else []
        return ", ".join([*notes, *([f"derived {reading.derived}"] if reading.derived else [])])

    def _say(self, claim: Claim) -> str:
        chain = ">".join(self.voices[link.voice] for link in claim.chain) or "outlet"
        words = " ".join(self.texts[claim.report][claim.start : claim.end].split())[:70]
        return f'{self.short[claim.report]} {chain} "{words}"'


def tally(sheets: Path, readings: Sequence[Path]) -> list[Row]:
    """Count what the readers found, all their files together."""
    verdicts = {row["story"]: row for path in readings for row in read_lines(path)}
    pages = {name: (sheets / f"{stem_of(name)}.md").read_text(encoding="utf-8") for name in verdicts}
    count = sum(len(re.findall(r"^\[\d+\]", page, re.MULTILINE)) for page in pages.values())
    cells = sum(len(re.findall(r"^-- ", page, re.MULTILINE)) for page in pages.values())
    causes = Counter(cause for row in verdicts.values() for cause in row["wrong"].values())
    figures = {
        "stories": len(verdicts),
        "readings": count,
        "right": round(1 - sum(causes.values()) / max(1, count), 3),
        "cells": cells,
        "cells misjudged": sum(len(row["cells"]) for row in verdicts.values()),
        "doubles": sum(len(row["doubles"]) for row in verdicts.values()),
        "joined or parted wrongly": sum(len(row["events"]) for row in verdicts.values()),
        "missing": sum(len(row["missing"]) for row in verdicts.values()),
    }
    command = "python bench/gathered.py tally"
    return [{"command": command, "split": "", "figures": figures, "note": f"wrong: {ranked(causes)}."}]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["sheets", "tally"])
    parser.add_argument("where", type=Path, help="the data, or for tally the folder of sheets")
    parser.add_argument("more", type=Path, nargs="*", help="the folder to write to, or the verdicts")
    parser.add_argument("--salt", default="rec1", help="which stories come first")
    parser.add_argument("--keep", metavar="NAME", help="keep the figures under this name")
    asked = parser.parse_args()
    if asked.what == "sheets":
        asked.more[0].mkdir(parents=True, exist_ok=True)
        for story, rows in choose(asked.where, asked.salt):
            page = Sheet(story, read(rows, Settings())).write()
            (asked.more[0] / f"{stem_of(story)}.md").write_text(page, encoding="utf-8")
            print(story, len(rows), flush=True)
        return
    made = tally(asked.where, asked.more)
    for row in made:
        print(row["figures"], row["note"])
    if asked.keep:
        keep_result("gathered", [{**row, "split": asked.keep, "machine": "two cores"} for row in made])


if __name__ == "__main__":
    main()
