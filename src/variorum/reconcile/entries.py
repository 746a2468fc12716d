"""Claims become entries, cell by cell."""

from collections.abc import Iterable, Mapping, Sequence

from variorum.model.record import Claim, Entry
from variorum.reconcile.checking import refusal
from variorum.reconcile.deriving import derive, parts_of, wholes_told
from variorum.reconcile.policies import choose_preferred, find_policy
from variorum.reconcile.readings import Draft, Drafting, finish, is_denied_by
from variorum.reconcile.scene import Scene
from variorum.reconcile.slots import SlotRule, load_rules
from variorum.reconcile.standing import find_conflict, find_denial, judge
from variorum.reconcile.superseding import mark_superseded

Cell = tuple[str, str]  # event and slot: what has to be reconciled together


def cell_of(claim: Claim) -> Cell:
    """Return the cell that a claim bears on: its event and slot.

    Every `of` of a slot belongs to one cell, because the parts may add up to the whole.
    """
    return claim.event, claim.slot


def reconcile(claims: Sequence[Claim], scene: Scene, policy: str = "latest") -> tuple[Entry, ...]:
    """Make the entries that follow from the claims, sorted by event, slot and `of`.

    The order of the claims does not matter. Claims with an impossible value stand in no reading; `refused`
    names them. To mend a record after a change, reconcile the claims of the cells that `touched` names.
    """
    find_policy(policy)
    cells: dict[Cell, dict[str | None, list[Claim]]] = {}
    for claim in claims:
        if refusal(claim) is None:
            cells.setdefault((claim.event, claim.slot), {}).setdefault(claim.of, []).append(claim)
    drafting = Drafting(scene)
    cell_maker = _Cells(drafting, policy)
    return tuple(entry for cell in sorted(cells) for entry in cell_maker.make(cell, cells[cell]))


class _Cells:
    """Make the entries of one cell after another in one scene."""

    def __init__(self, drafting: Drafting, policy: str) -> None:
        self._drafting = drafting
        self._policy = policy
        self._cast = {participant.id: participant for participant in drafting.scene.participants}

    def make(self, cell: Cell, by_of: Mapping[str | None, Iterable[Claim]]) -> list[Entry]:
        """Make the entries of one event and slot: the whole first, then each `of`."""
        event, slot = cell
        rule = load_rules()[slot]
        entries: list[Entry] = []
        told: dict[str, Draft] = {}
        for of in sorted(of for of in by_of if of is not None):
            drafts = self._drafting.draft(by_of[of], rule)
            entry = self._enter(event, rule, of, drafts)
            entries.append(entry)
            if entry.preferred is not None:
                told[of] = drafts[entry.preferred]
        whole = self._drafting.draft(by_of.get(None, ()), rule)
        if rule.shape == "count" and len(told) > 1 and not wholes_told(whole):
            whole = _join(whole, derive(parts_of(told, self._cast, event), rule))
        if whole:
            entries.insert(0, self._enter(event, rule, None, whole))
        return entries

    def _enter(self, event: str, rule: SlotRule, of: str | None, drafts: Sequence[Draft]) -> Entry:
        mark_superseded(drafts, rule, self._cast)
        readings = tuple(finish(draft) for draft in drafts)
        candidates = [i for i, draft in enumerate(drafts) if draft.stands and draft.modality == "asserted"]
        preferred = choose_preferred(readings, candidates, self._policy).best
        contested = find_denial(drafts) is not None or find_conflict(drafts, rule, self._cast) is not None
        return Entry(
            event=event,
            slot=rule.name,
            of=of,
            status=judge(drafts, contested, preferred),
            preferred=preferred,
            readings=readings,
        )


def _join(stated: Sequence[Draft], derived: Sequence[Draft]) -> list[Draft]:
    """Put derived readings among the stated; a denial of their number, or of any, stands against them."""
    joined = list(stated)
    for draft in derived:
        denied = next((d for d in joined if _is_against(d, draft)), None)
        if denied is not None:
            draft.against, draft.denying = denied.against, denied.denying
            joined.remove(denied)
        joined.append(draft)
    return sorted(joined, key=lambda draft: draft.order)


def _is_against(stated: Draft, derived: Draft) -> bool:
    is_same = stated.key == derived.key and stated.modality == derived.modality
    return is_same or (not stated.claims and is_denied_by(derived, stated))
