"""Groups from the log odds of pairs: the two groups most likely one are joined, while any are."""

import heapq
from collections import defaultdict
from collections.abc import Mapping


def join(total: int, odds: Mapping[tuple[int, int], float], threshold: float, unpaired: float) -> list[int]:
    """Give each of `total` reports the smallest number of its group.

    Groups are as likely one as their pairs are on average; a pair not in `odds` counts as `unpaired`.
    The result does not depend on the order of `odds`.

    >>> join(4, {(0, 1): 2.0, (1, 2): 1.0, (0, 2): 1.5}, threshold=0.0, unpaired=-4.0)
    [0, 0, 0, 3]
    """
    near: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
    for (a, b), value in sorted(odds.items()):
        near[a][b] = near[b][a] = (value, 1)
    members = {n: [n] for n in range(total)}

    def rate(a: int, b: int) -> float:
        odds_sum, known = near[a][b]
        every = len(members[a]) * len(members[b])
        return (odds_sum + unpaired * (every - known)) / every

    waiting = [(-rate(a, b), a, b) for a, b in sorted(odds) if rate(a, b) > threshold]
    heapq.heapify(waiting)
    following = total
    while waiting:
        _, a, b = heapq.heappop(waiting)
        if a not in members or b not in members:
            continue
        one, two = near.pop(a), near.pop(b)
        others = sorted((one.keys() | two.keys()) - {a, b})
        members[following] = sorted(members.pop(a) + members.pop(b))
        for other in others:
            # What is joined is forgotten, so that the cost grows with the pairs and not with the reports.
            near[other].pop(a, None)
            near[other].pop(b, None)
            parts = [known[other] for known in (one, two) if other in known]
            near[following][other] = near[other][following] = (
                sum(p[0] for p in parts),
                sum(p[1] for p in parts),
            )
            if (value := rate(following, other)) > threshold:
                heapq.heappush(waiting, (-value, other, following))
        following += 1
    group = [0] * total
    for same in members.values():
        for n in same:
            group[n] = same[0]
    return group
