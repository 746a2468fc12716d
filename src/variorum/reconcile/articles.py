"""Articles that were edited: which of their states bears witness, and what they no longer tell."""

from collections.abc import Sequence
from typing import NamedTuple

from variorum.model.record import Claim
from variorum.reconcile.scene import Scene


class Bearing(NamedTuple):
    """The claims that are counted, and the last states of the articles that withdrew the value.

    Where `heirs` are given no claim is current, and those counted are what was told while it was.
    """

    claims: list[Claim]
    heirs: frozenset[str] = frozenset()


class Articles:
    """The articles of one scene that have more than one state in it."""

    def __init__(self, scene: Scene) -> None:
        states: dict[str, list[tuple[int, str]]] = {}
        for id_, note in scene.reports.items():
            if note.article is not None:
                states.setdefault(note.article, []).append((note.state, id_))
        self._last = {id_: max(known)[1] for known in states.values() if len(known) > 1 for _, id_ in known}
        self._notes = scene.reports
        self._retold = scene.retold

    def __bool__(self) -> bool:
        return bool(self._last)

    def last(self, report: str) -> str:
        """Return the last state of a report's article."""
        return self._last.get(report, report)

    def article(self, report: str) -> str:
        """Return what a report is counted by: the first state of its article."""
        note = self._notes.get(report)
        return report if note is None or note.article is None else note.article

    def is_current(self, claim: Claim) -> bool:
        """Say whether a claim stands in the last state of its article, or its words still do."""
        last = self.last(claim.report)
        return last == claim.report or last in self._retold.get(claim.id, ())

    def weigh(self, claims: Sequence[Claim]) -> Bearing:
        """Pick the claims that bear witness to one value: of each article those of its latest state there.

        A state that came before is no witness beside it.
        """
        there = {claim.report for claim in claims}
        current = [c for c in claims if self.last(c.report) in there or self.is_current(c)]
        return (
            Bearing(self._latest(current)) if current else Bearing(self._latest(claims), self._heirs(claims))
        )

    def state(self, claims: Sequence[Claim]) -> int:
        """Return how many states came before the first that has any of these claims."""
        return min((self._notes[c.report].state for c in claims if c.report in self._last), default=0)

    def _heirs(self, claims: Sequence[Claim]) -> frozenset[str]:
        return frozenset(self.last(claim.report) for claim in claims)

    def _latest(self, claims: Sequence[Claim]) -> list[Claim]:
        latest: dict[str, int] = {}
        for claim in claims:
            if claim.report in self._last:
                article = self.article(claim.report)
                latest[article] = max(self._notes[claim.report].state, latest.get(article, 0))
        return [
            c
            for c in claims
            if c.report not in self._last or self._notes[c.report].state == latest[self.article(c.report)]
        ]
