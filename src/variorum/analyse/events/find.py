"""Find the happenings of a page: triggers, parts, setting, grouping, counts, in this order."""

import re
from collections.abc import Sequence

import msgspec

from variorum.analyse.events.ahead import put_ahead
from variorum.analyse.events.answering import find_answers, join_answers
from variorum.analyse.events.arguments import fill_arguments, find_bodies
from variorum.analyse.events.assembling import assemble
from variorum.analyse.events.chances import Day
from variorum.analyse.events.counted import find_counted
from variorum.analyse.events.covering import Covering
from variorum.analyse.events.dating import choose_day, keep_day
from variorum.analyse.events.denying import find_denied
from variorum.analyse.events.disputing import mark_disputed, mark_partial
from variorum.analyse.events.echoes import find_echoes, join_echoes
from variorum.analyse.events.fillings import Teller
from variorum.analyse.events.findings import Findings, Happenings
from variorum.analyse.events.grouping import group_mentions, join_fragments
from variorum.analyse.events.judging import judge, weigh
from variorum.analyse.events.lead import settle
from variorum.analyse.events.main import choose_main
from variorum.analyse.events.mention import Mention
from variorum.analyse.events.owning_up import name_speakers, who_is_quoted
from variorum.analyse.events.parting import mark_parting
from variorum.analyse.events.series import join_parts, mark_series
from variorum.analyse.events.setting import read_ground, set_places, set_times
from variorum.analyse.events.sides import part_sides
from variorum.analyse.events.states import find_states
from variorum.analyse.events.triggers import find_triggers
from variorum.analyse.events.wholes import find_wholes
from variorum.analyse.page import Page
from variorum.analyse.participants import Tree, find_cast, find_phrases, tree_of

_CLOCK = re.compile(r"[\[(]?\d{1,2}[:.]\d\d\b")
_ENTRIES = 4  # paragraphs that open with a clock make a live blog


def find_events(page: Page, found: Findings) -> Happenings:
    """Return the happenings that a page tells, their participants, and the main one.

    A value is written only where the page's words give it; what is planned, feared or denied keeps that mark.
    """
    tree = tree_of(page.doc)
    found = _counting(tree, found)
    phrases = find_phrases(tree, found.quantities)
    mentions = find_triggers(tree, phrases, page.title_end, [s.start for s in page.sentences])
    known = {m.token for m in mentions}
    mentions += [m for m in find_states(tree, phrases) if m.token not in known]
    mentions.sort(key=lambda m: m.token)
    mentions += find_counted(tree, phrases, found.quantities, mentions)
    mentions.sort(key=lambda m: m.token)
    echoes = find_echoes(tree)
    fill_arguments(tree, phrases, mentions)
    answers = find_answers(tree, phrases, {m.token for m in (*mentions, *echoes)})
    name_speakers(tree, phrases, [*mentions, *answers], found)
    phrases.take_for_bodies(find_bodies(tree, phrases, [*mentions, *answers], page.title_end))
    cast = find_cast(tree, phrases, page.sentences, who_is_quoted(tree, found))
    _set_each(page, tree, found, (mentions, echoes))
    _open_entries(page, tree, mentions)
    mark_parting(tree, phrases, mentions, page.sentences)
    mark_series(page, tree, phrases, mentions, echoes)
    mark_disputed(mentions, phrases, found)
    groups = group_mentions(tree, cast, mentions, page.published)
    titles = sum(s.end <= page.title_end for s in page.sentences)
    join_fragments(cast, groups, choose_main(groups, titles, page.published))
    join_echoes(groups, echoes)
    join_answers(groups, answers)
    join_parts(groups)
    find_wholes(groups, cast)
    part_sides(groups)
    put_ahead(groups, page.published)
    mark_partial(phrases, groups, found)
    main = choose_main(groups, titles, page.published)
    days: tuple[Day, ...] = ()
    if main is not None:
        settle(page, tree, found, groups[main], {m.token: m for m in mentions if not m.type.is_unset})
        day, days = choose_day(page, tree, found, groups, main)
        if day is not None:
            keep_day(tree, groups[main], day)
    return assemble(Teller(page, tree, found, phrases), cast, groups, main, days)


def _counting(tree: Tree, found: Findings) -> Findings:
    """Return the findings with the quantities that count: no years, and those denied as such."""
    dated = {t.span for t in found.timexes if t.time is not None}  # "the 1991 killings": a year and no count
    denied = find_denied(tree, found)
    again = Covering(d.span for d in denied)
    dated |= {q.span for q in found.quantities if again.overlaps(q.span)}
    counts = (*(q for q in found.quantities if q.span not in dated), *denied)
    return msgspec.structs.replace(found, quantities=counts)


def _set_each(page: Page, tree: Tree, found: Findings, lists: Sequence[list[Mention]]) -> None:
    """Say of every mention how surely it is told, when and where, and in which sentence."""
    ground = read_ground(tree, found)
    for told in lists:
        weigh(page, found, told)
        placed = [m for m in told if not m.type.is_unset]
        set_times(page, tree, found, placed)
        set_places(page, tree, ground, [m for m in placed if not m.type.is_nowhere])
        judge(tree, told, page.title_end, page.published)
        _number(page, told)


def _open_entries(page: Page, tree: Tree, mentions: list[Mention]) -> None:
    """Mark what entries of a live blog begin to tell: an indefinite noun after a clock that opens a block."""
    opening = {p for p in page.paragraphs if _CLOCK.match(page.text, p.start)}
    if len(opening) < _ENTRIES:
        return
    for mention in mentions:
        articles = any(tree.lower[c] in ("a", "an") for c in tree.children[mention.token])
        mention.is_entry = mention.is_noun and articles and page.paragraph_at(mention.span.start) in opening


def _number(page: Page, mentions: list[Mention]) -> None:
    sentences = [s.start for s in page.sentences]
    paragraphs = [p.start for p in page.paragraphs]
    at_sentence = at_paragraph = 0
    for mention in mentions:
        start = mention.span.start
        while at_sentence + 1 < len(sentences) and sentences[at_sentence + 1] <= start:
            at_sentence += 1
        while at_paragraph + 1 < len(paragraphs) and paragraphs[at_paragraph + 1] <= start:
            at_paragraph += 1
        mention.sentence, mention.paragraph = at_sentence, at_paragraph
