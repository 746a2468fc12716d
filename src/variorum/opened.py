"""A record opened for looking: its reports, events and claims, read when they are first asked for."""

import datetime
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from variorum import notebook
from variorum.adding import Added, By, is_current, is_of_other_settings, make_record, refresh
from variorum.asked import find_record, read_day
from variorum.errors import ClaimError, StoreError, UsageError
from variorum.formats import gather
from variorum.model.record import Decision, MachineEntry, Participant, Record, Voice
from variorum.pipeline import make_header
from variorum.reconcile import doubts, refused, scene_of
from variorum.reconcile.saying import say_number_of
from variorum.settings import Settings
from variorum.store import Archive
from variorum.tables import Pace, Rejects
from variorum.views import (
    Claims,
    ClaimView,
    EntryView,
    EventView,
    Listing,
    ParticipantView,
    ReportView,
    VoiceView,
)

__all__ = [
    "ClaimView",
    "Claims",
    "EntryView",
    "EventView",
    "Listing",
    "OpenRecord",
    "ParticipantView",
    "ReportView",
    "VoiceView",
    "open_record",
]

_KINDS = ("event", "report", "voice")
_NAMED = 8  # voices of one name that are told apart in a message


_OfEvent = TypeVar("_OfEvent", ClaimView, EntryView, ParticipantView)


