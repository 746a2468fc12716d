"""Measure the store: how large a record is, and how long it takes to add one report and to show one event.

    python bench/store.py --reports 100000 --record /tmp/large.db
    python bench/store.py --record /tmp/large.db        measure one that is there already

The reports are short and made for it (bench/shorts.py), four tell of one happening, and their analyses come
with them, so that nothing but the store and the linking is measured. The record is filled in parts of 2,000
reports, each linked by itself: linking all at once is another measurement.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from shorts import TELLINGS, make_shorts, tell
from variorum import adding, pipeline
from variorum.functions import search, show
from variorum.opened import OpenRecord
from variorum.settings import Settings
from variorum.store import Archive
from variorum.store.connect import writing
from variorum.store.schema import line
from variorum.store.sealing import line_row, lines_of

PART = 2000


def fill(archive: Archive, reports: int) -> None:
    """Put reports and the lines made from them into an empty record."""
    for first in range(0, reports // TELLINGS, PART // TELLINGS):
        items = list(make_shorts(min(PART, reports) // TELLINGS, first=first))
        archive.put_reports(items, adding.made_by(Settings()))
        read = {item.report.id: item.analysis for item in items}
        made = pipeline.build_record([item.report for item in items], read, Settings())
        with writing(archive.engine) as connection:
            connection.execute(line.insert(), [line_row(each) for each in lines_of(made)])
        print(f"{(first * TELLINGS) + len(items):,} reports", flush=True)
    adding.note_current(archive, Settings())


def timed(work: Callable[[int], object], times: int) -> dict[str, float]:
    """Run work several times; return the median and the longest time in milliseconds."""
    took = []
    for number in range(times):
        begun = time.perf_counter()
        work(number)
        took.append((time.perf_counter() - begun) * 1000)
    return {"median": round(statistics.median(took), 1), "longest": round(max(took), 1)}


def measure(archive: Archive) -> dict[str, object]:
    """Measure a filled record."""
    count = archive.count_reports()
    record = OpenRecord(archive, Settings())
    events = [key for _, key in archive.lines.ids_like(("event",), "e-", 200)]
    size = sum(p.stat().st_size for p in Path(archive.address).parent.glob(f"{Path(archive.address).name}*"))
    beyond = 10_000_000 + int(time.time())  # happenings that are not in it yet, or half of them

    def add_one(number: int) -> None:
        item = tell(beyond + number // 2)[number % 2]
        archive.put_reports([item], adding.made_by(Settings()))
        adding.refresh(archive, Settings(), new=[item.report.id])

    return {
        "reports": count,
        "bytes per report": round(size / count),
        "show an event, ms": timed(lambda n: show(record, events[n * 7 % len(events)]), 50),
        "search, ms": timed(lambda n: search(record, f"{['ferry', 'silo', 'mine'][n % 3]} crashed"), 20),
        "add one beyond its analysis, ms": timed(add_one, 20),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=0, help="fill a new record with so many first")
    parser.add_argument("--record", required=True, help="the record: a file or a postgresql:// address")
    asked = parser.parse_args()
    with Archive(asked.record) as archive:
        if asked.reports:
            fill(archive, asked.reports)
        for name, figure in measure(archive).items():
            print(f"{name}: {figure}")


if __name__ == "__main__":
    main()
