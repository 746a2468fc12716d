"""Fault 13, the ingest part: the same bytes give the same documents and the same ids, in whatever order."""

from pathlib import Path

from tests.faults.reading import NOW, SMALL, read
from variorum.clean import make_report


def test_same_bytes_same_ids_whatever_the_order(tmp_path: Path) -> None:
    for n in range(5):
        (tmp_path / f"{n}.txt").write_text(f"date 2024-05-0{n + 1} The river rose {n} cm on Monday.")
    names = sorted(tmp_path.iterdir())
    first = {make_report(d, NOW, SMALL).id for d in read(*names)[0]}
    again = {make_report(d, "2027-01-01T00:00:00+00:00", SMALL).id for d in read(*reversed(names))[0]}
    assert first == again
    assert len(first) == 5
