"""Stories that tell one happening are one, however differently they are worded."""

from collections.abc import Collection, Iterable, Mapping


def join_by_events(
    stories: Mapping[str, str], events: Mapping[str, str], settled: Collection[str] = ()
) -> dict[str, str]:
    """Return the story of each report after stories with a common main event are joined.

    `stories` is in the order of publication and `events` holds the main event of each report that has one. A
    joined story is named after its first; reports that are `settled` keep theirs and give their name.

    >>> join_by_events({"a": "s-a", "b": "s-b", "c": "s-c"}, {"a": "e-1", "c": "e-1"})
    {'a': 's-a', 'b': 's-b', 'c': 's-a'}
    """
    known = [story for report, story in stories.items() if report in settled]
    order = list(dict.fromkeys([*known, *stories.values()]))
    rank = {story: number for number, story in enumerate(order)}
    first: dict[str, int] = {}
    pairs = []
    for report, story in stories.items():
        if report in events:
            pairs.append((rank[story], first.setdefault(events[report], rank[story])))
    least = least_of_each(pairs)
    return {
        report: story if report in settled else order[least.get(rank[story], rank[story])]
        for report, story in stories.items()
    }


def least_of_each(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return for every number that pairs connect with others the least of all that are connected.

    >>> least_of_each([(5, 2), (7, 5), (3, 3)])
    {5: 2, 2: 2, 7: 2}
    """
    above: dict[int, int] = {}

    def root(node: int) -> int:
        while above.get(node, node) != node:
            above[node] = above.get(above[node], above[node])
            node = above[node]
        return node

    for one, other in pairs:
        if one != other:
            low, high = sorted((root(one), root(other)))
            above.setdefault(one, one)
            above.setdefault(other, other)
            above[high] = low
    return {node: root(node) for node in above}
