"""What befell each participant as its report counts it, and whom alone an event befell by every count."""

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from variorum.data import load_yaml
from variorum.link.events import Merged
from variorum.model.analysis import Analysis, Filling
from variorum.model.report import Report
from variorum.model.value import Count, Measure

Local = tuple[str, int]


class Fates:
    """The slots that count each participant, and the counts for the whole of each event.

    A count for the whole counts those whose mentions share words with it ("the boy" was killed).
    """

    def __init__(self, reports: Sequence[Report], analyses: Mapping[str, Analysis], merged: Merged) -> None:
        self._of: defaultdict[Local, set[str]] = defaultdict(set)
        self._ages: defaultdict[Local, set[float]] = defaultdict(set)
        self._whole: defaultdict[str, defaultdict[str, list[tuple[Count, list[Local]]]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self._sums: dict[str, list[tuple[str, set[float | None], set[Local]]]] = {}
        self._by_report: defaultdict[tuple[str, str, str], set[float | None]] = defaultdict(set)
        for report in reports:
            analysis = analyses[report.id]
            for at in range(len(analysis.events)):
                event = merged.ids.get((report.id, at))
                if event is not None:
                    self._read(report.id, analysis, at, event)

    def of(self, local: Local) -> frozenset[str]:
        """Return the slots that count this participant."""
        return frozenset(self._of.get(local, ()))

    def ages(self, local: Local) -> frozenset[float]:
        """Return how old this participant is said to be, in whole years."""
        return frozenset(self._ages.get(local, ()))

    def is_all(self, event: str, local: Local, size: int | None) -> bool:
        """Say whether so many are all whom an event befell, as the participant's own report counts them."""
        return any(self._by_report.get((event, local[0], slot)) == {size} for slot in self.of(local))

    def only_ones(self, event: str) -> Iterator[list[Local]]:
        """Yield, for each slot of which every claim counts one, those whom the claims may mean."""
        for _, told in sorted(self._whole.get(event, {}).items()):
            if all(count.is_exact and count.low == 1 for count, _ in told):
                yield [local for _, people in told for local in people]

    def wholes(self, event: str, group: Sequence[Local], analyses: Mapping[str, Analysis]) -> Iterator[str]:
        """Yield the slots of which a participant is all whom the event befell, as every exact count says."""
        sizes = {analyses[r].participants[i].size for r, i in group} - {None}
        for slot, counts, people in self._counted(event):
            is_counted = any(slot in self.of(local) for local in group)
            is_one = counts == {1} and not people.isdisjoint(group)
            if is_counted and len(counts) == 1 and (is_one or (sizes == counts and counts != {1})):
                yield slot

    def _counted(self, event: str) -> list[tuple[str, set[float | None], set[Local]]]:
        """Return the slots of an event with the exact counts for its whole and those whom they may mean."""
        if event not in self._sums:
            self._sums[event] = [
                (
                    slot,
                    {count.low for count, _ in told if count.is_exact},
                    {local for _, meant in told for local in meant},
                )
                for slot, told in sorted(self._whole.get(event, {}).items())
            ]
        return self._sums[event]

    def _read(self, report: str, analysis: Analysis, at: int, event: str) -> None:
        present = [(i, p) for i, p in enumerate(analysis.participants) if p.event == at]
        for filling in analysis.events[at].fillings:
            count = filling.value
            if isinstance(count, Measure) and filling.slot == "age" and filling.of is not None:
                self._ages[report, filling.of].update({n for n in (count.low, count.high) if n is not None})
            if not isinstance(count, Count) or not _tells_fate(filling):
                continue
            if filling.of is not None:
                self._of[report, filling.of].add(filling.slot)
                continue
            meant = [
                (report, i)
                for i, person in present
                if any(s.start < filling.span.end and filling.span.start < s.end for s in person.mentions)
            ]
            for local in meant:
                self._of[local].add(filling.slot)
            self._whole[event][filling.slot].append((count, meant))
            self._by_report[event, report, filling.slot].add(count.low if count.is_exact else None)


def _tells_fate(filling: Filling) -> bool:
    told = filling.polarity == "affirmed" and filling.modality == "asserted"
    return told and filling.slot in _fate_slots()


@functools.cache
def _fate_slots() -> frozenset[str]:
    return frozenset(
        name for name, row in load_yaml("ontology/slots.yaml")["slots"].items() if row.get("fate")
    )
