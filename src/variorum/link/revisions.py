"""Later texts at one address, or in one file: which report revises which, and from when it did."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from variorum.model.articles import are_alike, fold_words, names_a_page, number_states
from variorum.model.report import Report


def find_revisions(reports: Iterable[Report]) -> dict[str, str]:
    """Map each report to the one that it revises: the one before it with the same address, or in its file.

    The order is by day of publication or last change, within a day by the hour where all have one, then by
    when the input says that it was received, then by which was read into the record first, then by id.

    >>> old = Report(id="a", sha256="1", text="x", url="https://a.example/1", published="2025-01-01")
    >>> new = Report(id="b", sha256="2", text="y", url="https://a.example/1", published="2025-01-02")
    >>> find_revisions([new, old])
    {'b': 'a'}
    """
    at_address: dict[str, list[Report]] = defaultdict(list)
    by_id: dict[str, Report] = {}
    for report in reports:
        by_id[report.id] = report
        if report.url and names_a_page(report.url):
            at_address[report.url].append(report)
    revises: dict[str, str] = {}
    for _, same in sorted(at_address.items()):
        for earlier, later in itertools.pairwise(_in_order(same) if len(same) > 1 else same):
            revises[later.id] = earlier.id
    for report in by_id.values():
        before = [id_ for id_ in report.after if id_ in by_id]
        if before and report.url is None:
            revises[report.id] = before[-1]
    return revises


def find_earlier(report: Report, there: Sequence[Report]) -> tuple[str, ...]:
    """Return the reports among those there that a new one came after, where the reports do not tell it.

    At one address days, hours and receipts tell it mostly; in one file nothing does, and another text under
    an old name is another article.

    >>> old = Report(id="a", sha256="1", text="Six miners died in Orvel.")
    >>> find_earlier(Report(id="b", sha256="2", text="Nine miners died in Orvel."), [old])
    ('a',)
    """
    if report.url is None:
        words = fold_words(report.text)
        there = [r for r in there if are_alike(fold_words(r.text), words)]
        return tuple(r.id for r in sorted(there, key=lambda r: (len(r.after), r.id)))
    if not there or not names_a_page(report.url):
        return ()
    ordered = _in_order(there)
    return tuple(r.id for r in ordered) if _is_open(ordered[-1], report) else ()


def _is_open(earlier: Report, later: Report) -> bool:
    """Say whether neither day, hour nor receipt tells which of two texts at one address came first."""
    told = [r.modified or r.published or "9999" for r in (earlier, later)]
    if told[0][:10] != told[1][:10] or (
        earlier.received and later.received and earlier.received != later.received
    ):
        return False
    moments = [_instant(moment) for moment in told]
    return None in moments or moments[0] == moments[1]


def date_states(reports: Iterable[Report], revises: Mapping[str, str]) -> dict[str, str]:
    """Map revisions to the moment from which they are known, where that is not their day of publication.

    An edited article mostly keeps its first date. Its later text is dated by its change, else by when it
    was received, where these are of a later day than the text before it; so no past day knows it too early.

    >>> old = Report(id="a", sha256="1", text="x", published="2025-01-01")
    >>> new = Report(id="b", sha256="2", text="y", published="2025-01-01", received="2025-01-03T09:00:00Z")
    >>> date_states([old, new], {"b": "a"})
    {'b': '2025-01-03T09:00:00Z'}
    """
    by_id = {report.id: report for report in reports}
    known = number_states(revises)
    since = {report.id: report.published for report in by_id.values()}
    dated: dict[str, str] = {}
    for id_ in sorted((i for i in revises if i in by_id), key=lambda i: (known[i][1], i)):
        report, earlier = by_id[id_], since.get(revises[id_])
        if earlier is None or report.published is None or report.published[:10] > earlier[:10]:
            continue
        told = (report.modified, report.received)
        later = next((moment for moment in told if moment and moment[:10] > earlier[:10]), None)
        if later is not None:
            dated[id_] = later
        since[id_] = later or max(earlier, report.published)
    return dated


def _in_order(same: Sequence[Report]) -> list[Report]:
    """Put the texts at one address in order; hours are compared only where every text of the day has one."""
    by_day: dict[str, list[Report]] = defaultdict(list)
    for report in same:
        by_day[(report.modified or report.published or "9999")[:10]].append(report)
    ordered: list[Report] = []
    for _, together in sorted(by_day.items()):
        moments = {report.id: _instant(report.modified or report.published) for report in together}
        clocked = None not in moments.values()
        received = all(report.received for report in together)
        ordered += sorted(
            together,
            key=lambda r: (
                moments[r.id] if clocked else 0.0,
                (r.received or "") if received else "",
                len(r.after),
                r.received or "",
                r.id,
            ),
        )
    return ordered


def _instant(moment: str | None) -> float | None:
    """Return the second that a date-time means, of UTC where it names no zone; None for a day alone."""
    if not moment or len(moment) <= len("2025-01-01"):
        return None
    try:
        told = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return (told if told.tzinfo else told.replace(tzinfo=UTC)).timestamp()
