"""Claims whose value is impossible or contradicts itself: refused by name, never changed in silence.

A refused claim stands in no reading. A claim without a date is kept: it is a witness like any other, but it
is neither earlier nor later than anything, and no past day holds it.
"""

import datetime
import functools
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from variorum.data import load_yaml
from variorum.errors import ClaimError
from variorum.model.record import Claim
from variorum.model.value import Count, Measure, Time, Value
from variorum.reconcile.saying import say_number_of
from variorum.reconcile.scene import Scene
from variorum.reconcile.slots import load_rules


def check_claim(claim: Claim) -> ClaimError | None:
    """Return the error that a claim is, or None.

    E601 beyond what the slot can hold, E602 end before start, E603 unknown slot, E604 another shape of value
    than the slot takes, E607 a day that no calendar has. Claims with these stand in no reading.
    """
    found = refusal(claim)
    if found is None:
        return None
    code, what = found
    return ClaimError(
        code,
        what,
        where=f"claim {claim.id} of report {claim.report}",
        kept="the claim is kept but stands in no reading",
        do="look at its words; report it if they were misread",
    )


def refused(claims: Iterable[Claim]) -> tuple[ClaimError, ...]:
    """Return an error for each claim that stands in no reading, by claim id."""
    errors = (check_claim(claim) for claim in sorted(claims, key=lambda claim: claim.id))
    return tuple(error for error in errors if error is not None)


def doubts(claims: Iterable[Claim], scene: Scene) -> tuple[ClaimError, ...]:
    """Return an error for each thing that is kept though something about it is amiss.

    E605 claims without a date, one error a report; E606 a circle in `part_of`, `member_of` or `speaks_for`.
    Whatever stands in a circle of `speaks_for` is one source, the one with the least id; nobody in a circle
    of `member_of` is a part to be added up.
    """
    undated = Counter(claim.report for claim in claims if not claim.published)
    errors = (
        ClaimError(
            "E605",
            f"no date for {say_number_of(number, 'claim')}",
            where=f"report {report}",
            kept="no past day holds it" if number == 1 else "no past day holds them",
        )
        for report, number in sorted(undated.items())
    )
    return (*errors, *_circles(scene))


def refusal(claim: Claim) -> tuple[str, str] | None:
    """Return the code and the words of what is impossible about a claim, or None."""
    return refuse_value(claim.slot, claim.value)


def refuse_value(slot: str, value: Value) -> tuple[str, str] | None:
    """Return the code and the words of why a slot cannot hold a value, or None.

    >>> refuse_value("age", Measure(low=400, high=400, unit="year"))
    ('E601', '400 is not a possible value of age')
    """
    rule = load_rules().get(slot)
    if rule is None:
        return "E603", f"no slot is called {slot}"
    shape = str(type(value).__struct_config__.tag)
    if shape != rule.shape:
        return "E604", f"the slot {slot} takes a {rule.shape}, not a {shape}"
    if isinstance(value, Count | Measure):
        return _refuse_number(value, slot)
    return _refuse_time(value) if isinstance(value, Time) else None


def _refuse_time(value: Time) -> tuple[str, str] | None:
    for moment in (value.start, value.end):
        if moment and not _is_day(moment[:10]):
            return "E607", f"{moment} is not a day of the calendar"
    if value.start and value.end and _is_before(value.end, value.start):
        return "E602", f"it ends ({value.end}) before it starts ({value.start})"
    return None


@functools.lru_cache(maxsize=4096)
def _is_day(day: str) -> bool:
    try:
        datetime.date.fromisoformat(day)
    except ValueError:
        return False
    return day[4:5] == "-" == day[7:8]  # not a week ("2025-W01-1") or a bare number


def _is_before(end: str, start: str) -> bool:
    shared = min(len(end), len(start))  # a day and an hour of that day are not apart
    return end[:shared] < start[:shared]


def _refuse_number(value: Count | Measure, slot: str) -> tuple[str, str] | None:
    low, high = value.low, value.high
    if low is not None and high is not None and high < low:
        return "E602", f"its upper bound {high} is below its lower bound {low}"
    data = load_yaml("ontology/slots.yaml")
    limits = data["limits"]
    limit = limits.get(slot, limits["count"] if isinstance(value, Count) else None)
    least = data["floors"].get(slot, 0)
    for number in (low, high):
        if number is None:
            continue
        if not math.isfinite(number) or number < least or (limit is not None and number > limit):
            return "E601", f"{number} is not a possible value of {slot}"
    return None


def _circles(scene: Scene) -> Iterator[ClaimError]:
    for what, parents in (
        ("part_of", {event.id: event.part_of for event in scene.events}),
        ("member_of", {participant.id: participant.member_of for participant in scene.participants}),
        ("speaks_for", {voice.id: voice.speaks_for for voice in scene.voices}),
    ):
        for circle in find_circles(parents):
            names = " -> ".join((*circle, circle[0]))
            yield ClaimError("E606", f"{what} goes in a circle: {names}", kept="nothing was changed")


def find_circles(parents: Mapping[str, str | None]) -> list[tuple[str, ...]]:
    """Return each circle once, beginning with its least id.

    >>> find_circles({"a": "b", "b": "a", "c": "a", "d": None})
    [('a', 'b')]
    """
    done: set[str] = set()
    circles = []
    for start in sorted(parents):
        path: dict[str, int] = {}
        at: str | None = start
        while at is not None and at in parents and at not in done and at not in path:
            path[at] = len(path)
            at = parents[at]
        if at is not None and at in path:
            ring = list(path)[path[at] :]
            least = ring.index(min(ring))
            circles.append((*ring[least:], *ring[:least]))
        done.update(path)
    return sorted(circles)
