"""When and where a mention's own words put it: the time expression and the place name of its clause."""

import bisect
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from variorum.analyse.events.findings import Findings
from variorum.analyse.events.framing import share_frames, told_of_then, told_then
from variorum.analyse.events.happening import has_come, overlap
from variorum.analyse.events.locating import is_home, is_locative, is_of_word, puts_nothing
from variorum.analyse.events.mention import Mention
from variorum.analyse.events.rivals import is_above, is_answered_for, is_its_own, is_of_another, words_by_verb
from variorum.analyse.events.sites import find_sites
from variorum.analyse.events.triggers import contexts
from variorum.analyse.page import Page
from variorum.analyse.participants import Tree
from variorum.analyse.participants.figures import head_of
from variorum.analyse.places import place_at
from variorum.analyse.time import place_in_time
from variorum.model.analysis import Timex, Toponym
from variorum.model.span import Span

_DEEDS = frozenset({"violence", "accident", "capture"})
_FAR = 99
_SAME = "same"
_KNOWN = frozenset({"the", "this", "that"})
_BESIDE = 16  # days, or places, of one sentence on either side of a mention


def set_times(page: Page, tree: Tree, found: Findings, mentions: Sequence[Mention]) -> None:
    """Give every mention the time expression that its clause carries, None where its sentence has none.

    "The same day" is the day of the latest mention before it that has one.
    """
    dated = sorted((t for t in found.timexes if t.time is not None), key=lambda t: t.span)
    starts = [t.span.start for t in dated]
    same: dict[Span, Timex] = {}
    for timex in found.timexes:
        if timex.time is None and _SAME in timex.span.of(page.text).lower().split():
            same.setdefault(page.sentence_at(timex.span.start), timex)
    last: Timex | None = None
    told = words_by_verb(tree, found.attributions.attributions)
    rivals = _rivals(mentions)
    for mention in mentions:
        sentence = page.sentence_at(mention.span.start)
        beside = dated[_beside(starts, sentence, mention)]
        others = rivals[mention.type.is_mild]
        here = [t for t in beside if is_its_own(page, tree, t, mention, others, told)]
        if (then := told_then(tree, mention.token, beside)) is not None:
            mention.timex = then
        elif here:
            mention.timex = _nearest(tree, mention.token, here) or place_in_time(
                page, mention.span, tuple(here)
            )
        elif (ago := told_of_then(page, tree, mention.token, dated)) is not None:
            mention.timex, mention.same_as = ago, ago.span
        elif last is not None and (again := same.get(sentence)) is not None and sentence.covers(again.span):
            mention.timex = msgspec.structs.replace(again, time=last.time)
            mention.same_as = last.span
        if last is not None and _is_day_of_answer(tree, mention, last):
            mention.timex = None
        given = mention.timex if mention.same_as is None else None
        if given is not None and has_come(given.time, page.published):
            last = given
    share_frames(page, tree, mentions)


def _is_day_of_answer(tree: Tree, mention: Mention, last: Timex) -> bool:
    """Say whether a day behind a deed told before is that of who answers for it, and the deed's is told.

    "Claimed responsibility for the attack on Monday" of the attack of Sunday: it was claimed then.
    """
    timex, deed = mention.timex, mention.token
    if timex is None or timex.time is None or last.time is None or not is_answered_for(tree, mention):
        return False
    is_known = any(tree.dep[c] == "det" and tree.lower[c] in _KNOWN for c in tree.children[deed])
    is_later = (timex.time.start or "") > (last.time.start or "") and not overlap(timex.time, last.time)
    return is_known and is_later and timex.span.start > tree.start[deed]


class Ground(NamedTuple):
    """Where a page may put what it tells: names of places in order, and sites with their heads."""

    toponyms: Sequence[Toponym]
    starts: Sequence[int]
    sites: Sequence[tuple[int, Span]]


def read_ground(tree: Tree, found: Findings) -> Ground:
    """Return the places and sites that may be where something happened: no home, and nobody's who speaks."""
    # "The regional hospital in Maroua said": where the one who speaks is puts nothing there.
    spoken = sorted({a.source for a in found.attributions.attributions if a.source is not None})
    toponyms = [t for t in sorted(found.toponyms, key=lambda t: t.span) if not _is_inside(t.span, spoken)]
    toponyms = [t for t in toponyms if not puts_nothing(tree, t) and not is_home(tree, t.span)]
    sites = [one for one in find_sites(tree, found.toponyms) if not _is_inside(one[1], spoken)]
    return Ground(toponyms, [t.span.start for t in toponyms], sites)


def set_places(page: Page, tree: Tree, ground: Ground, mentions: Sequence[Mention]) -> None:
    """Give every mention the place that its sentence puts it in."""
    toponyms, starts, sites = ground
    rivals = _rivals(mentions)
    others = rivals[True]
    for head, site in sites:
        owner = next(
            (o for up in tree.ancestors(head) if (o := _told_by(tree, up, others)) is not None), None
        ) or _told_below(page, tree, head, mentions)
        if owner is not None and owner.site is None:
            owner.site = site
    for mention in mentions:
        sentence = page.sentence_at(mention.span.start)
        here = toponyms[_beside(starts, sentence, mention)]
        here = [t for t in here if not is_above(tree, t.span, mention)]
        here = [t for t in here if not is_of_another(tree, t.span, mention, rivals[mention.type.is_mild])]
        here = [t for t in here if mention.type.family == "statement" or not is_of_word(tree, t.span)]
        if here:
            mention.toponym = _where(page, tree, mention, here)


