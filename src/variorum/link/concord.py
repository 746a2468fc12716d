"""Let the reports of one event settle together its day and its tolls, where the words of one allow several.

Each analysis says how probable every day and number is by its own words (`Chance`). What the other reports
say is weighed in: a report that may mean Friday or Saturday means the day that the others give. One that is
sure of its own stands beside theirs as it is: what sources disagree on is not for this to settle. Nor does a
report ever come to claim, or to claim no longer, what its own words leave no choice about.
"""

import datetime
import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from variorum.link.events import Merged
from variorum.model.analysis import Analysis, Chance, Filling
from variorum.model.report import Report
from variorum.model.span import Span
from variorum.model.value import Count, Time

Local = tuple[str, int]
Point = str | int  # a day, or a number
_Row = tuple[Local, str, list[Chance]]  # a telling, where its reporting comes from, its chances for one slot

_ALL = 1000  # thousandths
_DOUBT = 0.05  # how much is granted to what none of the others says; less makes them weigh more
_LONGEST = 3  # days of a stretch
_KNOWN = 12  # the largest toll of which the weights saw enough: shootings, no massacres
_FEW = 3  # a larger number that is told does not give way to none


class _Telling:
    """One report's chances for one slot of an event, as points: the days of a stretch, or a number."""

    def __init__(self, local: Local, chances: Sequence[Chance], share: float) -> None:
        self.local = local
        self.chances = chances
        self.share = share  # that of a report of its own origin
        self.weights: Counter[Point] = Counter()
        for chance in chances:
            for point in _points(chance):
                self.weights[point] += chance.weight

    def weigh(self, point: Point, said: Mapping[Point, float], count: float) -> float:
        """Return the log odds of a point by what all `count` reports have `said` of each."""
        own = self.weights[point]
        others = said[point] - self.share * own
        return math.log(max(1.0, own)) + math.log(
            (max(0.0, others) / _ALL + _DOUBT) / (count - self.share + _DOUBT)
        )


def choose_together(
    reports: Sequence[Report],
    analyses: Mapping[str, Analysis],
    merged: Merged,
    origin_of: Callable[[str, Span], str],
) -> dict[Local, tuple[Filling, ...]]:
    """Return the fillings of those tellings whose day or tolls the other reports of their event change.

    Reports of one origin count as one. The order of `reports` does not matter, nor do other events.
    """
    held: dict[tuple[str, str], list[_Row]] = {}
    for report in reports:
        for index, event in enumerate(analyses[report.id].events):
            local = report.id, index
            if not event.chances or not event.fillings or local not in merged.ids:
                continue
            origin = origin_of(report.id, event.fillings[0].span)
            for slot in dict.fromkeys(chance.slot for chance in event.chances):
                chances = [chance for chance in event.chances if chance.slot == slot]
                held.setdefault((merged.ids[local], slot), []).append((local, origin, chances))
    changed: dict[Local, tuple[Filling, ...]] = {}
    for rows in held.values():
        if len(rows) > 1 and not any(_is_large(row) for row in rows):
            for telling, chosen in _change(_share_out(rows)):
                local = telling.local
                fillings = changed.get(local, analyses[local[0]].events[local[1]].fillings)
                changed[local] = _replace(telling, fillings, chosen)
    return changed


def _is_large(row: _Row) -> bool:
    return any(isinstance(c.value, Count) and c.chosen and (c.value.low or 0) > _KNOWN for c in row[2])


def _share_out(rows: Sequence[_Row]) -> list[_Telling]:
    times = Counter(origin for _, origin, _ in rows)
    return [_Telling(local, chances, 1.0 / times[origin]) for local, origin, chances in rows]


def _change(tellings: Sequence[_Telling]) -> Iterator[tuple[_Telling, Chance]]:
    """Yield the tellings that change, with the chance to take instead."""
    said: dict[Point, float] = {}
    for telling in tellings:
        for point, weight in telling.weights.items():
            said[point] = said.get(point, 0.0) + telling.share * weight
    count = sum(telling.share for telling in tellings)
    for telling in tellings:
        own = next((chance for chance in telling.chances if chance.chosen), None)
        if own is None or not _points(own):
            continue
        worded = [
            chance for chance in telling.chances if chance.chosen or chance.fillings or _is_none(chance)
        ]
        rivals = {point for chance in worded for point in _points(chance) if _may_yield(own, point)}
        best = max(sorted(rivals, key=str), key=lambda point: telling.weigh(point, said, count))
        fitting = [chance for chance in worded if best in _points(chance)]
        if best not in _points(own):
            yield telling, max(fitting, key=lambda chance: chance.weight)


def _is_none(chance: Chance) -> bool:
    return isinstance(chance.value, Count) and chance.value.high == 0


def _may_yield(own: Chance, point: Point) -> bool:
    """Say whether what a report chose may give way: one man may be none who was hurt, many told are some."""
    if not isinstance(own.value, Count) or own.value.low is None or point != 0:
        return True
    return own.value.low <= 1 or (own.value.low <= _FEW and own.weight <= _ALL // 2)


def _replace(telling: _Telling, fillings: Sequence[Filling], chosen: Chance) -> tuple[Filling, ...]:
    """Take one value's claims for another's; who is told to be unharmed is not hurt one by one either."""
    own = next(chance for chance in telling.chances if chance.chosen)
    kept = [f for f in fillings if not (_claims(f, own) or (_is_none(chosen) and _is_of_some(f, own.slot)))]
    kept += [f for f in chosen.fillings if f not in kept]
    return tuple(kept)


def _claims(filling: Filling, own: Chance) -> bool:
    """Say whether a filling claims for all what a report alone chose."""
    if filling.slot != own.slot or filling.of is not None:
        return False
    if isinstance(filling.value, Time) and isinstance(own.value, Time):
        return filling.value.meets(own.value)
    exact = isinstance(filling.value, Count) and filling.value.is_exact
    return exact and isinstance(own.value, Count) and filling.value.low == own.value.low  # type: ignore[union-attr]


def _is_of_some(filling: Filling, slot: str) -> bool:
    told = filling.polarity == "affirmed" and filling.modality == "asserted"
    return told and filling.slot == slot and isinstance(filling.value, Count)


def _points(chance: Chance) -> list[Point]:
    value = chance.value
    if isinstance(value, Count):
        return [int(value.low or 0)]
    if value.start is None or value.end is None:
        return []
    first, last = (datetime.date.fromisoformat(day[:10]) for day in (value.start, value.end))
    days = min((last - first).days + 1, _LONGEST)
    return [(first + datetime.timedelta(days=n)).isoformat() for n in range(days)]
