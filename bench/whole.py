"""Hold the whole way to stories written by hand: from the text of the reports to the entries of the record.

    python bench/whole.py tests/gold/stories/seen               the figures
    python bench/whole.py tests/gold/stories/seen --show        each entry asked for beside what was made
    python bench/whole.py tests/gold/stories/seen --keep SPLIT  keep the figures in bench/results/whole.json
    python bench/whole.py tests/gold/stories --page docs/quality.md   both halves, as the page of the docs

The README beside the stories says what one looks like. An entry is right where the preferred value, the
status and the terminal sources are; unnamed sources count only where a story names no other. An event of a
story is the record's main event of the reports that are said to be about it; any other is the one of its
type that holds most of the values asked for.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

sys.path.insert(0, str(Path(__file__).parent))
from lines import Row, keep_result
from variorum import pipeline
from variorum.clean import make_report
from variorum.model.record import Entry, Reading, Record
from variorum.model.report import Document
from variorum.reconcile import scene_of
from variorum.reconcile.witnesses import Witnesses
from variorum.settings import Settings
from whole_values import are_same_words, is_value

HALVES = ("seen", "more", "third", "fourth", "fifth", "sixth", "seventh", "unseen")
CAUSES = {
    "no such event": "the happening is not told apart, or is no event of the record",
    "nothing": "the event is there, the cell is empty",
    "value": "another value is preferred",
    "sources": "the value is right, its terminal sources are not",
    "status": "value and sources are right, the status is not",
}
# Types that the ontology lacks, and the nearest that it has (README, convention 7).
NEAREST = {"strike", "election", "outbreak", "protest", "statement", "disaster"}


class Asked(NamedTuple):
    """One entry asked for, beside what the record holds, and whether each part of it is right."""

    wanted: Row
    made: str
    value: bool
    status: bool
    sources: bool

    @property
    def right(self) -> bool:
        """Whether value, status and terminal sources are all right."""
        return self.value and self.status and self.sources

    @property
    def cause(self) -> str | None:
        """Why it is wrong, None where it is right."""
        if self.right:
            return None
        if self.made in CAUSES:
            return self.made
        return "value" if not self.value else "status" if self.sources else "sources"


def read_record(story: Mapping[str, Any], settings: Settings) -> Record:
    """Make the record of the reports of one story."""
    reports = []
    for row in story["reports"]:
        given = {"date": row["published"], **{k: v for k, v in row.items() if k != "published"}}
        document = Document(json.dumps(given, sort_keys=True).encode(), row["id"], "application/json", given)
        reports.append(make_report(document, f"{row['published']}T12:00:00+00:00", settings))
    analyses = {report.id: pipeline.analyse(report, settings) for report in reports}
    return pipeline.build_record(reports, analyses, settings)


class Matching:
    """One story's record, and which of its events answers to which of the story's."""

    def __init__(self, story: Mapping[str, Any], record: Record) -> None:
        self.story, self.record = story, record
        self._witnesses = Witnesses(scene_of(record))
        self._claims = {claim.id: claim for claim in record.claims}
        self._names = {p.id: p.name for p in record.participants}
        self._spans = {r.id: r.text for r in record.reports}
        self.events = self._match_events()

    def _match_events(self) -> dict[str, str]:
        main = {report.id: report.main_event for report in self.record.reports}
        found: dict[str, str] = {}
        for event in self.story["events"]:
            votes = Counter(e for r in event["main_of"] if (e := main.get(r)) and e not in found.values())
            if votes:
                found[event["key"]] = min(votes, key=lambda e: (-votes[e], e))
        for event in self.story["events"]:
            if event["key"] not in found:
                best = self._best_other(event, set(found.values()))
                if best is not None:
                    found[event["key"]] = best
        return found

    def _best_other(self, event: Row, taken: set[str]) -> str | None:
        wanted = [e for e in self.story["entries"] if e["event"] == event["key"]]
        scores = []
        for other in self.record.events:
            fits = other.type == event["type"] or {other.type, event["type"]} <= NEAREST
            held = sum(any(self._holds(e, w) for e in self._cells(other.id, w)) for w in wanted)
            if other.id not in taken and (held or fits):
                scores.append((-held, not fits, other.id))
        return min(scores)[2] if scores else None

    def _cells(self, event: str, wanted: Row) -> list[Entry]:
        return [
            entry
            for entry in self.record.entries
            if entry.event == event and entry.slot == wanted["slot"] and self._is_of(entry.of, wanted["of"])
        ]

    def _is_of(self, of: str | None, words: str | None) -> bool:
        if of is None or words is None:
            return of is None and words is None
        return bool(are_same_words(self._names.get(of, ""), words))

    def _holds(self, entry: Entry, wanted: Row) -> bool:
        reading = _preferred(entry)
        return bool(reading is not None and is_value(reading.value, wanted["value"]))

    def ask(self, wanted: Row) -> Asked:
        """Look up one entry asked for; where several participants fit the words, the best of their cells."""
        event = self.events.get(wanted["event"])
        answers = [self._answer(entry, wanted) for entry in self._cells(event, wanted)] if event else []
        blank = Asked(wanted, "nothing" if event else "no such event", False, False, False)
        return max(answers, key=lambda a: (a.right, a.value, a.status, a.sources), default=blank)

    def _answer(self, entry: Entry, wanted: Row) -> Asked:
        reading = _preferred(entry)
        sources = self._terminal_sources(reading) if reading else {}
        asked = wanted["terminal_sources"]
        named = [name for name, anonymous in sources.items() if not anonymous] or list(sources)
        value = self._holds(entry, wanted) or (reading is None and wanted["value"] is None)
        made = f"{_say(entry)} on {', '.join(sorted(sources)) or 'nobody'}"
        return Asked(wanted, made, value, entry.status == wanted["status"], _same_sets(asked, named))

    def _terminal_sources(self, reading: Reading) -> dict[str, bool]:
        found: dict[str, bool] = {}
        for claim in (self._claims[c] for c in reading.claims):
            source = self._witnesses.terminal(claim)
            found[self._witnesses.name(source)] = source.anonymous
        return found

    def holds_absent(self, absent: Row) -> bool:
        """Say whether the record holds, in any reading, what it must not."""
        event = self.events.get(absent["event"])
        return any(
            is_value(reading.value, absent["value"])
            for entry in self.record.entries
            if entry.event == event and entry.slot == absent["slot"]
            for reading in entry.readings
            if reading.claims
        )

    def main_events(self) -> tuple[int, int]:
        """Return how many reports have the main event that the story gives them, of how many."""
        given = [(report, e["key"]) for e in self.story["events"] for report in e["main_of"]]
        main = {report.id: report.main_event for report in self.record.reports}
        return sum(main.get(r) is not None and main[r] == self.events.get(key) for r, key in given), len(
            given
        )


def _preferred(entry: Entry) -> Reading | None:
    return None if entry.preferred is None else entry.readings[entry.preferred]


def _say(entry: Entry) -> str:
    values = []
    for number, reading in enumerate(entry.readings):
        plain = {k: v for k, v in plain_value(reading.value).items() if v is not None}
        values.append(("*" if number == entry.preferred else "") + json.dumps(plain, ensure_ascii=False))
    return f"{entry.status}: {' / '.join(values)}"


def plain_value(value: object) -> Row:
    """Return the parts of a value that say what it is, by name."""
    kept = ("low", "high", "qualifier", "start", "end", "name", "country", "text")
    return {name: getattr(value, name) for name in kept if hasattr(value, name)}


def _same_sets(asked: Sequence[str], made: Iterable[str]) -> bool:
    left = list(made)
    for name in asked:
        match = next((m for m in left if are_same_words(m, name)), None)
        if match is None:
            return False
        left.remove(match)
    return not left


def stories_of(folder: Path, numbered: str | None) -> list[Path]:
    """Return the stories of a folder, or those whose number is odd or even ("a03-..." is odd)."""
    paths = sorted(folder.glob("*.yaml"))
    if numbered is None:
        return paths
    return [p for p in paths if (_number(p) % 2 == 1) == (numbered == "odd")]


def _number(path: Path) -> int:
    found = re.match(r"[a-z]?(\d{2})-", path.name)
    if found is None:
        raise ValueError(f"{path.name} has no number in front: leave out --numbered for this folder")
    return int(found[1])


def score(
    folder: Path, settings: Settings, numbered: str | None = None
) -> tuple[Row, list[tuple[str, Asked]], list[tuple[str, Row]]]:
    """Read every story of a folder; return the figures, the entries asked for and what must not be there."""
    answers: list[tuple[str, Asked]] = []
    invented: list[tuple[str, Row]] = []
    main, mains, absent = 0, 0, 0
    for path in stories_of(folder, numbered):
        story = yaml.safe_load(path.read_text(encoding="utf-8"))
        matching = Matching(story, read_record(story, settings))
        answers += [(story["name"], matching.ask(wanted)) for wanted in story["entries"]]
        absent += len(story["absent"])
        invented += [(story["name"], a) for a in story["absent"] if matching.holds_absent(a)]
        right, of = matching.main_events()
        main, mains = main + right, mains + of
    asked = [answer for _, answer in answers]
    figures = {
        "entries": len(asked),
        "entries right": _share(a.right for a in asked),
        "values": _share(a.value for a in asked),
        "values and statuses": _share(a.value and a.status for a in asked),
        "values and sources": _share(a.value and a.sources for a in asked),
        "not invented": round(1 - len(invented) / max(1, absent), 3),
        "main events": round(main / max(1, mains), 3),
    }
    return figures, answers, invented


def _share(flags: Iterable[bool]) -> float:
    given = list(flags)
    return round(sum(given) / max(1, len(given)), 3)


def show(answers: Iterable[tuple[str, Asked]], invented: Iterable[tuple[str, Row]]) -> None:
    """Print each entry asked for, with what was made where that is wrong."""
    for story, a in answers:
        marks = "".join("y" if ok else "n" for ok in (a.value, a.status, a.sources))
        wanted = a.wanted
        print(f"{story} {wanted['event']}.{wanted['slot']}({wanted['of'] or ''}) [{marks}]")
        if not a.right:
            print(
                f"    asked {wanted['status']}: {wanted['value']} on {', '.join(wanted['terminal_sources'])}"
            )
            print(f"    made  {a.made}")
    for story, row in invented:
        print(f"{story}: INVENTED {row['event']}.{row['slot']} {row['value']} ({row['why']})")


def main() -> None:
    plain = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=plain)
    parser.add_argument("folder", type=Path, help="a folder of stories")
    parser.add_argument("--show", action="store_true", help="print each entry beside what was made")
    parser.add_argument("--numbered", choices=("odd", "even"), help="only the stories with such a number")
    parser.add_argument("--note", help="what to keep beside the figures")
    parser.add_argument("--keep", metavar="SPLIT", help="keep the figures under this name")
    parser.add_argument(
        "--page", type=Path, metavar="FILE", help="score both halves and write them as a page"
    )
    asked = parser.parse_args()
    if asked.page:
        from whole_page import write_page

        write_page(asked.page, {half: score(asked.folder / half, Settings()) for half in HALVES})
        return
    figures, answers, invented = score(asked.folder, Settings(), asked.numbered)
    if asked.show:
        show(answers, invented)
    print(json.dumps(figures))
    if asked.keep:
        command = f"python bench/whole.py tests/gold/stories/{asked.folder.name}"
        row: Row = {
            "command": f"{command} --numbered {asked.numbered}" if asked.numbered else command,
            "split": asked.keep,
        }
        row |= {"machine": "two shared cores", "figures": figures}
        keep_result("whole", [{**row, "note": asked.note} if asked.note else row])


if __name__ == "__main__":
    main()
