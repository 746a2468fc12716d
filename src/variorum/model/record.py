"""The exported record, line by line: the types behind the JSON Lines export and its JSON Schema.

Names and meanings here are a promise to users and change only with a new `format` number.
"""

from typing import Literal

import msgspec

from variorum.model.analysis import Basis, Manner, Modality, ParticipantType, Polarity, Stance, VoiceType
from variorum.model.report import PublishedFrom
from variorum.model.span import Span
from variorum.model.value import Count, Measure, Value

FORMAT = 1

# A derivation less probable than this leaves open whether its report is an origin of its own.
SURE = 0.8

Status = Literal["contested", "revised", "corroborated", "repeated", "single"]
How = Literal["verbatim", "edited", "rewritten", "quoted", "credited"]
DecisionKind = Literal["merge", "split", "correct", "reject", "accept", "name", "copy", "rate", "undo"]
DecisionStatus = Literal["standing", "undone", "replaced", "conflicting", "idle"]


class _Line(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """One line of the export; `kind` comes first."""


class Header(_Line, frozen=True, kw_only=True, tag="record"):
    """The first line: which version, policy, settings and day made this record."""

    format: int = FORMAT
    variorum: str
    as_of: str | None
    policy: str
    settings: str


class ReportLine(_Line, frozen=True, kw_only=True, tag="report"):
    """A report, with what reading all reports together says of it."""

    id: str
    outlet: str | None
    title: str | None
    url: str | None
    authors: tuple[str, ...]
    published: str | None
    published_from: PublishedFrom | None
    received: str | None
    language: str | None
    sha256: str
    text: str
    captions: tuple[str, ...]
    credits: tuple[str, ...]
    copy_of: str | None
    origin: str
    story: str
    main_event: str | None
    revision_of: str | None
    flags: tuple[str, ...]


class Derivation(_Line, frozen=True, kw_only=True, tag="derivation"):
    """A passage that comes from an earlier report."""

    id: str
    report: str
    start: int
    end: int
    from_: str = msgspec.field(name="from")
    from_start: int
    from_end: int
    how: How
    probability: float


class Mention(msgspec.Struct, frozen=True, order=True):
    """Words in one report."""

    report: str
    start: int
    end: int


class Voice(_Line, frozen=True, kw_only=True, tag="voice"):
    """Someone or something that says things, across reports."""

    id: str
    name: str
    type: VoiceType
    anonymous: bool
    speaks_for: str | None = None
    participant: str | None = None
    mentions: tuple[Mention, ...] = ()


class Event(_Line, frozen=True, kw_only=True, tag="event"):
    """One happening, across reports."""

    id: str
    type: str
    label: str
    story: str
    part_of: str | None = None
    mentions: tuple[Mention, ...] = ()


class Participant(_Line, frozen=True, kw_only=True, tag="participant"):
    """Someone or something that an event befell or that brought it about."""

    id: str
    event: str
    name: str
    type: ParticipantType
    roles: tuple[str, ...]
    size: int | None = None
    member_of: str | None = None
    mentions: tuple[Mention, ...] = ()


class ChainLink(msgspec.Struct, frozen=True, kw_only=True):
    """One step of who says it; the last link of a chain is the terminal source."""

    voice: str
    source: Span | None = None
    cue: Span | None = None
    manner: Manner = "indirect"
    stance: Stance = "asserts"
    basis: Basis | None = None
    withheld_because: Span | None = None


class Claim(_Line, frozen=True, kw_only=True, tag="claim"):
    """One source's value for one slot of one event, where it is said."""

    id: str
    report: str
    event: str
    slot: str
    of: str | None
    value: Value
    polarity: Polarity
    modality: Modality
    chain: tuple[ChainLink, ...]
    origin: str
    start: int
    end: int
    more: tuple[Span, ...] = ()
    sentence: Span
    published: str | None


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """Claims that agree on a value, with their witnesses counted three ways."""

    value: Value
    claims: tuple[str, ...]
    against: tuple[str, ...] = ()
    derived: Literal["sum", "count"] | None = None
    reports: int
    origins: int
    terminal_sources: int
    origins_max: int
    terminal_sources_max: int
    superseded_by: int | None = None
    first: str | None
    last: str | None

    @property
    def all_claims(self) -> tuple[str, ...]:
        """The ids of its claims, then of those against it."""
        return (*self.claims, *self.against)

    @property
    def bounds(self) -> tuple[float, float]:
        """Low and high of its number to rank it by: an open low is 0, an open high the low."""
        low = self.value.low if isinstance(self.value, Count | Measure) else None
        high = self.value.high if isinstance(self.value, Count | Measure) else None
        return low or 0, (low or 0) if high is None else high


class Entry(_Line, frozen=True, kw_only=True, tag="entry"):
    """What the record holds for one slot of one event and one `of`.

    A reading without claims is the value that a person gave; the decisions say who and why.
    """

    event: str
    slot: str
    of: str | None
    status: Status
    preferred: int | None
    readings: tuple[Reading, ...]

    @property
    def all_claims(self) -> frozenset[str]:
        """The ids of the claims for and against all its readings."""
        return frozenset(id_ for reading in self.readings for id_ in reading.all_claims)


class MachineEntry(_Line, frozen=True, kw_only=True, tag="machine"):
    """What the entry of a cell was before people decided; only where their decisions changed it."""

    event: str
    slot: str
    of: str | None
    status: Status
    preferred: int | None
    readings: tuple[Reading, ...]


class Decision(_Line, frozen=True, kw_only=True, tag="decision"):
    """What a person decided about the record, with author, time and reason; only where somebody did.

    `about` holds the ids that it bears on, the thing decided first: the event that stays and those merged
    into it; the event split and the reports or claims that leave it; the copy and its original. `text` is a
    voice's name (or the id of the voice that it is), a source's rating, or the id of the event that a split
    makes. `status` is made anew with the record: `conflicting` where another person's decisions (`against`)
    say otherwise and neither is applied, `replaced` where the same person decided again, `idle` where what
    it is about is no longer in the record.
    """

    id: str
    what: DecisionKind
    about: tuple[str, ...]
    slot: str | None = None
    of: str | None = None
    value: Value | None = None
    text: str | None = None
    by: str
    at: str
    why: str
    status: DecisionStatus = "standing"
    against: tuple[str, ...] = ()


class Unresolved(_Line, frozen=True, kw_only=True, tag="unresolved"):
    """Words that look like a value and could not be made one."""

    id: str
    report: str
    start: int
    end: int
    looks_like: Literal["date", "number", "place", "source"]
    reason: str
    candidates: tuple[str, ...] = ()


RecordLine = (
    Header
    | ReportLine
    | Derivation
    | Voice
    | Event
    | Participant
    | Claim
    | Entry
    | Unresolved
    | Decision
    | MachineEntry
)


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """The whole record in memory, each kind sorted as the export promises.

    `decisions` and `machine` are empty, and no line of the export, as long as nobody has decided anything.
    """

    header: Header
    reports: tuple[ReportLine, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    voices: tuple[Voice, ...] = ()
    events: tuple[Event, ...] = ()
    participants: tuple[Participant, ...] = ()
    claims: tuple[Claim, ...] = ()
    entries: tuple[Entry, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    decisions: tuple[Decision, ...] = ()
    machine: tuple[MachineEntry, ...] = ()
