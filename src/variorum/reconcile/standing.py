"""What keeps an entry from being settled: readings that exclude each other, and voices that deny one."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from variorum.model.record import Participant, Status
from variorum.reconcile.agreeing import bounds_of, can_both_be_true
from variorum.reconcile.readings import Draft, count_witnesses
from variorum.reconcile.slots import SlotRule

CONFLICTING = frozenset({"asserted", "planned"})  # what may be or is feared excludes nothing
_COMPARED = 100  # readings of names and places beyond this many are not held against each other


def find_conflict(
    drafts: Sequence[Draft], rule: SlotRule, cast: Mapping[str, Participant]
) -> tuple[int, int] | None:
    """Return two readings that cannot both be true, from different sources, neither superseded."""
    if rule.many or rule.passes or len(drafts) < 2:
        return None
    peers: dict[tuple[str, str], list[int]] = {}
    for index, draft in enumerate(drafts):
        if draft.stands and draft.modality in CONFLICTING:
            peers.setdefault((draft.unit, draft.modality), []).append(index)
    for group in peers.values():
        if len(group) > 1:
            ranged = bounds_of(drafts[group[0]].value) is not None
            pair = _by_bounds(drafts, group) if ranged else _by_pairs(drafts, group, rule, cast)
            if pair is not None:
                return pair
    return None


def _by_bounds(drafts: Sequence[Draft], group: Sequence[int]) -> tuple[int, int] | None:
    """Find two ranges apart: the one that ends first and the one that begins last, by other sources."""
    ends: dict[object, tuple[Any, int]] = {}
    begins: dict[object, tuple[Any, int]] = {}
    for index in group:
        bounds = bounds_of(drafts[index].value)
        if bounds is None:
            continue
        sources = drafts[index].sources
        who: object = next(iter(sources)) if len(sources) == 1 else index
        ends[who] = min(ends.get(who, (bounds[1], index)), (bounds[1], index))
        begins[who] = max(begins.get(who, (bounds[0], -1)), (bounds[0], index))
    first_ends = sorted(ends.items(), key=lambda item: item[1])[:2]
    last_begins = sorted(begins.items(), key=lambda item: item[1], reverse=True)[:2]
    for one, (end, i) in first_ends:
        for other, (begin, j) in last_begins:
            if one != other and end < begin:
                return min(i, j), max(i, j)
    return None


def _by_pairs(
    drafts: Sequence[Draft], group: Sequence[int], rule: SlotRule, cast: Mapping[str, Participant]
) -> tuple[int, int] | None:
    for i, j in combinations(group[:_COMPARED], 2):
        one, other = drafts[i], drafts[j]
        alone = len(one.sources) == 1 and one.sources.keys() == other.sources.keys()
        if not alone and not can_both_be_true(one.value, other.value, rule, cast):
            return i, j
    return None


def find_denial(drafts: Sequence[Draft]) -> int | None:
    """Return the first standing reading that another voice denies."""
    for index, draft in enumerate(drafts):
        if draft.against and draft.stands and draft.deniers:
            return index
    return None


def judge(drafts: Sequence[Draft], contested: bool, preferred: int | None) -> Status:
    """Return the first status that fits."""
    if contested:
        return "contested"
    if any(draft.superseded_by is not None or draft.heirs for draft in drafts):
        return "revised"
    if preferred is None:
        return "single"
    reports, origins, sources, _, _ = count_witnesses(drafts[preferred])
    if reports < 2:
        return "single"
    return "corroborated" if origins >= 2 and sources >= 2 else "repeated"
