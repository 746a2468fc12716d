"""Words that deny what was told before: they are of that happening, and whom they name are its people.

"Soldiers arrested three people, relatives said. The army denied that three people had been arrested": whoever
denies an arrest denies one that was told, however the words for those arrested begin.
"""

from collections.abc import Sequence

from variorum.analyse.attribution import chain_at
from variorum.analyse.events.findings import Findings
from variorum.analyse.events.happening import Happening, are_near, is_town, overlap
from variorum.analyse.events.mention import Mention
from variorum.analyse.participants import Cast, Tree, agrees

_NEAR = 3  # sentences from what was told to its denial
_DENIES = frozenset({"denies", "retracts"})
_ANYBODY = frozenset({"anyone", "anybody", "no-one", "nobody", "one", "it", "them", "him", "her", "anything"})


def mark_disputed(mentions: Sequence[Mention], found: Findings) -> None:
    """Note of every mention whether a voice denies it, rather than tells that it was not so."""
    for mention in mentions:
        if mention.polarity == "denied" and not mention.is_presupposed:
            chain = chain_at(mention.span, found.attributions)
            mention.is_disputed = bool(chain) and chain[-1].stance in _DENIES


def find_disputed(tree: Tree, groups: Sequence[Happening], mention: Mention) -> Happening | None:
    """Return the happening told last before a mention that denies it; None where its words name another."""
    if not mention.is_disputed or mention.is_another or mention.is_apart or mention.is_history:
        return None
    near = [g for g in groups if 0 < mention.sentence - g.mentions[-1].sentence <= _NEAR and g.told]
    fitting = [g for g in near if mention.type.name in g.seen.types and _may_be_of(tree, g, mention)]
    return max(fitting, key=lambda g: g.mentions[-1].token, default=None)


def _may_be_of(tree: Tree, group: Happening, mention: Mention) -> bool:
    """Say whether nothing in a denial names another day, another town or others than a happening befell."""
    time = mention.timex.time if mention.timex else None
    if time is not None and group.seen.times and not any(overlap(time, t) for t in group.seen.times):
        return False
    place = mention.toponym.place if mention.toponym else None
    towns = group.seen.towns if place is not None and is_town(place) else ()
    if place is not None and towns and not any(are_near(place, town) for town in towns):
        return False
    named = [h for h in mention.patients if tree.lower[h] not in _ANYBODY]
    known = {tree.lemma[h] for m in group.mentions for h in m.patients}
    return not named or any(tree.lemma[h] in known for h in named)


def take_people(tree: Tree, cast: Cast, group: Happening, mention: Mention) -> None:
    """Let those whom a denial names anew be those whom the happening befell, where their words agree."""
    for head in mention.patients:
        own = cast.entity(head)
        if own is None or own.index in group.patients or own.heads[0] != head:
            continue
        same = [
            other
            for m in group.mentions
            for h in m.patients
            if tree.lemma[h] == tree.lemma[head] and (other := cast.entity(h)) is not None
        ]
        known = next((other for other in same if agrees(own, other)), None)
        if known is not None:
            cast.of.update(dict.fromkeys(own.heads, known.index))
            known.heads = sorted({*known.heads, *own.heads})
            own.heads = []
