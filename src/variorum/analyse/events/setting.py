"""When and where a mention's own words put it: the time expression and the place name of its clause."""

import bisect
import datetime
from collections.abc import Mapping, Sequence

import msgspec

from variorum.analyse.events.filing import is_filed_from
from variorum.analyse.events.findings import Findings
from variorum.analyse.events.framing import is_measured_from, share_frames, told_then
from variorum.analyse.events.happening import Happening, are_near, is_long_before, is_town
from variorum.analyse.events.mention import Mention
from variorum.analyse.events.sites import find_sites, is_home, is_of_word, puts_nothing
from variorum.analyse.events.stamps import is_of_age, is_signed
from variorum.analyse.events.triggers import contexts
from variorum.analyse.page import Page
from variorum.analyse.participants import Tree
from variorum.analyse.participants.phrases import head_of
from variorum.analyse.places import place_at
from variorum.analyse.time import place_in_time
from variorum.model.analysis import Timex, Toponym
from variorum.model.span import Span

_LOCATIVE = frozenset(
    {
        "in",
        "at",
        "near",
        "on",
        "outside",
        "inside",
        "around",
        "along",
        "across",
        "throughout",
        "between",
        "from",
        "off",
        "within",
        "of",
    }
)
# Families whose mentions in one clause tell one happening: the crash, the deaths, those who fled.
_JOINED = frozenset({"violence", "accident", "disaster", "displacement", "capture", "rescue"})
_DEEDS = frozenset({"violence", "accident", "capture"})
_NONE: Mapping[int, Mention] = {}
_FAR = 99
_BEHIND = 60  # words that may stand between a deed and the time that it is given
_SAME = "same"
_BESIDE = 16  # days, or places, of one sentence on either side of a mention
_LEAD = 5  # sentences, the title's with them


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
    rivals = _rivals(mentions)
    for mention in mentions:
        sentence = page.sentence_at(mention.span.start)
        beside = dated[_beside(starts, sentence, mention)]
        here = [t for t in beside if _is_its_own(page, tree, t, mention, rivals[mention.type.is_mild])]
        if (then := told_then(tree, mention.token, beside)) is not None:
            mention.timex = then
        elif here:
            mention.timex = _nearest(tree, mention.token, here) or place_in_time(
                page, mention.span, tuple(here)
            )
        elif last is not None and (again := same.get(sentence)) is not None and sentence.covers(again.span):
            mention.timex = msgspec.structs.replace(again, time=last.time)
            mention.same_as = last.span
        if mention.same_as is None and mention.timex is not None and _is_day(mention.timex, page):
            last = mention.timex
    share_frames(page, tree, mentions)


def set_places(page: Page, tree: Tree, found: Findings, mentions: Sequence[Mention]) -> None:
    """Give every mention the place that its sentence puts it in."""
    # "The regional hospital in Maroua said": where the one who speaks is puts nothing there.
    spoken = sorted({a.source for a in found.attributions.attributions if a.source is not None})
    toponyms = [t for t in sorted(found.toponyms, key=lambda t: t.span) if not _is_inside(t.span, spoken)]
    toponyms = [t for t in toponyms if not puts_nothing(tree, t) and not is_home(tree, t.span)]
    starts = [t.span.start for t in toponyms]
    rivals = _rivals(mentions)
    others = rivals[True]
    for head, site in find_sites(tree, found.toponyms):
        owner = next(
            (o for up in tree.ancestors(head) if (o := _told_by(tree, up, others)) is not None), None
        ) or _told_below(page, tree, head, mentions)
        if owner is not None and owner.site is None and not _is_inside(site, spoken):
            owner.site = site
    for mention in mentions:
        sentence = page.sentence_at(mention.span.start)
        here = toponyms[_beside(starts, sentence, mention)]
        here = [t for t in here if not _is_above(tree, t.span, mention)]
        here = [t for t in here if not _is_of_another(tree, t.span, mention, rivals[mention.type.is_mild])]
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
    """Return the mention that a word is, or that a verb says something of: "the altercation began in"."""
    if i in others or tree.pos[i] != "VERB":
        return others.get(i)
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


def _is_its_own(
    page: Page, tree: Tree, timex: Timex, mention: Mention, others: Mapping[int, Mention]
) -> bool:
    """Say whether a time expression may set this mention, none of the others, and not the telling.

    A time of long ago behind the deed that a sentence or an arrest was for is the deed's: "sentenced on
    Tuesday over the killing of three in November 1991", whatever the parser hangs it on.
    """
    if (
        _is_above(tree, timex.span, mention)
        or is_of_age(tree, timex, mention)
        or is_measured_from(tree, timex.span)
    ):
        return False
    sequel = _sequel_before(page, tree, timex, others)
    if sequel is not None and mention.token >= sequel:
        if mention.type.follows:
            return False
    elif is_of_telling(page, tree, timex.span, mention.token):
        return False
    return not _is_of_another(tree, timex.span, mention, others, sequel)


