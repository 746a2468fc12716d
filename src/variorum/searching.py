"""Finding reports by their words, with the place where the words stand."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from variorum.model.report import Report
from variorum.model.span import Span
from variorum.store import Archive
from variorum.store.words import fold
from variorum.wordforms import Term, read_query

# How much of a report is shown around the first word found, in characters.
_BEFORE, _AFTER = 60, 140
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]{1,200}")
_MOST = 1_000


class Hit(NamedTuple):
    """One report found: who wrote it and when, and a few words with the places of those asked for in them."""

    report: str
    outlet: str | None
    title: str | None
    published: str | None
    words: str
    marks: tuple[Span, ...]


class Found(NamedTuple):
    """The best hits for some words, and in how many reports they stand; `is_empty` where none was asked."""

    hits: tuple[Hit, ...]
    total: int
    is_empty: bool = False


def find(archive: Archive, words: str, most: int = 20) -> Found:
    """Find the reports in which all the words stand in any form, the best first; no query fails."""
    wanted = read_query(words)
    matches = archive.words.find_forms(wanted, max(0, min(most, _MOST)))
    reports = (archive.get_report(id_) for id_ in matches.reports)
    return Found(
        tuple(_show(report, wanted) for report in reports if report is not None), matches.total, not wanted
    )


def _show(report: Report, wanted: Sequence[Term]) -> Hit:
    places = [
        m.span()
        for m in _WORD.finditer(report.text)
        if any(term.fits(word) for word in fold(m[0]) for term in wanted)
    ]
    first = places[0][0] if places else 0
    start = max(0, first - _BEFORE)
    if start:
        start = next((m.end() for m in _SPACE.finditer(report.text, start, first)), start)
    end = min(len(report.text), first + _AFTER)
    marks = tuple(Span(a - start, b - start) for a, b in places if a >= start and b <= end)
    # One character for one: the marks are places in these words.
    shown = "".join(" " if c.isspace() else c for c in report.text[start:end])
    return Hit(report.id, report.outlet, report.title, report.published, shown, marks)
