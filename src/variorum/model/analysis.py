"""What one report says, read alone: the result of the analyse stage.

Every index here (`voice`, `of`, `part_of`, ...) points into a list of the same `Analysis`. Ids come later,
when `link` has looked across reports. All spans are stretches of the report's `text`.
"""

from typing import Literal

import msgspec

from variorum.model.span import Span
from variorum.model.value import Count, Place, Time, Value

Manner = Literal["direct", "indirect", "mixed"]
Stance = Literal["asserts", "hedges", "denies", "retracts"]
Basis = Literal["witness", "official", "hearsay", "document"]
Polarity = Literal["affirmed", "denied"]
Modality = Literal["asserted", "possible", "planned", "feared", "hypothetical"]
VoiceType = Literal["person", "organisation", "role", "document", "outlet", "unknown"]
ParticipantType = Literal["person", "group", "organisation", "thing"]


class Timex(msgspec.Struct, frozen=True, kw_only=True):
    """A time expression: its TIMEX3 type and value, and the days it means.

    `value` is the TIMEX3 value ("2025-01-09", "P3D", "XXXX-WXX-1", "PAST_REF"); `time` the interval meant,
    None for durations, sets and expressions that name no stretch of the calendar; `reason` says why
    `time` or `value` is None where a reader would expect one.
    """

    span: Span
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None
    mod: str | None = None
    time: Time | None = None
    anchor: str | None = None
    reason: str | None = None


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """A number with its qualifier, what is counted and what happened to it.

    `span` covers the number with its qualifier ("at least twelve"); `counted` the head noun or name;
    `slot` the contract's slot that the words around it support (`killed`, `age`, `money`, ...), None where
    the phrase alone does not say. `cumulative` marks a running total ("bringing the number to five").
    `scope` holds words that limit the population or period ("in the past week alone", "of the dead").
    """

    span: Span
    kind: Literal["count", "measure"]
    low: int | float | None
    high: int | float | None
    unit: str | None
    qualifier: str | None = None
    counted: Span | None = None
    slot: str | None = None
    cumulative: bool = False
    scope: Span | None = None


class Toponym(msgspec.Struct, frozen=True, kw_only=True):
    """A place name in the text with its resolution; `place` has null coordinates where unresolved."""

    span: Span
    place: Place
    candidates: tuple[str, ...] = ()
    reason: str | None = None


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """Source, cue and content of one act of saying (PARC terms).

    `parent` is the index of the attribution in whose content this one stands. `voice` is an index into
    `Analysis.voices`, never None: an unnamed source is an anonymous voice.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    manner: Manner
    stance: Stance
    voice: int
    basis: Basis | None = None
    withheld_because: Span | None = None
    parent: int | None = None


class LocalVoice(msgspec.Struct, frozen=True, kw_only=True):
    """Someone or something that says things in this report; `name` is the fullest form found in it.

    `offices` are the words by which this report calls a named person's office, in order: `("governor",)`.
    """

    name: str
    type: VoiceType
    anonymous: bool
    mentions: tuple[Span, ...]
    speaks_for: int | None = None
    participant: int | None = None
    offices: tuple[str, ...] = ()


class LocalParticipant(msgspec.Struct, frozen=True, kw_only=True):
    """A person, group, organisation or thing that takes part in an event of this report."""

    event: int
    name: str
    type: ParticipantType
    roles: tuple[str, ...]
    mentions: tuple[Span, ...]
    size: int | None = None
    member_of: int | None = None


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a chain inside one report, outermost first; `voice` indexes `Analysis.voices`."""

    voice: int
    source: Span | None
    cue: Span | None
    manner: Manner
    stance: Stance
    basis: Basis | None = None
    withheld_because: Span | None = None


class Filling(msgspec.Struct, frozen=True, kw_only=True):
    """One value for one slot of one local event, with the words it rests on: a claim before linking.

    `of` indexes `Analysis.participants`. For an `Actor` value, `value.participant` is the decimal index of
    the local participant until `link` replaces it by an id.
    """

    slot: str
    value: Value
    span: Span
    sentence: Span
    of: int | None = None
    polarity: Polarity = "affirmed"
    modality: Modality = "asserted"
    chain: tuple[Link, ...] = ()
    more: tuple[Span, ...] = ()
    cumulative: bool = False


class Chance(msgspec.Struct, frozen=True, kw_only=True):
    """A value that a report's words allow for a slot of its main happening, and how probable it is.

    `weight` is the probability in thousandths, by the clues of this report alone. The one that is `chosen`
    stands among the event's fillings; `fillings` are what the words of another would claim.
    """

    slot: str
    value: Time | Count
    weight: int
    chosen: bool = False
    fillings: tuple[Filling, ...] = ()


class LocalEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One happening as this report tells it: its mentions, type and fillings.

    `time` and `place` are what the words around the mentions allow (also present as fillings where the
    report states them). `chances` are what else the words allow for its day and tolls, for the other reports
    of the event to settle.
    """

    type: str
    label: str
    mentions: tuple[Span, ...]
    fillings: tuple[Filling, ...]
    part_of: int | None = None
    time: Time | None = None
    place: Place | None = None
    chances: tuple[Chance, ...] = ()


class Unreadable(msgspec.Struct, frozen=True, kw_only=True):
    """Words that look like a date, number, place or source and could not be made a value."""

    span: Span
    looks_like: Literal["date", "number", "place", "source"]
    reason: str
    candidates: tuple[str, ...] = ()


class Analysis(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that reading one report alone gave."""

    sentences: tuple[Span, ...] = ()
    timexes: tuple[Timex, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    toponyms: tuple[Toponym, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    voices: tuple[LocalVoice, ...] = ()
    participants: tuple[LocalParticipant, ...] = ()
    events: tuple[LocalEvent, ...] = ()
    main_event: int | None = None
    unreadable: tuple[Unreadable, ...] = ()
    flags: tuple[str, ...] = ()
