"""Short ways to write claims and their scene."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from variorum.model.record import ChainLink, Claim, Event, Participant, Voice
from variorum.model.span import Span
from variorum.model.value import Count, Time, Value
from variorum.reconcile import ReportNote, Scene


def people(low: int | None, high: int | str | None = "same", qualifier: str | None = None) -> Count:
    """Count people; one number is exact."""
    return Count(low=low, high=low if high == "same" else high, unit="person", qualifier=qualifier)


def day(start: str, end: str | None = None) -> Time:
    """Name a day or a stretch of days."""
    return Time(start=start, end=end or start, timex=start if end is None else None)


class Telling:
    """Collect claims and their scene, a report at a time.

    A source that is no known voice becomes one; None is the outlet itself.
    """

    def __init__(self, voices: Iterable[Voice] = (), participants: Iterable[Participant] = ()) -> None:
        self.voices = {voice.id: voice for voice in voices}
        self.participants = tuple(participants)
        self.reports: dict[str, ReportNote] = {}
        self.words: dict[str, str] = {}
        self.claims: list[Claim] = []

    def report(self, id_: str, published: str | None, **more: Any) -> str:
        note = {"outlet": f"Outlet {id_}", "origin": f"o-{id_}", **more}
        self.reports[id_] = ReportNote(published=published, **note)
        return id_

    def claim(
        self,
        report: str,
        value: Value,
        source: str | None = "police",
        *,
        slot: str = "killed",
        of: str | None = None,
        event: str = "e1",
        polarity: str = "affirmed",
        modality: str = "asserted",
        stance: str = "asserts",
        words: str = "",
    ) -> Claim:
        if source is not None and source not in self.voices:
            self.voices[source] = Voice(id=source, name=source, type="organisation", anonymous=False)
        note = self.reports[report]
        made = Claim(
            id=f"c{len(self.claims):03}",
            report=report,
            event=event,
            slot=slot,
            of=of,
            value=value,
            polarity=polarity,  # type: ignore[arg-type]
            modality=modality,  # type: ignore[arg-type]
            chain=(ChainLink(voice=source, stance=stance),) if source else (),  # type: ignore[arg-type]
            origin=note.origin,
            start=0,
            end=0,
            sentence=Span(0, 0),
            published=note.published,
        )
        self.claims.append(made)
        if words:
            self.words[made.id] = words
        return made

    @property
    def scene(self) -> Scene:
        events = sorted({claim.event for claim in self.claims})
        return Scene(
            voices=tuple(self.voices.values()),
            participants=self.participants,
            events=tuple(Event(id=id_, type="attack", label="", story="s1") for id_ in events),
            reports=self.reports,
            words=self.words,
        )


def told(*days: tuple[str, Value, str], slot: str = "killed") -> Telling:
    """Tell one value a report: its day, the value, the source."""
    telling = Telling()
    for number, (published, value, source) in enumerate(days, start=1):
        telling.claim(telling.report(f"r{number}", published), value, source, slot=slot)
    return telling


def values(readings: Sequence[Any]) -> list[Value]:
    """Return the values of readings."""
    return [reading.value for reading in readings]


def person(id_: str, event: str = "e1", **more: Any) -> Participant:
    """Name someone who takes part."""
    fields: Mapping[str, Any] = {"name": id_, "type": "person", "roles": ("patient",), **more}
    return Participant(id=id_, event=event, **fields)
