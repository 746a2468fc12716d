"""Releases of the two sides of an exchange: "the rebels freed 31 prisoners and the government 27"."""

import functools
from collections.abc import Iterable, Sequence

from variorum.analyse.events.happening import Happening
from variorum.analyse.events.mention import Mention
from variorum.analyse.participants import Cast, Tree
from variorum.data import load_yaml

_FEW = 40  # people of a happening that are looked at


@functools.cache
def _anybody() -> frozenset[str]:
    return frozenset(load_yaml("events/counted.yaml")["either_side"])


def is_of_another_side(
    tree: Tree, cast: Cast, group: Happening, mention: Mention, patients: set[int]
) -> bool:
    """Say whether a mention tells whom one side freed, and the happening whom the other freed, or both.

    Other numbers alone are rival counts of the same people; other doers, or people of another kind, are not.
    """
    if mention.type.family != "release" or mention.is_noun or group.family not in ("release", "exchange"):
        return False
    sizes = {e.low for i in patients if (e := cast.entities[i]).low == e.high and (e.low or 0) > 1}
    if not sizes or sizes & group.seen.sizes or patients & group.patients:
        return False
    if group.family == "exchange":
        return len(mention.agents) == 1 and mention.agents[0] not in group.seen.tokens  # "the swap freed 34"
    if not group.seen.sizes:
        return False
    doers = {tree.lower[i] for i in mention.agents}
    others = {tree.lower[i] for m in group.mentions[:_FEW] for i in m.agents}
    if doers and others:
        return doers.isdisjoint(others)
    mine, known = _kinds(cast, patients), _kinds(cast, group.patients)
    return bool(mine and known) and mine.isdisjoint(known)


def part_sides(groups: Sequence[Happening]) -> None:
    """Make what one side freed in an exchange a part of it: "the rebels freed 29 in Thursday's exchange"."""
    exchanges = {m.token: g for g in groups if g.family == "exchange" for m in g.mentions}
    for group in groups if exchanges else ():
        if group.family != "release" or not any(m.agents for m in group.mentions):
            continue
        whole = next((exchanges[m.held_at] for m in group.mentions if m.held_at in exchanges), None)
        if whole is not None and group.part_of is None:
            group.part_of = whole.index


def _kinds(cast: Cast, people: Iterable[int]) -> set[str]:
    """Return the nouns for people, without those that are said of either side."""
    found = {word for i in sorted(people)[:_FEW] for word in cast.entities[i].lemmas}
    return set() if found & _anybody() else found
