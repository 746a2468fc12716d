"""What came of the main happening, told as happenings of their own: the arrests at a march, a rescue."""

import datetime
from collections.abc import Iterator, Mapping, Sequence

from variorum.analyse.events.fates import HARM
from variorum.analyse.events.happening import Happening, is_apart
from variorum.analyse.events.mention import Mention
from variorum.analyse.events.ontology import EventType
from variorum.data import load_yaml
from variorum.model.analysis import Filling
from variorum.model.value import Count, Time

# Families whose words tell of nobody's death or wound: these are told beside them, by their own.
_HARMLESS = frozenset({"capture", "election"})
_SEQUEL = 14  # days within which what follows is still of the happening


def find_consequences(
    groups: Sequence[Happening],
    kinds: Mapping[int, EventType],
    fillings: Mapping[int, Sequence[Filling]],
    main: int,
) -> Iterator[tuple[Happening, tuple[Filling, ...]]]:
    """Yield the happenings that came of the main one, with the counts of theirs that are also its own.

    The ontology says which counts a type has: of a march its arrests, of a wreck its rescues. The dead and
    hurt of violence are told by its own words, so only those of happenings that harm nobody by themselves
    are taken over: of a protest all, of a kidnapping or an election those that no attack is told for. Nothing
    is where days, towns or memories set the two apart, and none that went before it, as what it protests
    against.
    """
    whole = next(g for g in groups if g.index == main)
    slots = set(kinds[whole.index].slots)
    tokens = {m.token for m in whole.mentions}
    grounds = [g for g in groups if g is not whole and any(m.cause_of in tokens for m in g.mentions)]
    mourned = {p for g in grounds for p in g.patients}
    before = {g.index for g in grounds}
    for group in groups:
        if group.index in before or group.patients & mourned:
            continue
        counts = tuple(
            f
            for f in fillings[group.index]
            if f.slot in slots and f.of is None and isinstance(f.value, Count)
        )
        if not _tells_harm_of(group, whole):
            counts = tuple(f for f in counts if f.slot not in HARM)
        if group is not whole and counts and group.family != whole.family and may_follow(group, whole):
            yield group, () if _is_of_one_side(group, whole, groups) else counts


def _is_of_one_side(group: Happening, whole: Happening, groups: Sequence[Happening]) -> bool:
    """Say whether a release is that of one side of an exchange, whose number is not that of both."""
    if whole.family != "exchange" or group.family != "release":
        return False
    return (
        any(m.agents for m in group.mentions)
        or sum(g.family == "release" and bool(g.seen.sizes) for g in groups) > 1
    )


def find_held(
    groups: Sequence[Happening],
    kinds: Mapping[int, EventType],
    fillings: Mapping[int, Sequence[Filling]],
    main: int | None,
) -> Iterator[tuple[int, tuple[Filling, ...]]]:
    """Yield the happenings beside the main one of which others came by their words, with these counts.

    "Seven people arrested at Monday's march were freed": the march that is no news any more had its arrests.
    """
    by_token = {m.token: g for g in groups for m in g.mentions}
    for group in groups:
        for mention in group.mentions:
            whole = None if mention.held_at is None else by_token.get(mention.held_at)
            if whole is None or whole is group or whole.index == main or not mention.is_told:
                continue
            if group.part_of == whole.index:
                continue  # what one side of an exchange freed
            slots = kinds[whole.index].slots
            counts = tuple(
                f
                for f in fillings[group.index]
                if f.slot in slots
                and f.slot not in HARM  # the dead and hurt sit on what befell them
                and f.slot == mention.fate
                and f.of is None
                and isinstance(f.value, Count)
                and f.sentence.covers(mention.span)
            )
            if counts and whole.family not in ("violence", group.family):
                yield whole.index, counts


def _tells_harm_of(group: Happening, whole: Happening) -> bool:
    """Say whether those whom one happening killed or hurt are those of another, that it is part of."""
    if all(_is_mere_death(m) for m in group.mentions) and not _is_beside(group, whole):
        return False
    if whole.family == "protest":
        return True
    return whole.family in _HARMLESS and all(m.type.is_outcome for m in group.mentions)


def _is_mere_death(mention: Mention) -> bool:
    """Say whether one person just died, of nobody's hand: "the judge, who died in February"."""
    return mention.type.name == "kill" and len(mention.patients) == 1 and not mention.agents


def _is_beside(group: Happening, whole: Happening) -> bool:
    """Say whether a happening is told within a paragraph of another."""
    return any(abs(a - b) <= 1 for a in group.seen.paragraphs for b in whole.seen.paragraphs)


def sides_of(whole: Happening) -> frozenset[str]:
    """Return the nouns for those who are counted by their side in a happening: police and marchers."""
    return frozenset(load_yaml("events/listings.yaml")["sides"]) if whole.family == "protest" else frozenset()


def may_follow(group: Happening, whole: Happening) -> bool:
    """Say whether nothing known sets a happening apart from the one that it may have come of."""
    if group.is_history or whole.is_history or is_apart(group.towns(), whole.towns()):
        return False
    days, first = group.times(), whole.times()
    return not days or not first or any(_follows(a, b) for a in days for b in first)


def _follows(time: Time, first: Time) -> bool:
    if not time.start or not time.end or not first.start or not first.end:
        return True
    begun, over = (datetime.date.fromisoformat(d[:10]) for d in (first.start, time.end))
    ended, start = (datetime.date.fromisoformat(d[:10]) for d in (first.end, time.start))
    return begun <= over and (start - ended).days <= _SEQUEL
