"""The lines of a record laid out to be changed, and the ids that lead from one to another."""

from collections.abc import Mapping

import msgspec

from variorum.model.record import Claim, Derivation, Event, Participant, Record, ReportLine, Voice
from variorum.model.value import Actor


class Workbench:
    """Lines by id; `merged` leads from an id that was taken away to the one that stays."""

    def __init__(self, machine: Record, moved: Mapping[str, str]) -> None:
        self.machine = machine
        self.reports: dict[str, ReportLine] = {line.id: line for line in machine.reports}
        self.derivations: dict[str, Derivation] = {line.id: line for line in machine.derivations}
        self.voices: dict[str, Voice] = {line.id: line for line in machine.voices}
        self.events: dict[str, Event] = {line.id: line for line in machine.events}
        self.participants: dict[str, Participant] = {line.id: line for line in machine.participants}
        self.claims: dict[str, Claim] = {line.id: line for line in machine.claims}
        self.rejected: set[str] = set()
        self.merged: dict[str, str] = {}
        self._moved = moved

    def find(self, id_: str) -> str:
        """Return the id that a thing has now; the same where nothing led from it."""
        seen = {id_}
        while not self._has(id_):
            following = self.merged.get(id_) or self._moved.get(id_)
            if following is None or following in seen:
                break
            seen.add(following)
            id_ = following
        return id_

    def replace_participants(self, leads: Mapping[str, str]) -> None:
        """Let claims and members name other participants."""
        if not leads:
            return
        for id_, claim in self.claims.items():
            of = leads.get(claim.of or "", claim.of)
            value = claim.value
            if isinstance(value, Actor) and value.participant in leads:
                value = msgspec.structs.replace(value, participant=leads[value.participant])
            if of != claim.of or value is not claim.value:
                self.claims[id_] = msgspec.structs.replace(claim, of=of, value=value)
        for id_, person in self.participants.items():
            if person.member_of is not None and person.member_of in leads:
                whole = leads[person.member_of] if leads[person.member_of] != id_ else None
                self.participants[id_] = msgspec.structs.replace(person, member_of=whole)

    def record(self) -> Record:
        """Return the lines as a record; its entries are still the machine's."""
        return msgspec.structs.replace(
            self.machine,
            reports=tuple(self.reports[k] for k in sorted(self.reports)),
            derivations=tuple(self.derivations[k] for k in sorted(self.derivations)),
            voices=tuple(self.voices[k] for k in sorted(self.voices)),
            events=tuple(self.events[k] for k in sorted(self.events)),
            participants=tuple(self.participants[k] for k in sorted(self.participants)),
            claims=tuple(self.claims[k] for k in sorted(self.claims)),
        )

    def _has(self, id_: str) -> bool:
        return any(
            id_ in lines for lines in (self.events, self.claims, self.voices, self.reports, self.participants)
        )
