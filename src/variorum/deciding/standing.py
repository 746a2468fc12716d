"""Which decisions stand: not taken back, not replaced by their author, not contradicted by another person."""

from collections.abc import Callable, Hashable, Iterator, Sequence

import msgspec

from variorum.model.record import Decision, DecisionStatus

Subject = Hashable
Naming = Callable[[str], str]


def find_standing(decisions: Sequence[Decision], name: Naming = str) -> tuple[Decision, ...]:
    """Return the decisions, in their order, each with its status and whom it contradicts.

    `name` leads from an id as it was decided on to the id that it has now. Two people contradict each other
    where they say different things of one cell, claim, voice, report or pair of events: then neither is
    applied until one of the two is undone. Who decides again on the same thing replaces what they said.
    """
    undone = _find_undone(decisions)
    status: dict[str, DecisionStatus] = {}
    against: dict[str, set[str]] = {}
    open_ones: dict[Subject, list[tuple[Decision, Hashable]]] = {}
    for decision in decisions:
        if decision.id in undone:
            status[decision.id] = "undone"
            continue
        for subject, says in _subjects(decision, name):
            earlier = open_ones.setdefault(subject, [])
            for other, said in earlier:
                if said == says or status.get(other.id) == "replaced":
                    continue
                if other.by == decision.by:
                    status[other.id] = "replaced"
                else:
                    against.setdefault(other.id, set()).add(decision.id)
                    against.setdefault(decision.id, set()).add(other.id)
            earlier.append((decision, says))
    for id_, others in against.items():
        left = {o for o in others if status.get(o) != "replaced"}
        if status.get(id_) != "replaced" and left:
            status[id_], against[id_] = "conflicting", left
    return tuple(
        msgspec.structs.replace(
            d,
            status=status.get(d.id, "standing"),
            against=tuple(sorted(against[d.id], key=lambda i: (len(i), i)))
            if status.get(d.id) == "conflicting"
            else (),
        )
        for d in decisions
    )


def _find_undone(decisions: Sequence[Decision]) -> set[str]:
    """Return the ids of what was taken back; who undoes an undoing brings the decision back."""
    undone: set[str] = set()
    for decision in reversed(decisions):
        if decision.what == "undo" and decision.id not in undone:
            undone.add(decision.about[0])
    return undone


def _subjects(decision: Decision, name: Naming) -> Iterator[tuple[Subject, Hashable]]:
    """Yield what a decision settles and what it says of it."""
    about = [name(id_) for id_ in decision.about]
    match decision.what:
        case "correct":
            of = name(decision.of) if decision.of else None
            yield ("cell", about[0], decision.slot, of), msgspec.json.encode(decision.value)
        case "reject" | "accept":
            yield ("claim", about[0]), decision.what
        case "name":
            yield ("voice", about[0]), decision.text
        case "copy":
            yield ("copy", about[0]), about[1] if len(about) > 1 else None
        case "rate":
            yield ("rating", about[0]), decision.text
        case "merge":
            for other in about[1:]:
                yield ("pair", *sorted((about[0], other))), "one"
        case "split":
            # Its own new event, and whichever event comes back that had been merged into this one.
            for other in (decision.text or "", *(id_ for id_ in about[1:] if id_.startswith("e-"))):
                yield ("pair", *sorted((about[0], other))), "apart"
        case "undo":
            return
