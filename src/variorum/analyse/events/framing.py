"""Times taken over from words around: "since 2019, when 41 died", "in the last swap, in 2020,".

What a time is only measured from is no time of what is measured: "the deadliest storm since 2019".
"""

import bisect
from collections.abc import Sequence

from variorum.analyse.events.happening import is_long_before
from variorum.analyse.events.mention import Mention
from variorum.analyse.page import Page
from variorum.analyse.participants import Tree
from variorum.model.analysis import Timex
from variorum.model.span import Span

_FRAMES = frozenset({"in", "at", "during"})
_RANKS = frozenset({"first", "only"})
_FEW = 12  # children of a word that are looked at
_LONG = 4  # steps up from a verb to the one that "when" stands by


def told_then(tree: Tree, i: int, timexes: Sequence[Timex]) -> Timex | None:
    """Return the time that a clause with "when" is told of: the one that "when" follows."""
    here = i
    for _ in range(_LONG):
        when = next((c for c in tree.children[here][:_FEW] if tree.lower[c] == "when"), None)
        if when is not None:
            end = tree.end[when - 2 if tree.text[when - 1] == "," else when - 1] if when > 1 else -1
            return next((t for t in timexes if t.span.end == end), None)
        if tree.dep[here] not in ("conj", "ccomp", "xcomp", "advcl") or tree.pos[tree.head[here]] != "VERB":
            return None
        here = tree.head[here]
    return None


def told_of_then(page: Page, tree: Tree, i: int, dated: Sequence[Timex]) -> Timex | None:
    """Return the day of long ago that "then" behind a verb means: "the last was in 2000. Four died then".

    The sentence before names it; `dated` holds the times of the page in their order.
    """
    if not any(tree.lower[c] == "then" and c > i for c in tree.children[i][:_FEW]) or not page.published:
        return None
    here = page.sentence_at(tree.start[i])
    before = page.sentence_at(max(0, here.start - 2))
    at = bisect.bisect_left(dated, here.start, key=lambda t: t.span.start)
    told = dated[at - 1] if at else None
    if told is None or told.time is None or not before.covers(told.span):
        return None
    return told if is_long_before(told.time, page.published) else None


def is_measured_from(tree: Tree, span: Span) -> bool:
    """Say whether a time only says since when something is the first or the worst: "the worst since 2019"."""
    first = bisect.bisect_left(tree.start, span.start)
    if not first or first >= tree.size or tree.lower[first - 1] != "since":
        return False
    up = tree.head[first - 1]
    beside = (up, *tree.children[up][:_FEW])
    return any(tree.tag[c] in ("JJS", "RBS") or tree.lower[c] in _RANKS for c in beside)


def share_frames(page: Page, tree: Tree, mentions: Sequence[Mention]) -> None:
    """Give a noun that opens a sentence the year told with its verb: "in the last swap, in 2020,".

    It is what the verb tells of, and not what the rest of the report tells.
    """
    by_token = {m.token: m for m in mentions}
    for noun in mentions:
        if not noun.is_noun or noun.timex is not None or tree.dep[noun.token] != "pobj":
            continue
        under = tree.head[noun.token]
        verb = by_token.get(tree.head[under])
        if tree.lower[under] not in _FRAMES or verb is None or verb.token < noun.token:
            continue
        told = verb.timex
        if told is None or told.time is None or not page.published:
            continue
        if is_long_before(told.time, page.published) and told.span.start > noun.span.end:
            noun.timex = told
