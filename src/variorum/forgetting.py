"""Erasing a report on request, and saying beforehand what goes with it."""

from pathlib import Path
from typing import NamedTuple

from variorum.errors import StoreError, UsageError
from variorum.opened import OpenRecord


class Forgotten(NamedTuple):
    """What goes with a report, and what else may hold its words.

    `events` are told by no other report; `copies` are reports that hold passages of it; `backups` are older
    copies of the record beside it. `day` is None as long as nothing was erased.
    """

    report: str
    sha256: str
    why: str
    day: str | None
    claims: int
    events: tuple[str, ...]
    copies: tuple[str, ...]
    backups: tuple[str, ...]


def forget_report(record: OpenRecord, report: str, why: str, *, dry_run: bool = False) -> Forgotten:
    """Erase a report from the record and make the record anew without it; with `dry_run`, only say what goes.

    The file is written anew at the end, so that nothing is left in its free space. Raises `UsageError` E021
    for an erasure without a reason, `StoreError` E411 where there is no such report.
    """
    if not dry_run and not why.strip():
        raise UsageError("E021", "an erasure has a reason", do="give --why REASON: it stays on the tombstone")
    archive = record.archive
    digest = archive.hash_of(report)
    if digest is None:
        do = "see `variorum search` for its id, or `variorum check` for the tombstones"
        raise StoreError("E411", f"no report {report[:80]!r}", where=archive.address, do=do)
    lines = record.lines
    gone = Forgotten(
        report=report,
        sha256=digest,
        why=why.strip(),
        day=None,
        claims=sum(claim.report == report for claim in lines.claims),
        events=tuple(e.id for e in lines.events if {m.report for m in e.mentions} == {report}),
        copies=tuple(sorted({d.report for d in lines.derivations if d.from_ == report})),
        backups=tuple(str(path) for path in _backups(archive.address)),
    )
    if dry_run:
        return gone
    stone = archive.forget(report, gone.why)
    record.reload()
    record.is_ready()
    archive.scrub()
    return gone._replace(day=stone.day)


def _backups(address: str) -> list[Path]:
    path = Path(address)
    return sorted(path.parent.glob(f"{path.name}.before-*.bak")) if "://" not in address else []
