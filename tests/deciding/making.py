"""A record of a few invented happenings, made without a language model, and people who decide about it."""

from shorts import make_shorts
from variorum import adding
from variorum.functions import decide
from variorum.model.record import Decision
from variorum.opened import OpenRecord
from variorum.settings import Settings
from variorum.store import Archive

OPENED: list[Archive] = []


def record_at(address: str, happenings: int = 2, *, first: int = 0, without: str = "") -> OpenRecord:
    """Add the reports of some happenings to the record at an address and open it."""
    archive = Archive(address)
    OPENED.append(archive)
    items = [item for item in make_shorts(happenings, first=first) if item.report.id != without]
    archive.put_reports(items, adding.made_by(Settings()))
    adding.refresh(archive, Settings())
    return OpenRecord(archive, Settings())


def ann(record: OpenRecord, what: str, *about: str, of: str | None = None) -> Decision:
    return decide(record, what, *about, by="ann", why="seen", of=of)


def bob(record: OpenRecord, what: str, *about: str, of: str | None = None) -> Decision:
    return decide(record, what, *about, by="bob", why="heard", of=of)


def cell(record: OpenRecord, event: str, slot: str) -> tuple[str, object]:
    """Return the status of a cell and the value that it prefers."""
    entry = next(e.line for e in record.events[event].entries if e.line.slot == slot and e.line.of is None)
    chosen = None if entry.preferred is None else entry.readings[entry.preferred].value
    return entry.status, chosen
