"""Cells settled by people: a value corrected, a claim accepted."""

from collections.abc import Iterable, Sequence

import msgspec

from variorum.deciding.workbench import Workbench
from variorum.model.record import Decision, Entry, Reading, Status
from variorum.model.value import Text, Value

_Key = tuple[str, str, str | None]


def settle_cells(
    entries: Sequence[Entry], standing: Iterable[Decision], bench: Workbench
) -> tuple[tuple[Entry, ...], set[str]]:
    """Let corrected and accepted values be those preferred; also return the ids of what could not be done.

    A correction that agrees with a reading prefers it; one that agrees with none is a reading of its own,
    without claims and with nothing counted: no report says it. The readings of the reports all stay.
    """
    cells: dict[_Key, Entry] = {(e.event, e.slot, e.of): e for e in entries}
    idle: set[str] = set()
    for decision in standing:
        if decision.what == "correct":
            _correct(cells, decision, bench)
        elif decision.what == "accept" and not _accept(cells, bench, bench.find(decision.about[0])):
            idle.add(decision.id)
    order = sorted(cells, key=lambda k: (k[0], k[1], k[2] is not None, k[2] or ""))
    return tuple(cells[key] for key in order), idle


def leave_open(
    entries: Sequence[Entry], conflicting: Iterable[Decision], bench: Workbench
) -> tuple[Entry, ...]:
    """Let a cell that two people correct otherwise show no value: they agree that the machine's is wrong."""
    disputed = {
        (bench.find(d.about[0]), d.slot, bench.find(d.of) if d.of else None)
        for d in conflicting
        if d.what == "correct"
    }
    return tuple(
        msgspec.structs.replace(e, preferred=None, status="contested")
        if (e.event, e.slot, e.of) in disputed
        else e
        for e in entries
    )


def _correct(cells: dict[_Key, Entry], decision: Decision, bench: Workbench) -> None:
    event = bench.find(decision.about[0])
    key = (event, decision.slot or "", bench.find(decision.of) if decision.of else None)
    value = decision.value or Text("")
    entry = cells.get(key) or Entry(
        event=key[0], slot=key[1], of=key[2], status="single", preferred=None, readings=()
    )
    chosen = next((i for i, r in enumerate(entry.readings) if _is_same(r.value, value)), None)
    if chosen is None:
        chosen = len(entry.readings)
        entry = msgspec.structs.replace(entry, readings=(*entry.readings, _reading_of(value)))
    cells[key] = _prefer(entry, chosen)


def _accept(cells: dict[_Key, Entry], bench: Workbench, claim_id: str) -> bool:
    claim = bench.claims[claim_id]
    key = (claim.event, claim.slot, claim.of)
    entry = cells.get(key)
    if entry is None:
        return False
    chosen = next((i for i, r in enumerate(entry.readings) if claim_id in r.claims), None)
    if chosen is not None:
        cells[key] = _prefer(entry, chosen)
    return chosen is not None


def _prefer(entry: Entry, chosen: int) -> Entry:
    reading = entry.readings[chosen]
    status: Status = entry.status
    if status not in ("contested", "revised"):
        if min(reading.origins, reading.terminal_sources) > 1:
            status = "corroborated"
        else:
            status = "repeated" if reading.reports > 1 else "single"
    return msgspec.structs.replace(entry, preferred=chosen, status=status)


def _reading_of(value: Value) -> Reading:
    return Reading(
        value=value,
        claims=(),
        reports=0,
        origins=0,
        terminal_sources=0,
        origins_max=0,
        terminal_sources_max=0,
        first=None,
        last=None,
    )


def _is_same(one: Value, other: Value) -> bool:
    """Say whether two values are the same but for how they are worded."""
    if type(one) is not type(other):
        return False
    fields = [f for f in one.__struct_fields__ if f not in ("qualifier", "timex")]
    return all(getattr(one, f) == getattr(other, f) for f in fields)