def _rivals(mentions: Sequence[Mention]) -> tuple[dict[int, Mention], dict[int, Mention]]:
    """Return by their tokens those of which a time or place may be instead, for a harm and for mild news.

    No noun of mild news takes it from a harm: "the march against power cuts in Kelvar" was there.
    """
    every = {m.token: m for m in mentions}
    return {i: m for i, m in every.items() if not (m.type.is_mild and m.is_noun)}, every


def _beside(starts: Sequence[int], sentence: Span, mention: Mention) -> slice:
    """Return the stretch of a list, given by its offsets, that lies in a sentence beside a mention.

    More than `_BESIDE` before it or behind it are let go, so that an endless sentence is read in linear time.
    """
    at = bisect.bisect_left(starts, mention.span.start)
    first = max(bisect.bisect_left(starts, sentence.start), at - _BESIDE)
    return slice(first, min(bisect.bisect_left(starts, sentence.end), at + _BESIDE))


def _told_by(tree: Tree, i: int, others: Mapping[int, Mention]) -> Mention | None:
    """Return the mention that a word is, or that a verb says something of: "the altercation began in".

    So do reports and calls of it: "there were reports of gunfire at the club".
    """
    if i in others:
        return others[i]
    if tree.pos[i] == "NOUN" and tree.lemma[i] in contexts()["reports_of"]:
        named = (tree.child(c, "pobj") for c in tree.children[i] if tree.lower[c] == "of")
        return next((others[what] for what in named if what is not None and what in others), None)
    if tree.pos[i] not in ("VERB", "AUX"):
        return None
    told = [others[c] for c in tree.all_children(i, "nsubj", "nsubjpass") if c in others]
    return told[0] if told and told[0].is_noun else None


def _told_below(page: Page, tree: Tree, head: int, mentions: Sequence[Mention]) -> Mention | None:
    """Return the deed that befell somebody where a clause has put them: "stood in ... when he was shot".

    So does a clause joined to it: "answered the door of his home in ... and was shot".
    """
    verb = next((up for up in tree.ancestors(head) if tree.pos[up] == "VERB"), None)
    if verb is None or tree.lemma[verb] in contexts()["telling"]:
        return None
    sentence = page.sentence_at(tree.start[head])
    at = bisect.bisect_left(mentions, sentence.start, key=lambda m: m.span.start)
    for mention in mentions[at : at + _BESIDE]:
        if not sentence.covers(mention.span):
            return None
        path = (mention.token, *tree.ancestors(mention.token))
        if verb in path and not mention.is_noun and mention.type.family in _DEEDS:
            below = path[: path.index(verb)]
            return mention if all(tree.dep[i] in ("advcl", "conj") for i in below) else None
    return None


def _is_inside(span: Span, others: Sequence[Span]) -> bool:
    """Say whether one of the other spans, which are in order, covers a span."""
    at = bisect.bisect_right(others, span.start, key=lambda other: other.start)
    return any(other.covers(span) for other in others[max(0, at - 3) : at])


def _where(page: Page, tree: Tree, mention: Mention, here: Sequence[Toponym]) -> Toponym | None:
    located = [t for t in here if is_locative(tree, t.span)]
    if not located:
        return None
    near = place_at(page, mention.span, tuple(located))
    if near is None:
        return min(located, key=lambda t: _distance(tree, mention.token, t.span))
    return _within(near, located) or near


def _within(wide: Toponym, located: Sequence[Toponym]) -> Toponym | None:
    """Return the place that no gazetteer knows and the words put in a region or country: a village there.

    The name tells where, though no map does: "in Osk, a village in Velm province".
    """
    if wide.place.precision not in ("region", "country"):
        return None
    inner = [t for t in located if t.place.lat is None and wide.place.name in t.place.within]
    return min(inner, key=lambda t: abs(t.span.start - wide.span.start), default=None)


def _nearest(tree: Tree, token: int, timexes: Sequence[Timex]) -> Timex | None:
    best = min(timexes, key=lambda t: (_distance(tree, token, t.span), abs(t.span.start - tree.start[token])))
    return best if _distance(tree, token, best.span) < _FAR else None


def _distance(tree: Tree, token: int, span: Span) -> int:
    """Count the steps in the parse from a trigger to the words of a span; crossing a clause costs more."""
    head = head_of(tree, span)
    up_from_time = [head, *tree.ancestors(head)]
    up_from_token = [token, *tree.ancestors(token)]
    for steps, node in enumerate(up_from_token):
        if node in up_from_time:
            way = up_from_time.index(node)
            path = up_from_token[1 : steps + 1] + up_from_time[1 : way + 1]
            clauses = sum(
                tree.dep[n] in ("ccomp", "advcl", "relcl", "ROOT", "acl") for n in path if n != node
            )
            return steps + way + 2 * clauses
    return _FAR