def _sequel_before(page: Page, tree: Tree, timex: Timex, others: Mapping[int, Mention]) -> int | None:
    """Return the sentence or arrest that stands before a deed before a time of long ago, if any does."""
    if not page.published or timex.time is None or not is_long_before(timex.time, page.published):
        return None
    first = page.sentence_at(timex.span.start).start
    last = bisect.bisect_right(tree.start, timex.span.start) - 1
    deed = None
    for i in range(last - 1, max(-1, last - _BEHIND), -1):
        if tree.start[i] < first:
            return None
        mention = others.get(i)
        if mention is not None and not mention.type.follows:
            deed = i
        elif mention is not None and deed is not None:
            return i
    return None


def _is_above(tree: Tree, span: Span, mention: Mention) -> bool:
    """Say whether words hang on a verb above the clause that only says who is meant, or that is announced.

    "A man who was shot died on Tuesday" tells no day of the shot; "will leave on Tuesday, she announced"
    none of the announcement.
    """
    head = head_of(tree, span)
    path = (head, *tree.ancestors(head))
    if mention.token in path:
        at = path.index(mention.token)
        return mention.type.family == "statement" and any(tree.dep[i] == "ccomp" for i in path[:at])
    verb = next((i for i in path if tree.pos[i] in ("VERB", "AUX")), None)
    if verb is None:
        return False
    up = (mention.token, *tree.ancestors(mention.token))
    if verb not in up:
        return False
    below = up[: up.index(verb)]
    return any(tree.dep[i] == "relcl" for i in below)


def _is_of_another(
    tree: Tree, span: Span, mention: Mention, others: Mapping[int, Mention], sequel: int | None = None
) -> bool:
    """Say whether words set another happening than this one: "arrested over Monday's blast" dates the blast.

    So they do where they hang on a happening of another kind before they reach this one ("a suspect in a
    shooting early Saturday was arrested"), own the other's noun, or hang on it and one of the two is denied.
    What came of this one, at the token `sequel`, takes nothing from it.
    """
    head = head_of(tree, span)
    for up in (head, *tree.ancestors(head)):
        if up == mention.token:
            return False
        other = others.get(up) or _in_name(tree, up, others)
        if other is mention:
            return False
        if other is None or up == sequel:
            continue
        if _is_apart(mention, other):
            return True
        if other.is_noun:
            owns = tree.dep[head] == "poss" and tree.head[head] == up
            return owns or other.polarity != mention.polarity
    return False


def _in_name(tree: Tree, i: int, others: Mapping[int, Mention]) -> Mention | None:
    """Return the mention that stands in the name of a thing: the crash in "a 2012 car crash case"."""
    if tree.pos[i] != "NOUN":
        return None
    return next(
        (others[c] for c in tree.children[i][:_BESIDE] if tree.dep[c] == "compound" and c in others), None
    )


def _is_apart(mention: Mention, other: Mention) -> bool:
    """Say whether two mentions are of kinds that each have a time and place of their own."""
    families = {mention.type.family, other.type.family}
    return len(families) > 1 and "" not in families and not families <= _JOINED


def is_of_telling(page: Page, tree: Tree, span: Span, token: int = -1, verbs: str = "telling") -> bool:
    """Say whether a day is that of the telling ("police said Monday"), of a sequel, or of a page's stamp.

    The mention at `token` keeps a day that hangs on it; `verbs` names the list of verbs of telling.
    """
    known = contexts()
    if page.dateline is not None and page.dateline.covers(span):
        return True
    head = head_of(tree, span)
    if any(tree.lower[i] in known["stamps"] for i in range(max(0, head - 6), head)) or is_signed(tree, span):
        return True
    for up in (head, *tree.ancestors(head)):
        if up == token or tree.pos[up] == "AUX":
            return False
        if tree.pos[up] == "VERB":
            is_held = tree.lemma[up] in known["holding"] and token >= 0 and tree.head[token] == up
            # "The shooting was reported at noon": nobody tells it then, it came to be known.
            is_known = tree.lemma[up] in known["reported"] and tree.is_passive(up)
            return tree.lemma[up] in known[verbs] and not (is_held or is_known)
    return False


