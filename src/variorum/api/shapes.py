"""What the server answers with: lines of the record as the contract has them."""

from typing import Any

import msgspec

from variorum.model.record import (
    Claim,
    Decision,
    Derivation,
    Entry,
    Event,
    MachineEntry,
    Participant,
    ReportLine,
    Voice,
)
from variorum.reconcile import Change


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """The one shape of every error: its code, what happened, what to do; `explain` says more."""

    code: str
    message: str
    hint: str
    where: str = ""


class RecordAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What a record holds, in numbers; `format` is that of the export."""

    variorum: str
    format: int
    policy: str
    settings: str
    counts: dict[str, int]
    lists_are_current: bool


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """One page of lines; `next` leads on, `total` counts all where that is cheap, `cut` what was cut."""

    items: tuple[Any, ...]
    next: str | None = None
    total: int | None = None
    cut: str | None = None


class ReportHead(msgspec.Struct, frozen=True, kw_only=True):
    """A report without its text."""

    id: str
    outlet: str | None
    title: str | None
    url: str | None
    published: str | None
    received: str | None
    language: str | None
    sha256: str
    copy_of: str | None
    origin: str
    story: str
    revision_of: str | None
    flags: tuple[str, ...]

    @classmethod
    def of(cls, line: ReportLine) -> "ReportHead":
        """Take the head of a report."""
        return cls(**{name: getattr(line, name) for name in cls.__struct_fields__})


class Quote(msgspec.Struct, frozen=True):
    """The words of a claim and the sentence that they stand in."""

    words: str
    sentence: str


class EventAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """One event as of a day or now; `quotes` gives the words of each claim, `days` when reports came out."""

    event: Event
    as_of: str | None
    days: tuple[str, ...]
    entries: tuple[Entry, ...]
    machine: tuple[MachineEntry, ...]
    claims: tuple[Claim, ...]
    quotes: dict[str, Quote]
    participants: tuple[Participant, ...]
    voices: tuple[Voice, ...]
    reports: tuple[ReportHead, ...]
    part_of: Event | None
    parts: tuple[Event, ...]
    changes: tuple[Change, ...]
    decisions: tuple[Decision, ...]


class WhyAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What one cell rests on: its entries, claims with their words, and what decided."""

    entries: tuple[Entry, ...]
    claims: tuple[Claim, ...]
    quotes: dict[str, Quote]
    voices: tuple[Voice, ...]
    reports: tuple[ReportHead, ...]
    explained: tuple[tuple[str, ...], ...]


class ReportAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """One report with its claims, its passages taken from others, and its revisions, earliest first."""

    report: ReportLine
    claims: tuple[Claim, ...]
    derivations: tuple[Derivation, ...]
    events: tuple[Event, ...]
    voices: tuple[Voice, ...]
    sources: tuple[ReportHead, ...]
    revisions: tuple[ReportHead, ...]


class VoiceAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """One voice and what it said, by day; `cut` says where there is more than an answer holds."""

    voice: Voice
    speaks_for: Voice | None
    claims: tuple[Claim, ...]
    quotes: dict[str, Quote]
    events: tuple[Event, ...]
    reports: tuple[ReportHead, ...]
    page: int = 1
    pages: int = 1
    cut: str | None = None


class ReportRow(msgspec.Struct, frozen=True, kw_only=True):
    """One report of a list, with the one that most of it was taken from and the number of its claims."""

    report: ReportHead
    copied_from: ReportHead | None
    claims: int


class VoiceRow(msgspec.Struct, frozen=True, kw_only=True):
    """One voice of a list; `tells_of` and `outlet` tell it from others of its name."""

    voice: Voice
    speaks_for: Voice | None
    claims: int
    tells_of: Event | None
    outlet: str | None


class StoryRow(msgspec.Struct, frozen=True, kw_only=True):
    """One story that several reports tell: which derive from which, and its events, the most told first."""

    story: str
    reports: tuple[ReportHead, ...]
    lineage: tuple[Any, ...]
    events: tuple[Event, ...]
    more: int


class Sheaf(msgspec.Struct, frozen=True, kw_only=True):
    """One page of a list."""

    items: tuple[Any, ...]
    total: int
    page: int
    pages: int


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One report found by its words, with the words around them and its events."""

    report: ReportHead
    snippet: str
    marks: tuple[tuple[int, int], ...]
    events: tuple[Event, ...]


class SearchAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The best reports for some words; `total` counts all, `cut` says where they are more than are shown."""

    query: str
    total: int
    items: tuple[Found, ...]
    cut: str | None = None
    is_empty: bool = False


class ConflictLine(msgspec.Struct, frozen=True, kw_only=True):
    """One contested cell with its event; `reports` counts those that carry its readings."""

    event: Event
    entry: Entry
    of_name: str | None
    reports: int


class DiffAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The cells that changed between two days."""

    before: str
    after: str
    changes: tuple[Change, ...]


class AddedAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What adding did: new ids, how many were there already, and what was rejected with its reason."""

    new: tuple[str, ...]
    unchanged: int
    rejects: tuple[dict[str, Any], ...]


class SessionAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A signed-in name with the token to send as `Authorization: Bearer`; it ends at `until` (UTC)."""

    name: str
    token: str
    until: str
