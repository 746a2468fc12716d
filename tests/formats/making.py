"""Hand-made records about invented places, for the tests of every format."""

from typing import Any

from variorum.model.record import (
    ChainLink,
    Claim,
    Entry,
    Event,
    Header,
    Mention,
    Participant,
    Reading,
    Record,
    ReportLine,
    Unresolved,
    Voice,
)
from variorum.model.span import Span
from variorum.model.value import Actor, Count, Place, Text, Time, Value

HEADER = Header(variorum="9.9", as_of=None, policy="latest", settings="s")
NASTY = '=cmd|"calc"!A1\nO\'Neil, "Ø" <b>&amp;</b> \U0001f30a'
TEXT = f"{NASTY} said two died in Tarn on Monday; Ana said at least 5 died."


def report(id_: str = "r1", **changes: Any) -> ReportLine:
    given: dict[str, Any] = {
        "id": id_, "outlet": "Tarn Post", "title": "-2 in Tarn", "url": "https://tarn.example/a?b=1&c=ü",
        "authors": (), "published": "2024-05-07", "published_from": "given",
        "received": "2024-05-08T10:00:00Z",
        "language": "en", "sha256": "0" * 64, "text": TEXT, "captions": (), "credits": (), "copy_of": None,
        "origin": "o1", "story": "s1", "main_event": None, "revision_of": None, "flags": (),
    }  # fmt: skip
    return ReportLine(**(given | changes))


def claim(id_: str, slot: str, value: Value, words: str, **changes: Any) -> Claim:
    start = TEXT.index(words)
    given: dict[str, Any] = {
        "id": id_, "report": "r1", "event": "e1", "slot": slot, "of": None, "value": value,
        "polarity": "affirmed", "modality": "asserted", "chain": (), "origin": "o1", "start": start,
        "end": start + len(words), "sentence": Span(0, len(TEXT)), "published": "2024-05-07",
    }  # fmt: skip
    return Claim(**(given | changes))


def reading(value: Value, *claims: str, **changes: Any) -> Reading:
    given: dict[str, Any] = {
        "value": value, "claims": claims, "reports": 1, "origins": 1, "terminal_sources": 1, "origins_max": 1,
        "terminal_sources_max": 1, "first": "2024-05-07", "last": "2024-05-07",
    }  # fmt: skip
    return Reading(**(given | changes))


def entry(slot: str, *readings: Reading, preferred: int | None = 0, status: str = "single") -> Entry:
    return Entry(event="e1", slot=slot, of=None, status=status, preferred=preferred, readings=readings)  # type: ignore[arg-type]


def link(voice: str, source: str, cue: str = "said", stance: str = "asserts") -> ChainLink:
    at = TEXT.index(source)
    cue_at = TEXT.index(cue, at)
    return ChainLink(
        voice=voice,
        source=Span(at, at + len(source)),
        cue=Span(cue_at, cue_at + len(cue)),
        stance=stance,  # type: ignore[arg-type]
    )


TWO = Count(low=2, high=2, unit="person")
FIVE = Count(low=5, high=None, unit="person", qualifier="at least")
MONDAY = Time(start="2024-05-06", end="2024-05-06", timex="2024-05-06")
TARN = Place(
    "Tarn", gazetteer_name="Tarn", country="NO", admin1="Vest", lat=-60.5, lon=5.25, precision="city"
)
NOWHERE = Place("Tarn")
EMPTY = Record(header=HEADER)


def full(place: Place = TARN) -> Record:
    """One attack with two numbers, a day, a place and a name that would run in a spreadsheet."""
    claims = (
        claim("c1", "killed", TWO, "two", chain=(link("v1", NASTY),)),
        claim("c2", "killed", FIVE, "at least 5", chain=(link("v2", "Ana"),)),
        claim("c3", "place", place, "Tarn"),
        claim("c4", "time", MONDAY, "Monday"),
        claim("c5", "agent", Actor(NASTY, "p1"), NASTY),
        claim("c6", "type", Text("attack"), "died"),
    )
    entries = (
        entry("agent", reading(claims[4].value, "c5")),
        entry("killed", reading(TWO, "c1"), reading(FIVE, "c2"), preferred=1, status="contested"),
        entry("place", reading(place, "c3")),
        entry("time", reading(MONDAY, "c4")),
        entry("type", reading(claims[5].value, "c6")),
    )
    whole = Mention("r1", claims[5].start, claims[5].end)
    return Record(
        header=HEADER,
        reports=(report(), report("r2", copy_of="r1", published=None, url=None)),
        voices=(
            Voice(id="v1", name=NASTY, type="person", anonymous=False),
            Voice(id="v2", name="Ana", type="person", anonymous=False),
        ),
        events=(Event(id="e1", type="attack", label=f"attack: {NASTY}", story="s1", mentions=(whole,)),),
        participants=(Participant(id="p1", event="e1", name=NASTY, type="person", roles=("agent",)),),
        claims=claims,
        entries=entries,
        unresolved=(
            Unresolved(
                id="u1", report="r1", start=claims[2].start, end=claims[2].end, looks_like="place",
                reason="several places have this name", candidates=("Tarn, NO", "Tarn, FR"),
            ),
        ),
    )  # fmt: skip


def bare() -> Record:
    """One event with neither place nor day, nor any claim."""
    event = Event(id="e1", type="attack", label="attack", story="s1", mentions=(Mention("r1", 0, 1),))
    return Record(header=HEADER, reports=(report(published=None, outlet=None, title=None),), events=(event,))
