"""Clusters of tellings: joined best evidence first, and only where the whole of the evidence agrees."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from variorum.link.events.pairs import Pairs, Scored

_SAMPLE = 16  # members of each side whose pairs are looked at before two clusters are joined


class Clusters:
    """Disjoint sets of tellings, each with its members in order and the names that keep two apart."""

    def __init__(self, names: Sequence[str]) -> None:
        self.owner = list(range(len(names)))
        self.members = [[i] for i in range(len(names))]
        self.names = [{name} for name in names]

    def join(self, a: int, b: int) -> None:
        """Make one of two clusters; the larger takes the smaller in."""
        if len(self.members[a]) < len(self.members[b]):
            a, b = b, a
        for member in self.members[b]:
            self.owner[member] = a
        self.members[a] = sorted(self.members[a] + self.members[b])
        self.names[a] |= self.names[b]
        self.members[b] = []
        self.names[b] = set()


def cluster(
    rounds: "Iterable[Iterable[Scored]]", known: "Pairs", barred: float, apart: Sequence[str]
) -> tuple[Clusters, list[tuple[int, int]]]:
    """Join tellings by their scored pairs, round by round, highest first; return clusters and joining pairs.

    Two clusters are joined where the mean of the known scores between them is above 0 and none is below
    `barred`. Two tellings with the same `apart` (one report's own events) never come together.
    """
    clusters = Clusters(apart)
    joined: list[tuple[int, int]] = []
    for _, i, j in chain.from_iterable(rounds):
        a, b = clusters.owner[i], clusters.owner[j]
        if a == b or not clusters.names[a].isdisjoint(clusters.names[b]):
            continue
        left, right = clusters.members[a][:_SAMPLE], clusters.members[b][:_SAMPLE]
        between = [odds for m in left for n in right if (odds := known.find(m, n)) is not None]
        if between and (min(between) < barred or sum(between) / len(between) <= 0):
            continue
        clusters.join(a, b)
        joined.append((i, j))
    return clusters, joined
