"""Policies: which reading a table shows. They choose; they never delete, merge or reorder.

A policy looks only at the candidates: readings that somebody affirms as a fact, that nothing has superseded
and that those who gave them have not taken back. On slots that hold no numbers all policies are `latest`.
"""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from variorum.errors import UsageError
from variorum.model.record import Reading
from variorum.model.value import Count, Measure, Place
from variorum.reconcile.sameness import narrowness

Index = int | None


class Choice(msgspec.Struct, frozen=True):
    """What a policy makes of an entry: the reading it prefers, and the lowest and highest it accepts."""

    low: Index
    best: Index
    high: Index


class Policy(msgspec.Struct, frozen=True):
    """A named rule of choice; `rule` says in words what `choose` does."""

    name: str
    rule: str
    choose: Callable[[Sequence[Reading], Sequence[int]], Choice]


def choose_latest(readings: Sequence[Reading], candidates: Sequence[int]) -> Choice:
    """Prefer more terminal sources, then more origins, then the later last day, then the narrower value.

    A place that the gazetteer does not know is preferred only where no other is known.
    """

    def rank(index: int) -> tuple[object, ...]:
        reading = readings[index]
        kind, width = narrowness(reading.value)
        is_known = not isinstance(reading.value, Place) or reading.value.lat is not None
        return is_known, reading.terminal_sources, reading.origins, reading.last or "", -kind, -width, -index

    best = candidates[0] if len(candidates) == 1 else max(candidates, key=rank, default=None)
    return Choice(best, best, best)


def choose_ucdp(readings: Sequence[Reading], candidates: Sequence[int]) -> Choice:
    """Give low, best and high: best is the best witnessed number, the lower of equals."""
    low, high = _least(readings, candidates), _greatest(readings, candidates)
    best = min(
        candidates,
        key=lambda i: (-readings[i].terminal_sources, -readings[i].origins, readings[i].bounds, i),
        default=None,
    )
    return Choice(low, best, high)


def choose_acled(readings: Sequence[Reading], candidates: Sequence[int]) -> Choice:
    """Prefer the most conservative number: the lowest that any source stands by."""
    least = _least(readings, candidates)
    return Choice(least, least, least)


def choose_ibc(readings: Sequence[Reading], candidates: Sequence[int]) -> Choice:
    """Give a minimum and a maximum: the table shows the minimum, taken from two sources where two agree."""
    agreed = [i for i in candidates if readings[i].terminal_sources >= 2 and readings[i].origins >= 2]
    return Choice(
        _least(readings, agreed or candidates),
        _least(readings, agreed or candidates),
        _greatest(readings, candidates),
    )


def _least(readings: Sequence[Reading], candidates: Sequence[int]) -> Index:
    return min(candidates, key=lambda i: (readings[i].bounds, narrowness(readings[i].value), i), default=None)


def _greatest(readings: Sequence[Reading], candidates: Sequence[int]) -> Index:
    return max(candidates, key=lambda i: (readings[i].bounds[::-1], -i), default=None)


POLICIES: Mapping[str, Policy] = {
    policy.name: policy
    for policy in (
        Policy(
            "latest",
            "The reading with more terminal sources (counted low), then more origins, then the later last "
            "day, then the narrower value; a place that cannot be located only where no other is told.",
            choose_latest,
        ),
        Policy(
            "ucdp",
            "Low, best and high, as Uppsala's coders give them: low is the lowest number that stands, high "
            "the highest; best has the most terminal sources, then the most origins, and is "
            "the lower of equals.",
            choose_ucdp,
        ),
        Policy(
            "acled",
            "The most conservative number, as ACLED's coders choose it: the lowest that stands; of equals "
            "the narrower.",
            choose_acled,
        ),
        Policy(
            "ibc",
            "A minimum and a maximum, as Iraq Body Count gives them: the minimum is the lowest number that "
            "two terminal sources and two origins agree on, or the lowest of all where no two agree; the "
            "maximum is the highest that stands. The table shows the minimum.",
            choose_ibc,
        ),
    )
}


def find_policy(name: str) -> Policy:
    """Return the policy of a name; raise `UsageError` (E020) where there is none."""
    if name not in POLICIES:
        raise UsageError("E020", "no such policy", where=name, do=f"use one of {', '.join(POLICIES)}")
    return POLICIES[name]


def choose_preferred(
    readings: Sequence[Reading], candidates: Sequence[int], policy: str = "latest"
) -> Choice:
    """Apply a policy to the candidates among the readings of one entry.

    Readings of other units are never compared, but one is chosen among them all: the policies of numbers
    choose within the unit of the reading that `latest` would show.
    """
    rule = find_policy(policy)
    latest = choose_latest(readings, candidates)
    if latest.best is None or policy == "latest":
        return latest
    shown = readings[latest.best].value
    if not isinstance(shown, Count | Measure):
        return latest
    alike = [
        i for i in candidates if isinstance(v := readings[i].value, Count | Measure) and v.unit == shown.unit
    ]
    return rule.choose(readings, alike)
