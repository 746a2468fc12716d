"""Reconcile only what a change bears on, with the same result as all at once."""

from collections.abc import Iterable, Iterator, Sequence

from variorum.model.record import Claim, Entry
from variorum.reconcile.articles import Articles
from variorum.reconcile.entries import Cell, cell_of, reconcile
from variorum.reconcile.readings import doubtful_reports
from variorum.reconcile.scene import Scene
from variorum.reconcile.witnesses import Witnesses

State = tuple[Sequence[Claim], Scene]


def touched(before: State, after: State) -> tuple[Cell, ...]:
    """Return the cells (event and slot) whose entries may differ between two states of a record, sorted.

    A cell is touched where one of its claims came, went or changed; where the words, terminal source or
    independence of one changed, as when a voice is found to speak for a body or a report to be a copy; or
    where a participant of its event changed.
    """
    old, new = (dict(_marks(*state)) for state in (before, after))
    cells = {mark[0] for id_ in old.keys() | new.keys() for mark in _apart(old.get(id_), new.get(id_))}
    casts = [
        {(p.id, p.event, p.name, p.type, p.member_of) for p in scene.participants}
        for _, scene in (before, after)
    ]
    recast = {member[1] for member in casts[0] ^ casts[1]}
    if recast:
        cells |= {
            cell_of(claim) for claims, _ in (before, after) for claim in claims if claim.event in recast
        }
    return tuple(sorted(cells))


Mark = tuple[Cell, tuple[object, ...]]


def _apart(old: Mark | None, new: Mark | None) -> Iterator[Mark]:
    if old != new:
        yield from (mark for mark in (old, new) if mark is not None)


def _marks(claims: Sequence[Claim], scene: Scene) -> Iterator[tuple[str, Mark]]:
    witnesses, doubtful, articles = Witnesses(scene), doubtful_reports(scene), Articles(scene)

    def told(claim: Claim) -> tuple[object, ...]:
        return (articles.last(claim.report), articles.is_current(claim)) if articles else (claim.report, True)

    for claim in claims:
        makers = tuple(witnesses.voice(link.voice) for link in claim.chain)
        outlet = witnesses.outlet(claim.report, claim.origin)
        mark = (claim, scene.words.get(claim.id), makers, outlet, claim.report in doubtful, *told(claim))
        yield claim.id, (cell_of(claim), mark)


def mend(
    entries: Iterable[Entry],
    cells: Iterable[Cell],
    claims: Iterable[Claim],
    scene: Scene,
    policy: str = "latest",
) -> tuple[Entry, ...]:
    """Put new entries in the place of those in the given cells; `claims` are the claims after the change.

    With the cells that `touched` names this gives exactly what `reconcile` gives for all the claims.
    """
    wanted = frozenset(cells)
    kept = [entry for entry in entries if (entry.event, entry.slot) not in wanted]
    made = reconcile([claim for claim in claims if cell_of(claim) in wanted], scene, policy)
    return tuple(sorted((*kept, *made), key=lambda e: (e.event, e.slot, e.of is not None, e.of or "")))
