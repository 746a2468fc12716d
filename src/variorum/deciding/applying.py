"""The record with people's decisions applied: what the machine made stays beside what they changed."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from variorum.deciding.cells import leave_open, settle_cells
from variorum.deciding.entering import seat_participant
from variorum.deciding.events import merge, split
from variorum.deciding.sources import mark_copy, name_voice
from variorum.deciding.standing import find_standing
from variorum.deciding.workbench import Workbench
from variorum.model.record import Decision, Entry, MachineEntry, Record
from variorum.reconcile import mend, scene_of, touched


class Decided(NamedTuple):
    """A record with decisions applied, and where the ids lead that they took away."""

    record: Record
    merged: Mapping[str, str]


def apply_decisions(
    machine: Record, decisions: Sequence[Decision], moved: Mapping[str, str], policy: str = "latest"
) -> Decided:
    """Apply what people decided to the record that the machine made, in the order in which they decided.

    `moved` leads from ids that are gone to those that reports gave in their place. A decision whose object is
    no longer there does nothing and is `idle`; one that another person contradicts is not applied.
    """
    bench = Workbench(machine, moved)
    known = find_standing(decisions, bench.find)
    idle = {d.id for d in known if d.status == "standing" and not _apply(bench, d)}
    made = bench.record()
    entries = _reconcile(machine, made, bench.rejected, policy)
    standing = [d for d in known if d.status == "standing" and d.id not in idle]
    entries = leave_open(entries, (d for d in known if d.status == "conflicting"), bench)
    entries, unfit = settle_cells(entries, standing, bench)
    idle |= unfit
    record = msgspec.structs.replace(
        made,
        entries=entries,
        decisions=tuple(msgspec.structs.replace(d, status="idle") if d.id in idle else d for d in known),
        machine=_changed(machine.entries, entries),
    )
    return Decided(record, dict(bench.merged))


def _apply(bench: Workbench, decision: Decision) -> bool:
    """Apply a decision to the lines; False where there is nothing (any more) that it could bear on."""
    match decision.what:
        case "merge":
            return merge(bench, decision)
        case "split":
            return split(bench, decision)
        case "reject" | "accept":
            claim = bench.find(decision.about[0])
            if claim in bench.claims and decision.what == "reject":
                bench.rejected.add(claim)
            return claim in bench.claims
        case "name":
            return name_voice(bench, decision)
        case "copy":
            return mark_copy(bench, decision)
        case "correct":
            of = bench.find(decision.of) if decision.of else None
            if bench.find(decision.about[0]) not in bench.events or (of and of not in bench.participants):
                return False
            seat_participant(bench, decision)
            return True
        case _:
            return True


def _reconcile(machine: Record, made: Record, rejected: set[str], policy: str) -> tuple[Entry, ...]:
    """Make the entries anew whose claims or surroundings the decisions changed."""
    claims = [c for c in made.claims if c.id not in rejected]
    before, after = (machine.claims, scene_of(machine)), (claims, scene_of(made))
    return mend(machine.entries, touched(before, after), claims, after[1], policy)


def _changed(machine: Sequence[Entry], entries: Sequence[Entry]) -> tuple[MachineEntry, ...]:
    """Return the machine's entries of the cells that are now other, or gone."""
    now = {(e.event, e.slot, e.of): e for e in entries}
    return tuple(
        MachineEntry(**{f: getattr(e, f) for f in Entry.__struct_fields__})
        for e in machine
        if now.get((e.event, e.slot, e.of)) != e
    )
