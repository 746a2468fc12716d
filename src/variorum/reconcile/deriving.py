"""Numbers that no report states though all their parts are told: three named dead are three killed."""

from collections.abc import Mapping, Sequence

from variorum.model.record import Participant
from variorum.model.value import Count
from variorum.reconcile.readings import Draft, count_witnesses
from variorum.reconcile.sameness import key_of
from variorum.reconcile.slots import SlotRule

Part = tuple[Participant, Draft]


def derive(parts: Sequence[Part], rule: SlotRule) -> list[Draft]:
    """Add up the parts of one event and slot: one reading a unit, from at least two exact parts.

    Each part is a participant who is a member of no other, with the reading preferred for it. A unit with a
    part that is not exact is left alone: four and "several" are not a number.
    """
    by_unit: dict[str, list[Part]] = {}
    for part in parts:
        by_unit.setdefault(part[1].unit, []).append(part)
    return [_add_up(by_unit[unit], rule) for unit in sorted(by_unit) if _is_exact(by_unit[unit])]


def _is_exact(parts: Sequence[Part]) -> bool:
    values = [draft.value for _, draft in parts]
    return len(parts) > 1 and all(isinstance(v, Count) and v.is_exact and v.qualifier is None for v in values)


def _add_up(parts: Sequence[Part], rule: SlotRule) -> Draft:
    drafts = [draft for _, draft in parts]
    total = sum(draft.value.low or 0 for draft in drafts if isinstance(draft.value, Count))
    value = Count(low=total, high=total, unit=drafts[0].unit)
    firsts, lasts = [d.first for d in drafts if d.first], [d.last for d in drafts if d.last]
    counts = [count_witnesses(draft) for draft in drafts]
    whole = Draft(drafts[0].unit, "asserted", key_of(value, rule), value)
    whole.claims = sorted((claim for draft in drafts for claim in draft.claims), key=lambda claim: claim.id)
    whole.first = max(firsts) if len(firsts) == len(drafts) else None
    whole.last = max(lasts, default=None)
    whole.derived = "count" if all(_is_person(*part) for part in parts) else "sum"
    whole.counted = (
        min(c[0] for c in counts),
        min(c[1] for c in counts),
        min(c[2] for c in counts),
        min(c[3] for c in counts),
        min(c[4] for c in counts),
    )
    whole.sources = {source: day for draft in drafts for source, day in draft.sources.items()}
    return whole


def _is_person(participant: Participant, draft: Draft) -> bool:
    return participant.type == "person" and isinstance(draft.value, Count) and draft.value.low == 1


def wholes_told(drafts: Sequence[Draft]) -> bool:
    """Say whether some report states the number as a fact."""
    return any(draft.is_told and draft.modality == "asserted" for draft in drafts)


def parts_of(told: Mapping[str, Draft], cast: Mapping[str, Participant], event: str) -> list[Part]:
    """Pick the parts that may be added up: participants of the event who are members of no other."""
    return [
        (cast[of], told[of])
        for of in sorted(told)
        if of in cast and cast[of].event == event and cast[of].member_of is None
    ]
