"""Fault 6: a hundred thousand nested tags still give their article; an oversized page is rejected by name."""

import time
from pathlib import Path

from tests.faults.reading import read, report_of

WORDS = (
    "The river Osk rose by two metres on Monday night and two people are missing, the mayor of Tellin said. "
)


def test_deep_nesting_does_not_hide_the_article() -> None:
    page = "<html><body>" + "<div>" * 100_000 + f"<p>{WORDS * 4}</p><p>{WORDS * 3}</p>" + "</div>" * 100_000
    begun = time.monotonic()
    report = report_of(page, "text/html")
    assert report.text.count("The river Osk rose") == 7
    assert time.monotonic() - begun < 20


def test_page_over_the_cap_is_rejected_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<html><body>" + b"<p>Rain fell.</p>" * 100_000)
    assert [r.code for r in read(tmp_path / "a.html")[1]] == ["E111"]
