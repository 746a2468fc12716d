"""What changed between two records, cell by cell: from what, to what, by whose report."""

from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from variorum.model.record import Claim, Entry, Status
from variorum.model.value import Value
from variorum.reconcile.saying import say_value
from variorum.reconcile.scene import Scene
from variorum.reconcile.witnesses import Witnesses

Place = tuple[str, str, str | None]  # event, slot and `of`: one cell of the record
What = Literal["new", "gone", "value", "status", "readings", "witnesses"]


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What one cell showed: the preferred value (None where none is preferred) and its status."""

    value: Value | None
    status: Status
    reports: int
    origins: int
    terminal_sources: int


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One cell that changed.

    `what` names the greatest change: the cell is `new` or `gone`, another `value` is shown, the `status` is
    another, there are more or fewer `readings` (`came` and `went` hold their values), or only the
    `witnesses` differ. `reports`, `outlets` and `sources` (terminal sources by name) tell whose claims came
    in or fell out.
    """

    event: str
    slot: str
    of: str | None
    what: What
    before: Shown | None
    after: Shown | None
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    outlets: tuple[str, ...]
    sources: tuple[str, ...]
    came: tuple[Value, ...] = ()
    went: tuple[Value, ...] = ()


def diff_entries(
    before: Iterable[Entry], after: Iterable[Entry], claims: Iterable[Claim], scene: Scene
) -> tuple[Change, ...]:
    """Return the cells that differ, sorted by event, slot and `of`.

    `claims` and `scene` are those of the two records together (of the later one, where it holds the earlier).
    """
    old, new = _by_cell(before), _by_cell(after)
    known = {claim.id: claim for claim in claims}
    witnesses = Witnesses(scene)
    cells = sorted(old.keys() | new.keys(), key=lambda cell: (cell[0], cell[1], cell[2] or ""))
    return tuple(
        _compare(cell, (old.get(cell), new.get(cell)), known, scene, witnesses)
        for cell in cells
        if old.get(cell) != new.get(cell)
    )


def _by_cell(entries: Iterable[Entry]) -> dict[Place, Entry]:
    return {(entry.event, entry.slot, entry.of): entry for entry in entries}


def _compare(
    cell: Place,
    entries: tuple[Entry | None, Entry | None],
    known: Mapping[str, Claim],
    scene: Scene,
    witnesses: Witnesses,
) -> Change:
    before, after = (_show(entry) for entry in entries)
    was, now = (entry.all_claims if entry is not None else frozenset() for entry in entries)
    moved = [known[id_] for id_ in sorted(was ^ now) if id_ in known]
    notes = (scene.reports.get(claim.report) for claim in moved)
    old, new = (_values(entry) for entry in entries)
    return Change(
        event=cell[0],
        slot=cell[1],
        of=cell[2],
        what=_name(entries, before, after),
        before=before,
        after=after,
        claims=tuple(claim.id for claim in moved),
        reports=tuple(sorted({claim.report for claim in moved})),
        outlets=tuple(sorted({note.outlet for note in notes if note is not None and note.outlet})),
        sources=tuple(sorted({witnesses.name(witnesses.terminal(claim)) for claim in moved})),
        came=tuple(value for value in new if value not in old),
        went=tuple(value for value in old if value not in new),
    )


def _values(entry: Entry | None) -> tuple[Value, ...]:
    return tuple(reading.value for reading in entry.readings) if entry is not None else ()


def _show(entry: Entry | None) -> Shown | None:
    if entry is None:
        return None
    shown = None if entry.preferred is None else entry.readings[entry.preferred]
    return Shown(
        value=shown.value if shown else None,
        status=entry.status,
        reports=shown.reports if shown else 0,
        origins=shown.origins if shown else 0,
        terminal_sources=shown.terminal_sources if shown else 0,
    )


def _name(entries: tuple[Entry | None, Entry | None], before: Shown | None, after: Shown | None) -> What:
    if before is None or after is None:
        return "new" if before is None else "gone"
    if before.value != after.value:
        return "value"
    if before.status != after.status:
        return "status"
    return "readings" if _values(entries[0]) != _values(entries[1]) else "witnesses"


def say_change(change: Change) -> str:
    """Say one change in a line: the cell, from what to what, by whose report."""
    of = f" of {change.of}" if change.of else ""
    by = f", by {', '.join(change.outlets or change.reports)}" if change.reports else ""
    on = f" on the word of {', '.join(change.sources)}" if change.sources else ""
    return f"{change.event} {change.slot}{of}: {_say(change.before)} -> {_say(change.after)}{by}{on}"


def _say(shown: Shown | None) -> str:
    if shown is None:
        return "nothing"
    value = "no value" if shown.value is None else say_value(shown.value)
    return f"{value} ({shown.status})"
