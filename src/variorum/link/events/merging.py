"""One event across reports: compare, join, name, and keep the evidence that joined."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

import msgspec

from variorum.link.events.candidates import find_candidates
from variorum.link.events.clusters import Clusters, cluster
from variorum.link.events.identity import content_id
from variorum.link.events.profile import Profile, make_profiles
from variorum.link.events.scorer import odds_of, score
from variorum.model.analysis import Analysis
from variorum.model.report import Report

if TYPE_CHECKING:
    from variorum.link.events.pairs import Pairs

BARRED = -4.0  # odds so low that one such pair keeps two clusters apart
MARGIN = 1.0  # what events that are not their reports' main ones must show beyond even odds
Local = tuple[str, int]


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """Why two reports' tellings are one event: the odds, and what each sort of evidence adds to them."""

    event: str
    report: str
    index: int
    other_report: str
    other_index: int
    odds: float
    reasons: tuple[tuple[str, float], ...]


class Merged(msgspec.Struct, frozen=True, kw_only=True):
    """Event ids by (report id, index of the local event); each event's whole; the evidence of every join."""

    ids: dict[Local, str]
    part_of: dict[str, str | None]
    founders: dict[str, Local]
    evidence: tuple[Evidence, ...]


def merge_events(
    reports: Sequence[Report],
    analyses: Mapping[str, Analysis],
    stories: Mapping[str, str],
    originals: Mapping[str, str | None],
) -> Merged:
    """Join the local events that are of one happening; the order of `reports` does not matter."""
    profiles = make_profiles(reports, analyses, stories, originals)
    clusters, joined = group_tellings(profiles, weigh_pairs(profiles))
    ids, founders = _name(profiles, clusters.members)
    evidence = tuple(_evidence(profiles, ids, i, j) for i, j in joined)
    return Merged(ids=ids, part_of=find_wholes(profiles, analyses, ids), founders=founders, evidence=evidence)


def weigh_pairs(profiles: Sequence[Profile]) -> "Pairs":
    """Return the odds of the candidate pairs that can bear on what is joined.

    Those are the pairs of tellings that a chain of pairs that `may_join` connects: few of the hundreds that
    each telling has. The reasons of those that join are weighed again.
    """
    from variorum.link.events.pairs import Gathering  # numpy is loaded where pairs are weighed alone

    weighed = Gathering()
    above = list(range(len(profiles)))

    def top(i: int) -> int:
        while above[i] != i:
            above[i] = above[above[i]]
            i = above[i]
        return i

    for i, j in find_candidates(profiles):
        value = odds_of(profiles[i], profiles[j])
        weighed.add(i, j, value)
        if may_join(value, both_main=profiles[i].is_main and profiles[j].is_main):
            above[top(j)] = top(i)
    return weighed.close(len(profiles)).within([top(i) for i in range(len(profiles))])


class Told(Protocol):
    """What grouping needs to know of a telling; a `Profile` is one."""

    @property
    def report(self) -> str:
        """The report that tells it."""

    @property
    def index(self) -> int:
        """The index of the local event."""

    @property
    def is_main(self) -> bool:
        """Whether it is what the report tells as news."""


def group_tellings(tellings: Sequence[Told], pairs: "Pairs") -> tuple[Clusters, list[tuple[int, int]]]:
    """Group tellings, given in founding order, by the odds of their candidate pairs.

    Tellings that no chain of pairs that `may_join` connects do not influence each other.
    """
    import numpy as np

    main = np.fromiter((t.is_main for t in tellings), np.bool_, len(tellings))
    both = main[pairs.ones] & main[pairs.others]
    # Those not of two main ones only speak when two clusters are held together.
    rounds = pairs.best_first(both, 0.0), pairs.best_first(~both, MARGIN)
    return cluster(rounds, pairs, BARRED, [t.report for t in tellings])


def may_join(odds: float, *, both_main: bool) -> bool:
    """Say whether a pair with these odds can bring two clusters together."""
    return odds > (0 if both_main else MARGIN)


def name_event(report: str, offset: int) -> str:
    """Return the id of the event whose founding telling begins at `offset` of a report."""
    return content_id("e", report, offset)


def _name(
    profiles: Sequence[Profile], members: Sequence[Sequence[int]]
) -> tuple[dict[Local, str], dict[str, Local]]:
    ids: dict[Local, str] = {}
    founders: dict[str, Local] = {}
    for group in members:
        if not group:
            continue
        founder = profiles[group[0]]  # profiles are in founding order
        name = name_event(founder.report, founder.offset)
        founders[name] = founder.report, founder.index
        for member in group:
            ids[profiles[member].report, profiles[member].index] = name
    return ids, founders


def find_wholes(
    profiles: Sequence[Told], analyses: Mapping[str, Analysis], ids: Mapping[Local, str]
) -> dict[str, str | None]:
    """Carry each report's wholes over to the events; the earliest report decides, and no circle arises.

    `profiles` are in founding order.
    """
    wholes: dict[str, str | None] = dict.fromkeys(ids.values())
    for profile in profiles:
        part = ids[profile.report, profile.index]
        local = analyses[profile.report].events[profile.index].part_of
        if local is None or wholes[part] is not None:
            continue
        whole: str | None = ids[profile.report, local]
        above = whole
        for _ in range(8):
            if above is None or above == part:
                break
            above = wholes[above]
        if above is None:
            wholes[part] = whole
    return wholes


def _evidence(profiles: Sequence[Profile], ids: Mapping[Local, str], i: int, j: int) -> Evidence:
    one, other = profiles[i], profiles[j]
    found = score(profiles[min(i, j)], profiles[max(i, j)])
    return Evidence(
        event=ids[one.report, one.index],
        report=one.report,
        index=one.index,
        other_report=other.report,
        other_index=other.index,
        odds=round(found.odds, 3),
        reasons=found.reasons,
    )
