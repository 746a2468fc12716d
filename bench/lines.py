"""Reading and writing the lines that the benches and scorers share."""

import argparse
import gzip
import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

Row = dict[str, Any]
TODAY = date.today().isoformat()


def make_parser(about: str | None, *files: str) -> argparse.ArgumentParser:
    """Return a parser of a bench's options: `about` as it is written, and the files it is given, in order."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in files:
        parser.add_argument(name)
    return parser


def read_lines(path: str | Path) -> Iterator[Row]:
    """Yield the objects of a `.jsonl` or `.jsonl.gz` file."""
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def write_lines(path: str | Path, rows: Iterable[Row]) -> int:
    """Write objects as JSON Lines and return how many there were."""
    written = 0
    with Path(path).open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            written += 1
    return written


def keep_result(task: str, rows: list[Row]) -> None:
    """Keep rows in `bench/results/TASK.json`, dated; those of the same command and split are replaced."""
    path = Path(__file__).parent / "results" / f"{task}.json"
    path.parent.mkdir(exist_ok=True)
    kept: list[Row] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []
    fresh = {(row["command"], row["split"]) for row in rows}
    kept = [row for row in kept if (row["command"], row["split"]) not in fresh]
    kept += [{**row, "date": TODAY} for row in rows]
    path.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
