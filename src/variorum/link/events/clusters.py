"""Clusters of tellings: joined best evidence first, and only where the whole of the evidence agrees."""

from collections.abc import Mapping, Sequence

_SAMPLE = 16  # members of each side whose pairs are looked at before two clusters are joined


class Clusters:
    """Disjoint sets of tellings, each with its members in order."""

    def __init__(self, size: int) -> None:
        self.owner = list(range(size))
        self.members = [[i] for i in range(size)]

    def join(self, one: int, other: int) -> None:
        """Put the cluster of `other` into that of `one`; the larger takes the smaller in."""
        a, b = self.owner[one], self.owner[other]
        if len(self.members[a]) < len(self.members[b]):
            a, b = b, a
        for member in self.members[b]:
            self.owner[member] = a
        self.members[a] = sorted(self.members[a] + self.members[b])
        self.members[b] = []


def cluster(
    size: int,
    rounds: Sequence[Sequence[tuple[float, int, int]]],
    known: Mapping[tuple[int, int], float],
    barred: float,
    apart: Sequence[object],
) -> tuple[Clusters, list[tuple[int, int]]]:
    """Join tellings by their scored pairs, round by round, highest first; return clusters and joining pairs.

    Two clusters are joined where the mean of the known scores between them is above 0 and none is below
    `barred`. Two tellings with the same `apart` (one report's own events) never come together.
    """
    clusters = Clusters(size)
    joined: list[tuple[int, int]] = []
    for odds, i, j in (
        pair for scored in rounds for pair in sorted(scored, key=lambda s: (-s[0], s[1], s[2]))
    ):
        if odds <= 0:
            continue
        a, b = clusters.owner[i], clusters.owner[j]
        if a == b:
            continue
        left, right = clusters.members[a], clusters.members[b]
        if {apart[m] for m in left} & {apart[m] for m in right}:
            continue
        between = [
            known[key]
            for m in left[:_SAMPLE]
            for n in right[:_SAMPLE]
            if (key := (min(m, n), max(m, n))) in known
        ]
        if between and (min(between) < barred or sum(between) / len(between) <= 0):
            continue
        clusters.join(i, j)
        joined.append((i, j))
    return clusters, joined
