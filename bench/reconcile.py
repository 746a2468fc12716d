"""Hold reconciliation to stories written by hand: entries, statuses and counts exactly right.

    python bench/reconcile.py INPUT OUTPUT [--keep SPLIT]

INPUT is a folder of stories (tests/gold/reconcile/seen; the README beside it says what one looks like).
OUTPUT gets one line a day asked about: the story, the day (null for no as-of) and the entries made of its
claims. The figures go to standard output: the share of entries exactly right, with their status, their
counts and all else, an entry too many counting as one wrong; --keep puts them into
bench/results/reconcile.json under the name of a split.

    python bench/reconcile.py tests/gold/reconcile/seen out/seen.jsonl
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import yaml

from lines import Row, keep_result, write_lines
from variorum.model.record import Claim, Entry, Event, Participant, Voice
from variorum.reconcile import ReportNote, Scene, limit_to, reconcile

COUNTS = ("reports", "origins", "terminal_sources", "origins_max", "terminal_sources_max")
Asked = tuple[str | None, list[Row]]


class Story(msgspec.Struct, frozen=True):
    """One story: its claims, their scene, and the entries expected with no as-of and as of days."""

    name: str
    claims: tuple[Claim, ...]
    scene: Scene
    asked: tuple[Asked, ...]


def read_story(path: Path) -> Story:
    """Read one story from YAML."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    claims = tuple(_read_claim(row) for row in data["claims"])
    reports = {
        row["id"]: ReportNote(
            outlet=row["outlet"], published=row["published"], origin=row["origin"], copy_of=row["copy_of"]
        )
        for row in data["reports"]
    }
    scene = Scene(
        voices=tuple(msgspec.convert(row, Voice) for row in _tag(data.get("voices"), "voice")),
        participants=tuple(_read_participant(row) for row in data.get("participants") or ()),
        events=tuple(
            msgspec.convert({**row, "label": row["type"], "story": data["name"]}, Event)
            for row in _tag(data["events"], "event")
        ),
        reports=reports,
        words={row["id"]: row["words"] for row in data["claims"]},
    )
    asked = [(None, data["entries"]), *((past["day"], past["entries"]) for past in data.get("as_of") or ())]
    return Story(data["name"], claims, scene, tuple(asked))


def _tag(rows: Sequence[Row] | None, kind: str) -> list[Row]:
    return [{**row, "kind": kind} for row in rows or ()]


def _read_claim(row: Row) -> Claim:
    plain = {key: value for key, value in row.items() if key != "words"}
    timex = plain["value"].get("timex")
    if timex is not None:
        plain["value"] = {**plain["value"], "timex": str(timex)}
    return msgspec.convert(
        {**plain, "kind": "claim", "start": 0, "end": 0, "sentence": {"start": 0, "end": 0}}, Claim
    )


def _read_participant(row: Row) -> Participant:
    size = row.get("size")
    number = size["low"] if isinstance(size, Mapping) else size
    return msgspec.convert({**row, "kind": "participant", "size": number}, Participant)


def answer(story: Story) -> Iterator[tuple[str | None, list[Row], list[Row]]]:
    """Yield, for each day asked about, the entries expected and the entries made."""
    for day, expected in story.asked:
        claims, scene = (
            (story.claims, story.scene) if day is None else limit_to(story.claims, story.scene, day)
        )
        yield day, expected, [_plain(entry) for entry in reconcile(claims, scene)]


def _plain(entry: Entry) -> Row:
    row: Row = msgspec.to_builtins(entry)
    del row["kind"]
    return row


def score(pairs: Sequence[tuple[list[Row], list[Row]]]) -> dict[str, float | int]:
    """Return the shares of entries that are right in status, in counts, and exactly."""
    right = {"entries": 0, "statuses": 0, "counts": 0}
    total = 0
    for expected, made in pairs:
        wanted, given = _by_cell(expected), _by_cell(made)
        total += len(wanted.keys() | given.keys())
        for cell in wanted.keys() & given.keys():
            one, other = wanted[cell], given[cell]
            right["entries"] += _same(one, other)
            right["statuses"] += one["status"] == other["status"]
            right["counts"] += _counts(one) == _counts(other)
    return {**{name: round(n / total, 4) if total else 0.0 for name, n in right.items()}, "asked": total}


def _by_cell(entries: Sequence[Row]) -> dict[tuple[Any, ...], Row]:
    return {(e["event"], e["slot"], e["of"]): e for e in entries}


def _counts(entry: Row) -> list[tuple[Any, ...]]:
    return [tuple(reading[name] for name in COUNTS) for reading in entry["readings"]]


def _same(one: Row, other: Row) -> bool:
    return bool(_spell(one) == _spell(other))


def _spell(node: Any) -> Any:
    """Return a value with numbers, lists and tuples in one form."""
    if isinstance(node, Mapping):
        return {key: str(value) if key == "timex" else _spell(value) for key, value in node.items()}
    return [_spell(item) for item in node] if isinstance(node, list | tuple) else node


def main(arguments: Sequence[str] | None = None) -> None:
    """Answer a folder of stories and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("input", type=Path, help="a folder of stories")
    parser.add_argument("output", type=Path, help="where the entries go, as JSON Lines")
    parser.add_argument("--keep", metavar="SPLIT", help="keep the figures under this name")
    options = parser.parse_args(arguments)
    stories = [read_story(path) for path in sorted(options.input.glob("*.yaml"))]
    answers = [(story.name, *told) for story in stories for told in answer(story)]
    write_lines(
        options.output, [{"story": name, "day": day, "entries": made} for name, day, _, made in answers]
    )
    figures = score([(expected, made) for _, _, expected, made in answers])
    print(figures)
    if options.keep:
        command = f"python bench/reconcile.py tests/gold/reconcile/{options.input.name} OUTPUT"
        keep_result(
            "reconcile",
            [
                {
                    "command": command,
                    "split": options.keep,
                    "machine": "two shared cores",
                    "figures": figures,
                }
            ],
        )


if __name__ == "__main__":
    main()
