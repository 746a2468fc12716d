"""Which of two reports with words in common has them from the other."""

import heapq
import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from variorum.link.copies.comparing import Passage
from variorum.link.copies.credits import are_sisters, credits_outlet, is_agency
from variorum.link.copies.shingles import SIZE, Hashes
from variorum.link.copies.witness import Witness, find_name, name_outlet

# Weights are the logarithm of the odds. A credit is stronger than a date, because pages are dated again
# when they change; a date is stronger than all that the words alone can say.
_CREDIT, _DAY, _HOUR = 6.0, 4.0, 3.0
# The outlet that the shared words themselves name ("told News 4", "(WIVB)") had them first.
_NAMED = 2.0
_AGENCY = 1.0
# What one has and the other lacks speaks for the one where third reports have it as well.
_ATTESTED = 2.0
# The fuller of two tellings is more often the source; counted in words, with so many for nothing.
_FULLER, _NOTHING = 1.0, 6
# A report that holds the whole of another and adds only words about itself dressed it.
_DRESSED = 0.7
# A report opens with its own lead; what it took over follows. The words before it may be a dateline.
_LEADS, _OPENING = 0.8, 8


def weigh_direction(
    source: Witness, taker: Witness, passages: Sequence[Passage], others: Sequence[Witness]
) -> float:
    """Return the log odds that `source` stood before `taker`; 0 where nothing tells them apart.

    `passages` are those of `taker` that stand in `source`; `others` are third reports with the same words.
    """
    if not passages:
        return 0.0
    outlets = source.report.outlet, taker.report.outlet
    odds = _CREDIT * (credits_outlet(taker, outlets[0]) - credits_outlet(source, outlets[1]))
    odds += _weigh_dates(source.report.published, taker.report.published)
    odds += _AGENCY * (is_agency(outlets[0]) - is_agency(outlets[1]))
    odds += _weigh_names(source, taker, passages)
    odds += _weigh_attested(source, taker, others)
    return odds + _weigh_fullness(source, taker, passages)


def _weigh_dates(source: str | None, taker: str | None) -> float:
    """Compare days, or hours where both are given; a report without a date comes last."""
    if source is None or taker is None:
        return _DAY * ((taker is None) - (source is None))
    if source[:10] != taker[:10]:
        return _DAY if source[:10] < taker[:10] else -_DAY
    if len(source) > 10 and len(taker) > 10 and source != taker:
        return _HOUR if source < taker else -_HOUR
    return 0.0


def _weigh_names(source: Witness, taker: Witness, passages: Sequence[Passage]) -> float:
    if are_sisters(source.report.outlet, taker.report.outlet):
        return 0.0
    named = [
        any(p.start <= at < p.end for at, _ in find_name(taker, name) for p in passages)
        for name in (name_outlet(source.report.outlet), name_outlet(taker.report.outlet))
    ]
    return _NAMED * (named[0] - named[1])


def _weigh_attested(source: Witness, taker: Witness, others: Sequence[Witness]) -> float:
    """Count the shingles of each that the other lacks and third reports have."""
    first = np.setdiff1d(_told_shingles(source), taker.hashes)
    second = np.setdiff1d(_told_shingles(taker), source.hashes)
    if not others or not (len(first) or len(second)):
        return 0.0
    third = np.concatenate([w.hashes for w in others])
    for_source, for_taker = (int(np.isin(third, found).sum()) for found in (first, second))
    return _ATTESTED * math.log((for_source + _NOTHING) / (for_taker + _NOTHING))


def _told_shingles(witness: Witness) -> Hashes:
    """Return the shingles of a report that hold no word of its furniture."""
    marks = np.array(witness.furniture, np.int64)
    if len(marks) < SIZE:
        return witness.hashes
    told: Hashes = witness.hashes[np.convolve(marks, np.ones(SIZE, np.int64), "valid") == 0]
    return told


def _weigh_fullness(source: Witness, taker: Witness, passages: Sequence[Passage]) -> float:
    here = [(p.start, p.end) for p in passages]
    there = [(p.source_start, p.source_end) for p in passages]
    first, second = _tell_alone(source, there), _tell_alone(taker, here)
    odds = _FULLER * math.log((first[0] + _NOTHING) / (second[0] + _NOTHING))
    odds += _LEADS * (_leads(source, there) - _leads(taker, here))
    return odds - _DRESSED * ((first[1] > 0) - (second[1] > 0))


def _tell_alone(witness: Witness, shared: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Count the words of the body outside the shared passages: those that tell, those of the furniture."""
    alone = [number >= witness.body for number in range(len(witness.words))]
    for start, end in shared:
        alone[start:end] = [False] * (end - start)
    telling = sum(a and not f for a, f in zip(alone, witness.furniture, strict=True))
    furniture = sum(a and f for a, f in zip(alone, witness.furniture, strict=True))
    return telling, furniture


def _leads(witness: Witness, shared: Sequence[tuple[int, int]]) -> bool:
    """Say whether the body opens with what is shared."""
    return any(start <= witness.body + _OPENING < end for start, end in shared)


def order_by_odds(numbers: Iterable[int], odds: Mapping[tuple[int, int], float]) -> list[int]:
    """Order reports so that sources come before takers as far as the odds between pairs allow.

    `odds[a, b]` above 0 says that a stood before b. Of reports that nothing precedes, the smaller number
    goes first; in a circle, the one with most in its favour.

    >>> order_by_odds([0, 1, 2], {(0, 1): -2.0, (1, 2): 3.0})
    [1, 0, 2]
    """
    after: dict[int, dict[int, float]] = {n: {} for n in numbers}
    before: dict[int, dict[int, float]] = {n: {} for n in after}
    for (a, b), value in odds.items():
        first, second = (a, b) if value > 0 else (b, a)
        after[first][second] = before[second][first] = abs(value)
    ready = [n for n in after if not before[n]]
    heapq.heapify(ready)
    left = dict.fromkeys(sorted(after))
    order: list[int] = []
    while left:
        if ready:
            number = heapq.heappop(ready)
        else:
            number = max(left, key=lambda n: (round(sum(after[n].values()) - sum(before[n].values()), 6), -n))
        if number not in left:
            continue
        del left[number]
        order.append(number)
        for taker in sorted(after[number]):
            before[taker].pop(number, None)
            if taker in left and not before[taker]:
                heapq.heappush(ready, taker)
        for source in before[number]:
            after[source].pop(number, None)
    return order
