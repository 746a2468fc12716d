"""One outlet's text at one time, as ingested and cleaned; nothing here is inferred from other reports."""

from pathlib import Path
from typing import Literal

import msgspec

PublishedFrom = Literal["given", "page", "text"]


class Document(msgspec.Struct, frozen=True):
    """Raw input, as received, with what its container said about it.

    `data` is never altered. `where` names the input for people: a path, a line, an address.
    `given` holds metadata that came beside the bytes (JSON fields, feed fields), not out of them.
    """

    data: bytes
    where: str
    media_type: str
    given: dict[str, str | list[str]] = {}


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One outlet's text at one time.

    `text` is the title, a blank line, then the cleaned body; the body alone where there is no title or
    the body begins with it. `source_map` leads from kept characters to the decoded input: runs of
    (start in text, start in source, length), ascending; characters outside every run (the blank line
    after a title taken from metadata) were not in the body received.
    `published` is an ISO date or date-time, or None; `received` is an ISO date-time. `after` names the
    reports of the same address or file that were in the record before this one came, the latest last, where
    nothing else tells which is the later.
    """

    id: str
    sha256: str
    text: str
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    published_from: PublishedFrom | None = None
    modified: str | None = None
    received: str | None = None
    language: str | None = None
    captions: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    dateline: tuple[int, int] | None = None
    flags: tuple[str, ...] = ()
    source_map: tuple[tuple[int, int, int], ...] = ()
    after: tuple[str, ...] = ()

    @property
    def day(self) -> str | None:
        """The calendar day of publication (`YYYY-MM-DD`), or None."""
        return self.published[:10] if self.published else None


class Reject(msgspec.Struct, frozen=True):
    """One input that did not become a report: what it was, where it broke, why, what to do."""

    input: str
    code: str
    reason: str
    hint: str
    offset: int | None = None


Input = str | Path | Document | Reject
"""What may be given to be read: a path, a pattern, an address, or what a reader outside has made of one."""
