"""Which readings a later one puts out of date.

Three things do it, and only from one day to a later one, in one unit and one modality: the same terminal
source gives another value; the words say so; an open toll moves the way that its slot moves. Where a slot
tells how things stand at the moment ("in critical condition"), the later day alone does it. Beside these an
article that was edited puts out of date what it no longer tells, also within a day.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from variorum.model.record import Participant
from variorum.model.value import Actor, Count, Measure, Place, Time
from variorum.reconcile.agreeing import can_both_be_true, is_wider
from variorum.reconcile.numbers import Number, named_number
from variorum.reconcile.readings import UNDATED, Draft
from variorum.reconcile.slots import SlotRule
from variorum.reconcile.witnesses import Source

Cast = Mapping[str, Participant]


def mark_superseded(drafts: Sequence[Draft], rule: SlotRule, cast: Cast) -> None:
    """Set `superseded_by` of each reading to the first, in their order, that superseded it.

    `cast` holds the participants by id: who calls one "a man" and then "the driver" has changed nothing.
    """
    if len(drafts) < 2:
        return
    _mark_withdrawn(drafts)
    if rule.stays:
        return
    peers: dict[tuple[str, str], list[int]] = {}
    for index, draft in enumerate(drafts):
        if draft.is_told and not draft.derived and draft.first is not None:
            peers.setdefault((draft.unit, draft.modality), []).append(index)
    for group in peers.values():
        if len(group) > 1:
            _mark(drafts, group, rule, cast)


def _mark_withdrawn(drafts: Sequence[Draft]) -> None:
    """Let what an edited article no longer tells give way to what it tells now, else to what others tell."""
    for old in drafts:
        if not old.heirs:
            continue
        told = [i for i, d in enumerate(drafts) if d.is_told and not d.taken_back]
        alike = [i for i in told if (drafts[i].unit, drafts[i].modality) == (old.unit, old.modality)]
        own = {i for i in told if any(claim.report in old.heirs for claim in drafts[i].bearing)}
        choices = ([i for i in alike if i in own], sorted(own), alike)
        old.superseded_by = next((found[0] for found in choices if found), None)


def _mark(drafts: Sequence[Draft], group: Sequence[int], rule: SlotRule, cast: Cast) -> None:
    able = [index for index in group if not drafts[index].taken_back]
    first: dict[int, int] = {}
    for edges in (_by_words(drafts, able, group, rule), *_unless_many(drafts, able, group, rule, cast)):
        for old, new in edges:
            first[old] = min(new, first.get(old, new))
    for old, new in first.items():
        drafts[old].superseded_by = new


def _unless_many(
    drafts: Sequence[Draft], able: Sequence[int], group: Sequence[int], rule: SlotRule, cast: Cast
) -> Iterator[Iterator[tuple[int, int]]]:
    if not rule.many:
        yield _by_source(drafts, able, group, rule, cast)
        if rule.moves:
            yield _by_movement(drafts, able, group, rule.moves)
        if rule.passes:
            yield _by_day(drafts, able, group)


def _by_words(
    drafts: Sequence[Draft], able: Sequence[int], group: Sequence[int], rule: SlotRule
) -> Iterator[tuple[int, int]]:
    """Yield (old, new) where words of change in the new reading stand later than the old one."""
    cued = sorted((drafts[i].cue_day or "", -i) for i in able if drafts[i].cue_day)
    waiting = sorted(group, key=lambda i: drafts[i].at or UNDATED, reverse=True)
    least: list[int] = []  # the two least indexes among those whose words stand later
    for old in waiting:
        while cued and cued[-1][0] > (drafts[old].at or UNDATED):
            least = sorted([*least, -cued.pop()[1]])[:2]
        new = next((i for i in least if i != old), None)
        if new is not None and not _is_kept(drafts[old], drafts[new], rule):
            yield old, new


def _is_kept(old: Draft, new: Draft, rule: SlotRule) -> bool:
    """Say whether words of change leave a place or a time as it is: a final toll takes no town back."""
    return isinstance(old.value, Place | Time) and can_both_be_true(old.value, new.value, rule, {})


def _by_source(
    drafts: Sequence[Draft], able: Sequence[int], group: Sequence[int], rule: SlotRule, cast: Cast
) -> Iterator[tuple[int, int]]:
    """Yield (old, new) where one terminal source gives the new value after the old one.

    Who calls the shooting an attack the day after has not changed the type: it is another word for it.
    """
    held: dict[Source, list[tuple[str, int]]] = {}
    for index in able:
        for source, day in drafts[index].sources.items():
            held.setdefault(source, []).append((day, index))
    for told in held.values():
        told.sort()
    for old in group:
        draft = drafts[old]
        for source, day in draft.sources.items():
            told = held.get(source, [])
            passed = max(day, draft.cue_day or day)
            for _, new in told[bisect_right(told, (passed, len(drafts))) :]:
                if not _still_holds(draft, drafts[new], rule, cast):
                    yield old, new
                    break


def _still_holds(old: Draft, new: Draft, rule: SlotRule, cast: Cast) -> bool:
    """Say whether whoever gives the new value takes nothing back: it allows the old, or lies within it."""
    if rule.agrees in ("family", "means") or isinstance(old.value, Place | Actor):
        return can_both_be_true(old.value, new.value, rule, cast)
    if is_wider(new.value, old.value):
        return True
    return isinstance(old.value, Time) and is_wider(old.value, new.value)


def _by_movement(
    drafts: Sequence[Draft], able: Sequence[int], group: Sequence[int], moves: int
) -> Iterator[tuple[int, int]]:
    """Yield (old, new) where a later number has moved on the way that the toll moves, whoever gives it.

    Later readings wait on a stack with their indexes and numbers both rising from its top, so that the
    first that has passed the old number is found by halving.
    """
    numbers = {i: number for i in group if (number := _number(drafts[i], moves)) is not None}
    later = [i for i in able if i in numbers]
    stack: list[tuple[Number, int]] = []  # from the bottom: numbers and indexes fall
    for old in sorted(numbers, key=lambda i: drafts[i].at or UNDATED, reverse=True):
        while later and (drafts[later[-1]].first or UNDATED) > (drafts[old].at or UNDATED):
            index = later.pop()
            while stack and stack[-1][0] <= numbers[index]:
                stack.pop()
            stack.append((numbers[index], index))
        low, high = 0, len(stack)
        while low < high:  # the last entry of the stack whose number is larger
            middle = (low + high) // 2
            low, high = (middle + 1, high) if stack[middle][0] > numbers[old] else (low, middle)
        if low:
            yield old, stack[low - 1][1]


def _by_day(drafts: Sequence[Draft], able: Sequence[int], group: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield (old, new) where a later day has another value, whoever gives it."""
    later = sorted((drafts[i].first or UNDATED, i) for i in able)
    for old in group:
        at = bisect_right(later, (drafts[old].at or UNDATED, len(drafts)))
        if at < len(later):
            yield old, later[at][1]


def _number(draft: Draft, moves: int) -> Number | None:
    if not isinstance(draft.value, Count | Measure):
        return None
    number = named_number(draft.value, moves)
    return None if number is None else number * moves
