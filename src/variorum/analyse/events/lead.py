"""The day and town that a report's lead gives its main happening, where its own sentences give none."""

from collections.abc import Mapping, Sequence

from variorum.analyse.attribution import chain_at
from variorum.analyse.events.filing import is_filed_from
from variorum.analyse.events.findings import Findings
from variorum.analyse.events.happening import Happening, are_near, has_come, is_town
from variorum.analyse.events.locating import is_home, is_of_word, puts_nothing, stands_for_people
from variorum.analyse.events.mention import Mention
from variorum.analyse.events.rivals import is_of_another, is_of_telling
from variorum.analyse.page import Page
from variorum.analyse.participants import Tree
from variorum.model.analysis import Toponym
from variorum.model.span import Span

_LEAD = 5  # sentences, the title's with them


def settle(page: Page, tree: Tree, found: Findings, group: Happening, others: Mapping[int, Mention]) -> None:
    """Give the main happening the day and town that the lead sets, where none of its own sentences gives one.

    The lead is the title and the first sentences; the town may be the dateline's, unless the report was only
    filed from there; the day must not come after the report's. Nothing is taken from further down, nor what
    sets one of the `others`.
    """
    first = group.told[0] if group.told else group.mentions[0]
    lead = Span(0, page.sentences[min(len(page.sentences) - 1, _LEAD)].end)
    if not group.times():
        days = (t for t in found.timexes if lead.covers(t.span) and has_come(t.time, page.published))
        first.timex = next((t for t in days if not is_of_telling(page, tree, t.span)), first.timex)
    if not group.towns() and not first.type.is_nowhere:
        towns = [t for t in _towns(tree, found) if not is_of_another(tree, t.span, first, others)]
        _set_town(page, tree, group, [t for t in towns if not _is_denied(found, t)] or towns, lead)


def _is_denied(found: Findings, town: Toponym) -> bool:
    # "Rejected the reports from Lima as lies. A gas bottle burst in Lima, it said": the second is its word.
    chain = chain_at(town.span, found.attributions)
    return bool(chain) and chain[-1].stance == "denies"


def _towns(tree: Tree, found: Findings) -> list[Toponym]:
    """Return the towns that a report names where something may have happened.

    "A girl from Troy was hurt": there, where the report names no other town.
    """
    towns = [t for t in found.toponyms if is_town(t.place)]
    is_alone = all(are_near(t.place, towns[0].place) for t in towns)
    return [
        t
        for t in towns
        if not puts_nothing(tree, t)
        and not is_of_word(tree, t.span)
        and (is_alone or not is_home(tree, t.span))
    ]


def _set_town(page: Page, tree: Tree, group: Happening, towns: Sequence[Toponym], lead: Span) -> None:
    """Give a happening the first of the towns: the dateline's, else one of the body, else the title's."""
    at_head = [t for t in towns if page.dateline and page.dateline.covers(t.span)]
    filed = next((t for t in at_head if is_filed_from(t.place, group)), None)
    if filed is not None:
        group.filed_from = filed
        return
    named = [t for t in towns if lead.covers(t.span) and not stands_for_people(tree, t.span)]
    body = [t for t in named if t.span.start >= page.title_end]
    group.lead_place = next(iter(at_head or body or named), group.lead_place)
