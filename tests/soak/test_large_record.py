"""What docs/reliability.md says of a large record, by the processor's clock: others may use the machine."""

import statistics
import time
from pathlib import Path

import pytest

from shorts import tell
from store import fill
from variorum import adding
from variorum.checking import check_archive
from variorum.functions import show
from variorum.opened import OpenRecord
from variorum.settings import Settings
from variorum.store import Archive

REPORTS = 10_000


@pytest.mark.slow
def test_one_report_more_and_one_event_cost_little_in_a_large_record(tmp_path: Path) -> None:
    with Archive(tmp_path / "large.db") as archive:
        fill(archive, REPORTS)
        record = OpenRecord(archive, Settings())
        events = [key for _, key in archive.lines.ids_like(("event",), "e-", 60)]
        assert statistics.median(milliseconds(lambda e=e: show(record, e)) for e in events) < 50
        took = []
        for number in range(10):
            item = tell(10_000_000 + number // 2)[number % 2]

            def add(item: object = item) -> None:
                archive.put_reports([item], adding.made_by(Settings()))  # type: ignore[list-item]
                adding.refresh(archive, Settings(), new=[item.report.id])  # type: ignore[attr-defined]

            took.append(milliseconds(add))
        assert statistics.median(took) < 200
        assert (archive.get_note("made_from") or "").endswith(adding.NEAR)
        assert check_archive(archive).faults == ()


def milliseconds(work) -> float:  # type: ignore[no-untyped-def]
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000
