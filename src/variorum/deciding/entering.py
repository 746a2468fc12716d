"""Who took part though the machine read nobody of that name: a participant by decision."""

import hashlib
from typing import get_args

from variorum.deciding.workbench import Workbench
from variorum.errors import UsageError
from variorum.model.analysis import ParticipantType
from variorum.model.record import Decision, Participant
from variorum.model.value import Actor

_LONGEST_NAME = 300
_ROLES = ("agent", "patient", "instrument")


def enter_participant(event: str, slot: str, name: str) -> tuple[Actor, ParticipantType]:
    """Return the participant that a person enters in an event, with what it is taken for.

    Its id follows from the event and the name, so that two people who enter the same one agree. A name in
    small letters is a group ("bandits"); one in capitals a person where it befell them, else a body. Whoever
    means another begins with it: "person: Sani Bello".
    """
    kind, _, rest = name.partition(":")
    stated = next((k for k in get_args(ParticipantType) if k == kind.strip()), None)
    name = " ".join((rest if stated else name).split())
    if not name or len(name) > _LONGEST_NAME:
        raise UsageError("E015", "a name has 1 to 300 characters", do="give a shorter one")
    guessed: ParticipantType = "group"
    if name[:1].isupper():
        guessed = "person" if slot == "patient" else "organisation"
    mark = "\x1f".join(("entered", event, name.casefold()))
    digest = hashlib.sha256(mark.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Actor(name, f"p-{digest}"), stated or ("thing" if slot == "instrument" else guessed)


def seat_participant(bench: Workbench, decision: Decision) -> None:
    """Let whoever a person entered take part in the event, for as long as the decision stands."""
    value = decision.value
    kind = next((k for k in get_args(ParticipantType) if k == decision.text), None)
    if not isinstance(value, Actor) or kind is None or bench.find(value.participant) in bench.participants:
        return
    bench.participants[value.participant] = Participant(
        id=value.participant,
        event=bench.find(decision.about[0]),
        name=value.name,
        type=kind,
        roles=(decision.slot,) if decision.slot in _ROLES else (),
    )