def settle(
    page: Page, tree: Tree, found: Findings, group: Happening, others: Mapping[int, Mention] = _NONE
) -> None:
    """Give the main happening the day and town that the lead sets, where none of its own sentences gives one.

    The lead is the title and the first sentences; the town may be the dateline's, unless the report was only
    filed from there; the day must not come after the report's. Nothing is taken from further down, nor what
    sets one of the `others`.
    """
    first = group.told[0] if group.told else group.mentions[0]
    lead = Span(0, page.sentences[min(len(page.sentences) - 1, _LEAD)].end)
    if not group.times():
        dated = [
            t
            for t in found.timexes
            if t.time is not None
            and lead.covers(t.span)
            and _is_day(t, page)
            and not is_of_telling(page, tree, t.span)
        ]
        if dated:
            first.timex = dated[0]
    if not group.towns():
        towns = [t for t in found.toponyms if is_town(t.place)]
        # "A girl from Troy was hurt": there, where the report names no other town.
        is_alone = all(are_near(t.place, towns[0].place) for t in towns)
        towns = [
            t
            for t in towns
            if not _is_of_another(tree, t.span, first, others)
            and not puts_nothing(tree, t)
            and not is_of_word(tree, t.span)
            and (not is_home(tree, t.span) or is_alone)
        ]
        at_head = [t for t in towns if page.dateline and page.dateline.covers(t.span)]
        filed = [t for t in at_head if is_filed_from(t.place, group)][:1]
        if filed:
            group.filed_from = filed[0]
            return
        towns = [t for t in towns if not _stands_for_people(tree, t.span)]
        body = [t for t in towns if t.span.start >= page.title_end and lead.covers(t.span)]
        chosen = (at_head or body or [t for t in towns if lead.covers(t.span)])[:1]
        if chosen:
            group.lead_place = chosen[0]


def _is_day(timex: Timex, page: Page) -> bool:
    start, end = (timex.time.start, timex.time.end) if timex.time else (None, None)
    if not start or not end:
        return False
    days = (datetime.date.fromisoformat(end[:10]) - datetime.date.fromisoformat(start[:10])).days
    return days <= 1 and (page.published is None or start[:10] <= page.published[:10])


def _where(page: Page, tree: Tree, mention: Mention, here: Sequence[Toponym]) -> Toponym | None:
    located = [t for t in here if _is_locative(tree, t.span)]
    if not located:
        return None
    near = place_at(page, mention.span, tuple(located))
    return near if near is not None else min(located, key=lambda t: _distance(tree, mention.token, t.span))


def _is_locative(tree: Tree, span: Span) -> bool:
    last = bisect.bisect_left(tree.start, span.end) - 1
    first = bisect.bisect_right(tree.start, span.start) - 1
    if first < 0:
        return False
    head = last
    while first <= tree.head[head] <= last and tree.head[head] != head:
        head = tree.head[head]
    if _stands_for_people(tree, span):
        return False
    if tree.dep[head] in ("compound", "nmod", "amod") and tree.pos[tree.head[head]] in ("NOUN", "PROPN"):
        head = tree.head[head]  # "the Kursk region"
    if tree.dep[head] in ("pobj", "appos", "npadvmod", "conj"):
        for up in (tree.head[head], tree.head[tree.head[head]]):
            if tree.lower[up] in _LOCATIVE:
                return True
    return first > 0 and tree.lower[first - 1] in _LOCATIVE


def _stands_for_people(tree: Tree, span: Span) -> bool:
    """Say whether a place owns or does something: "Kyiv's involvement" puts nothing in Kyiv."""
    last = bisect.bisect_left(tree.start, span.end) - 1
    owns = last + 1 < tree.size and tree.lower[last + 1] in ("'s", "’s")
    return owns or (last >= 0 and tree.dep[last] in ("poss", "nsubj"))


def _nearest(tree: Tree, token: int, timexes: Sequence[Timex]) -> Timex | None:
    best = min(timexes, key=lambda t: (_distance(tree, token, t.span), abs(t.span.start - tree.start[token])))
    return best if _distance(tree, token, best.span) < _FAR else None


def _distance(tree: Tree, token: int, span: Span) -> int:
    """Count the steps in the parse from a trigger to the words of a span; crossing a clause costs more."""
    first = max(0, bisect.bisect_right(tree.start, span.start) - 1)
    last = max(first, bisect.bisect_left(tree.start, span.end) - 1)
    head = last
    while first <= tree.head[head] <= last and tree.head[head] != head:
        head = tree.head[head]
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