class OpenRecord:
    """A record in memory, with the archive it came from.

    Made by `variorum.add` and `variorum.open_record`; `as_of` gives the record of a past day. Its lines are
    read when they are first asked for, and seen as they were at that moment until `reload`.
    """

    def __init__(
        self, archive: Archive, settings: Settings, *, as_of: str | None = None, by: By = "publication"
    ) -> None:
        self.archive = archive
        self.settings = settings
        self.added: Added | None = None
        self.pace: Pace | None = None
        self._as_of, self._by = as_of, by

    @cached_property
    def lines(self) -> Record:
        """The record, kind by kind.

        What was made with other settings is made anew in memory and left as it is on the disk, and so is a
        record that cannot be written; else the lines kept are brought up to date first.
        """
        if self._as_of is not None:
            return make_record(self.archive, self.settings, self._as_of, by=self._by)
        if self.is_ready():
            return gather(make_header(self.settings), self.archive.read_lines())
        return make_record(self.archive, self.settings)

    def is_ready(self) -> bool:
        """Bring the lines kept up to date where that is wanted and possible; say whether they are."""
        if self._as_of is not None or is_of_other_settings(self.archive, self.settings):
            return False
        try:
            refresh(self.archive, self.settings)
        except StoreError as error:
            if error.code not in ("E404", "E405", "E406"):
                raise
        return is_current(self.archive, self.settings)

    def settle(self) -> None:
        """Let the lines be exactly those that linking all reports gives; near ones do for looking."""
        if self._as_of is not None or is_of_other_settings(self.archive, self.settings):
            return
        if is_current(self.archive, self.settings) and not is_current(
            self.archive, self.settings, exact=True
        ):
            try:
                refresh(self.archive, self.settings, exact=True)
            except StoreError as error:
                if error.code not in ("E404", "E405", "E406"):
                    raise
            self.reload()
            if not is_current(self.archive, self.settings, exact=True):
                self.__dict__["lines"] = make_record(self.archive, self.settings)

    def reload(self) -> None:
        """Forget what was read, so that the record is seen as it is now."""
        for name, kind in vars(type(self)).items():
            if isinstance(kind, cached_property):
                self.__dict__.pop(name, None)

    def around(self, event: str) -> "OpenRecord":
        """Return a record of one event and what showing it needs, without reading the others.

        Where the lines are read already, or must be made in memory, that is the record itself.
        """
        if "lines" in self.__dict__ or not self.is_ready():
            return self
        corner = OpenRecord(self.archive, self.settings)
        kept = [*self.archive.lines.around(event), *self.archive.lines.of_kind("decision")]
        corner.__dict__["lines"] = gather(make_header(self.settings), kept)
        return corner

    def look_up(self, id_: str) -> "EventView | ReportView | VoiceView":
        """Return the one event, report or voice of this id or beginning, or what a gone id has become.

        A voice is found by its name too, or by words of it. One event is read without the others. Raises
        `UsageError` E011 where there is none, or are several.
        """
        is_kept = "lines" not in self.__dict__ and self.is_ready()
        found = self.archive.lines.ids_like(_KINDS, id_) if is_kept and id_ else self._ids_like(id_)
        if not found and (heir := self.archive.lines.heir_of(id_)) is not None:
            found = self._ids_like(heir) if not is_kept else self.archive.lines.ids_like(_KINDS, heir)
        if not found:
            return self._voice_called(id_)
        if len(found) != 1:
            what = f"{len(found)} things begin with {id_!r}"
            raise UsageError("E011", what, do="see `variorum show` for the ids")
        kind, key = found[0]
        if kind == "event":
            return self.around(key).events[key]
        return self.reports[key] if kind == "report" else self.voices[key]

    def _voice_called(self, name: str) -> VoiceView:
        """Return the one voice of this name, else that whose name holds its words, the heard first."""
        asked = name.casefold().split()
        spelled = {v.id: v.line.name.casefold().split() for v in self.voices}
        found = [v for v in self.voices if asked and spelled[v.id] == asked]
        found = found or [v for v in self.voices if asked and set(asked) <= set(spelled[v.id])]
        found = [v for v in found if v.id in self.speakers] or found
        if len(found) == 1:
            return found[0]
        told = "; ".join(f"{v.label} {v.id} in {v.seen_in}" for v in found[:_NAMED])
        what = f"{len(found)} voices are called {name!r}: {told}" if found else f"nothing is called {name!r}"
        raise UsageError(
            "E011", what, do="give the id of one" if found else "see `variorum show` for the ids"
        )

    def _ids_like(self, beginning: str) -> list[tuple[str, str]]:
        ids = [("event", e.id) for e in self.events] + [("report", r.id) for r in self.reports]
        ids += [("voice", v.id) for v in self.voices]
        found = [(kind, id_) for kind, id_ in ids if id_.startswith(beginning)]
        return [f for f in found if f[1] == beginning] or found

    def machine_entries(self, event: str, slot: str) -> tuple[MachineEntry, ...]:
        """Return what a cell was before people decided: the entries of the machine that became this one."""
        events = {event}
        for decision in self.lines.decisions:
            if decision.status != "standing":
                continue
            if decision.what == "merge" and decision.about[0] in events:
                events |= set(decision.about)
            elif decision.what == "split" and decision.text in events:
                events.add(decision.about[0])
        return tuple(m for m in self.lines.machine if m.event in events and m.slot == slot)

    def decisions_on(self, *ids: str, slot: str | None = None) -> tuple[Decision, ...]:
        """Return the decisions that bear on any of these things, or on one slot of them."""
        wanted = set(ids)
        return tuple(
            d
            for d in self.lines.decisions
            if wanted & {*d.about, d.text} and (slot is None or d.slot in (None, slot))
        )

    def as_of(self, day: str | datetime.date, by: By = "publication") -> "OpenRecord":
        """Return the record made of the reports published (or received) up to and including `day`.

        Raises `UsageError` (E002) for what is no day.
        """
        return OpenRecord(self.archive, self.settings, as_of=read_day(day), by=by)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What people decided, in the order in which they did, each with whether it stands now."""
        return self.lines.decisions

    @property
    def rejects(self) -> Rejects:
        """The inputs of this run that did not become reports, with reasons; a table by `to_arrow`."""
        return Rejects(self.added.rejects if self.added else ())

    @property
    def doubts(self) -> tuple[ClaimError, ...]:
        """What is amiss with claims: impossible values, which stand in no entry, and missing dates."""
        return (*refused(self.lines.claims), *doubts(self.lines.claims, scene_of(self.lines)))

    @cached_property
    def reports(self) -> "Listing[ReportView]":
        """All reports."""
        return Listing([ReportView(line, self) for line in self.lines.reports], "report")

    @cached_property
    def events(self) -> "Listing[EventView]":
        """All events."""
        return Listing([EventView(line, self) for line in self.lines.events], "event")

    @cached_property
    def claims(self) -> Claims:
        """All claims, as views and as a table (`to_arrow`)."""
        return Claims(self)

    @cached_property
    def voices(self) -> "Listing[VoiceView]":
        """All voices."""
        return Listing([VoiceView(line, self) for line in self.lines.voices], "voice")

    @cached_property
    def speakers(self) -> frozenset[str]:
        """The ids of the voices in whose name a claim is made; others are only named as speaking."""
        return frozenset(link.voice for claim in self.lines.claims for link in claim.chain)

    @cached_property
    def participants(self) -> "Listing[ParticipantView]":
        """All participants: those whom the events befell, and who brought them about."""
        return Listing([ParticipantView(line, self) for line in self.lines.participants], "participant")

    @cached_property
    def entries(self) -> "Listing[EntryView]":
        """All entries."""
        return Listing([EntryView(line, self) for line in self.lines.entries], "entry")

    def claims_of(self, event: str) -> list[ClaimView]:
        """The claims about one event."""
        return self._claims_by_event.get(event, [])

    def entries_of(self, event: str) -> list[EntryView]:
        """The entries of one event."""
        return self._entries_by_event.get(event, [])

    def participants_of(self, event: str) -> list[ParticipantView]:
        """The participants of one event."""
        return self._participants_by_event.get(event, [])

    @cached_property
    def _participants_by_event(self) -> dict[str, list[ParticipantView]]:
        return _by_event(self.participants)

    @cached_property
    def _claims_by_event(self) -> dict[str, list[ClaimView]]:
        return _by_event(self.claims)

    @cached_property
    def _entries_by_event(self) -> dict[str, list[EntryView]]:
        return _by_event(self.entries)

    @cached_property
    def voice_lines(self) -> dict[str, Voice]:
        """Voices by id."""
        return {line.id: line for line in self.lines.voices}

    @cached_property
    def participant_lines(self) -> dict[str, Participant]:
        """Participants by id."""
        return {line.id: line for line in self.lines.participants}

    @property
    def summary(self) -> str:
        """How much the record holds, in words."""
        held = (self.lines.reports, "report"), (self.lines.events, "event"), (self.lines.claims, "claim")
        return f"record of {', '.join(say_number_of(len(lines), word) for lines, word in held)}"

    def __repr__(self) -> str:
        return f"<{self.summary}>"

    def _repr_html_(self) -> str:
        return notebook.draw_record(self)


def open_record(address: str | Path, settings: Settings | None = None) -> OpenRecord:
    """Open the record at `address` (a file, a `postgresql://` address, or `":memory:"`).

    Raises `StoreError` (E401) where there is no such file: only `add` and `watch` make one.

    >>> open_record(":memory:")
    <record of 0 reports, 0 events, 0 claims>
    """
    return OpenRecord(Archive(find_record(address)), settings or Settings())


def _by_event(views: Iterable[_OfEvent]) -> dict[str, list[_OfEvent]]:
    """Return views by the event that they are of, in their order."""
    found: dict[str, list[_OfEvent]] = {}
    for view in views:
        found.setdefault(view.line.event, []).append(view)
    return found
