"""How probable each day and toll is that a report's words allow for its main happening.

What one report leaves open the other reports of the event may settle (`link.concord`): so the analysis keeps
more than the choice itself.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from variorum.analyse.events.fillings import Teller
from variorum.model.analysis import Chance, Filling, Timex
from variorum.model.value import Count

SMALL = 20  # thousandths of probability below which a rival is not kept
SURE = 1000  # thousandths: what its words leave no choice about


class Day(NamedTuple):
    """An expression that may date the main happening, and how probable it is in thousandths."""

    timex: Timex
    weight: int
    chosen: bool = False


def weights_of(odds: Sequence[float]) -> list[int]:
    """Return the probabilities of rivals, in thousandths, beside "none of them", whose log odds are 0.

    >>> weights_of([0.0]), weights_of([2.0, 2.0])
    ([500], [468, 468])
    """
    top = max(0.0, *odds) if odds else 0.0
    shares = [math.exp(each - top) for each in odds]
    total = sum(shares) + math.exp(-top)
    return [round(SURE * share / total) for share in shares]


def day_chances(teller: Teller, days: Sequence[Day]) -> tuple[Chance, ...]:
    """Return the chance of each stretch of days, in the words of its most probable expression."""
    found: dict[tuple[str, str], list[Day]] = {}
    for day in days:
        time = day.timex.time
        if time is not None and time.start is not None and time.end is not None:
            found.setdefault((time.start[:10], time.end[:10]), []).append(day)
    return tuple(c for alike in found.values() if (c := _day_chance(teller, alike)) is not None)


def _day_chance(teller: Teller, alike: Sequence[Day]) -> Chance | None:
    first = max(alike, key=lambda day: (day.chosen, day.weight))
    weight = sum(day.weight for day in alike)
    time = first.timex.time
    if time is None or (weight < SMALL and not first.chosen):
        return None
    told = () if first.chosen else (teller.fill("time", time, first.timex.span),)
    return Chance(slot="time", value=time, weight=weight, chosen=first.chosen, fillings=told)


def toll_chance(slot: str, number: int, weight: int, told: Sequence[Filling] | None) -> Chance:
    """Return the chance of one number; `told` is what its words would claim, None where it is chosen."""
    value = Count(low=number, high=number, unit="person")
    return Chance(slot=slot, value=value, weight=weight, chosen=told is None, fillings=tuple(told or ()))
