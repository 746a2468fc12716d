"""Ids that derive from content, whatever the order of arrival: of events, participants, voices, claims."""

import hashlib
from collections.abc import Mapping, Sequence

from variorum.model.analysis import Analysis
from variorum.model.report import Report

_DIGITS = 16  # hex digits of an id: 64 bits, a clash among a million events has odds of one in 37 million
LAST = "9999"  # reports without a date come after all others


def content_id(prefix: str, *parts: object) -> str:
    """Return an id that says nothing but that its parts are the same.

    >>> content_id("e", "report-1", 20) == content_id("e", "report-1", 20)
    True
    """
    words = "\x1f".join(str(part) for part in parts)
    return f"{prefix}-{hashlib.sha256(words.encode('utf-8', 'surrogatepass')).hexdigest()[:_DIGITS]}"


def in_order(reports: Sequence[Report]) -> list[Report]:
    """Return reports from the earliest published on, those without a date last; ties by id."""
    return sorted(reports, key=lambda r: (r.published or LAST, r.id))


def founding_offset(analyses: Mapping[str, Analysis], report: str, index: int) -> int:
    """Return where a local event is first mentioned in its report."""
    return min(span.start for span in analyses[report].events[index].mentions)
