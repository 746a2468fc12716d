"""Stories over all reports, with ids that outlive late reports."""

from collections.abc import Mapping, Sequence

from variorum.link.stories.describing import describe, weigh
from variorum.link.stories.linkage import join
from variorum.link.stories.pairing import Judge, by_pair, find_pairs, tabulate
from variorum.model.report import Report

# A copy tells its source's story, whatever else the two share.
COPY = 8.0


def find_stories(reports: Sequence[Report], copy_of: Mapping[str, str | None]) -> dict[str, str]:
    """Map each report to its story: the reports of one happening and its aftermath.

    A story is named after its founding report (the earliest, then the smallest id), so that it keeps its id
    when a late report joins it, when it takes in another story and when a part of it is split off. Words,
    names, numbers and days decide.

    >>> find_stories([Report(id="a", sha256="", text="The dam broke.")], {})
    {'a': 's-a'}
    """
    ordered = sorted(reports, key=lambda r: (r.published or "9999", r.id))
    spaces = weigh([describe(r) for r in ordered])
    judge = Judge.load()
    pairs = find_pairs(spaces[0])
    odds = dict(by_pair(pairs, judge.weigh(tabulate(pairs, spaces, ordered))))
    number = {r.id: n for n, r in enumerate(ordered)}
    for taker, source in sorted(copy_of.items()):
        if source is not None and taker in number and source in number:
            a, b = sorted((number[taker], number[source]))
            odds[a, b] = max(COPY, odds.get((a, b), COPY))
    groups = join(len(ordered), odds, judge.threshold, judge.unpaired)
    return {r.id: f"s-{ordered[groups[n]].id}" for n, r in enumerate(ordered)}
