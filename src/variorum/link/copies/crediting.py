"""What the family shows of single reports: credited passages, floods, dates that cannot be right."""

import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from variorum.link.copies.comparing import Passage
from variorum.link.copies.credits import find_credits, is_agency
from variorum.link.copies.witness import Witness, name_outlet
from variorum.model.record import Derivation
from variorum.model.report import Report

# So many reports with one text are a flood, where no agency sent it and nearly all of the outlets have
# nothing else in the record.
_FLOOD, _NOTHING_ELSE = 30, 0.8


def is_credited(taker: Witness, source: Witness, passage: Passage) -> bool:
    """Say whether the source's outlet is credited in a passage's paragraph or the sentence before it."""
    paragraph = bisect.bisect_right(taker.paragraphs, passage.start) - 1
    first = taker.paragraphs[paragraph]
    behind = bisect.bisect_left(taker.paragraphs, passage.end)
    last = taker.paragraphs[min(behind, len(taker.paragraphs) - 1)]
    before = taker.sentences[max(0, bisect.bisect_left(taker.sentences, passage.start) - 1)]
    start = min(first, before)
    return any(start <= at < last for at in find_credits(taker, source.report.outlet))


def find_floods(
    reports: Sequence[Report],
    copy_of: Mapping[str, str | None],
    telling: Mapping[str, int] | None = None,
) -> dict[str, tuple[str, ...]]:
    """Map the first report of each flood to all that belong to it.

    A flood is one text under very many names that tell nothing else; a wire that many known outlets print
    is none. `telling` counts the reports of each outlet (by `name_outlet`) where `reports` are not all.
    """
    by_id = {r.id: r for r in reports}
    if telling is None:
        telling = Counter(name_outlet(report.outlet) for report in reports)
    members: dict[str, list[str]] = defaultdict(list)
    for report in reports:
        members[_find_root(report.id, copy_of)].append(report.id)
    floods = {}
    for root, ids in sorted(members.items()):
        outlets = {name_outlet(by_id[i].outlet) for i in ids} - {""}
        if len(outlets) < _FLOOD or is_agency(by_id[root].outlet) or any(map(is_agency, by_id[root].credits)):
            continue
        if sum(telling[o] == 1 for o in outlets) >= _NOTHING_ELSE * len(outlets):
            floods[root] = tuple(sorted(ids))
    return floods


def _find_root(report: str, copy_of: Mapping[str, str | None]) -> str:
    seen: set[str] = set()
    while (source := copy_of.get(report)) is not None and report not in seen:
        seen.add(report)
        report = source
    return report


def find_flags(
    reports: Mapping[str, Report], derivations: Iterable[Derivation], floods: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Return the flags of the reports that have any: `dated_before_source`, `flood`."""
    flags: dict[str, set[str]] = defaultdict(set)
    for members in floods.values():
        for member in members:
            flags[member].add("flood")
    for d in derivations:
        mine, theirs = reports[d.report].published, reports[d.from_].published
        if d.how != "quoted" and mine and theirs and mine[:10] < theirs[:10]:
            flags[d.report].add("dated_before_source")
    return {report: tuple(sorted(found)) for report, found in sorted(flags.items())}
