"""Who are counted beside a harm that did not befall them: those who did it, those whom a court tried."""

from collections.abc import Iterable

from variorum.analyse.events.mention import Mention

_DEEDS = frozenset({"violence", "capture"})
_BY_LAW = frozenset({"trial", "arrest", "release"})


def heads_spared(mentions: Iterable[Mention]) -> frozenset[int]:
    """Return the heads of phrases to which a number of dead and hurt in their sentence does not belong.

    "Two men gunned down a reporter" counts no two dead, nor does "sentenced 28 people to death". Who did it
    and suffered too is told as both, and counted.
    """
    did: set[int] = set()
    tried: set[int] = set()
    suffered: set[int] = set()
    for mention in mentions:
        if mention.type.family in _BY_LAW:
            tried.update(mention.patients)
        elif mention.type.family in _DEEDS:
            did.update(mention.agents if mention.patients else ())
            suffered.update(mention.patients)
    return frozenset((did | tried) - suffered)
