"""The reports, voices and stories of a record, a page at a time."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

import numpy as np

from variorum.api.catalogue import Catalogue
from variorum.api.choosing import PAGE
from variorum.api.likenamed import most_told_by
from variorum.api.lines import count_claims, find_lines
from variorum.api.served import ServedRecord
from variorum.api.shapes import ReportHead, ReportRow, Sheaf, StoryRow, VoiceRow
from variorum.api.sheet import grow_lineage
from variorum.errors import RequestError
from variorum.model.record import Derivation, Event, ReportLine, Voice

# Stories on a page, and the reports of one that are drawn as a tree.
PAGE_OF_STORIES = 10
MOST_TOLD = 120

T = TypeVar("T")


def cut_page(every: Sequence[T], page: int, size: int = PAGE) -> tuple[Sequence[T], int]:
    """Return one page of a list and how many there are; raises `RequestError` E708 past the end.

    >>> cut_page("abcde", 2, 2)
    ('cd', 3)
    """
    pages = max(1, -(-len(every) // size))
    if not 1 <= page <= pages:
        raise RequestError("E708", f"there is no page {page}: the list has {pages}", do=f"go to page {pages}")
    return every[(page - 1) * size : page * size], pages


def list_reports(served: ServedRecord, page: int = 1) -> Sheaf:
    """Return a page of the reports, earliest first."""
    catalogue, _ = served.catalogue()
    ids, pages = cut_page(catalogue.report_order, page)
    engine = served.archive.engine
    lines = {r.id: r for r in find_lines(engine, ReportLine, "key", ids)}
    above = find_lines(engine, ReportLine, "key", {r.copy_of for r in lines.values() if r.copy_of})
    sources = {r.id: ReportHead.of(r) for r in above}
    claims = count_claims(engine, ids)
    rows = tuple(
        ReportRow(
            report=ReportHead.of(lines[id_]),
            copied_from=sources.get(lines[id_].copy_of or ""),
            claims=claims.get(id_, 0),
        )
        for id_ in ids
        if id_ in lines
    )
    return Sheaf(items=rows, total=len(catalogue.report_order), page=page, pages=pages)


def list_voices(served: ServedRecord, page: int = 1) -> Sheaf:
    """Return a page of all in whose name something is said, those with the most claims first."""
    catalogue, _ = served.catalogue()
    said, names = catalogue.voice_claims, catalogue.voice_names
    order = sorted(said, key=lambda v: (-said[v], names.get(v, ""), v))
    ids, pages = cut_page(order, page)
    engine = served.archive.engine
    lines = {v.id: v for v in find_lines(engine, Voice, "key", ids)}
    bodies = find_lines(engine, Voice, "key", {v.speaks_for for v in lines.values() if v.speaks_for})
    speaks_for = {v.id: v for v in bodies}
    about = {v: event for v in ids if (event := most_told_by(catalogue, v)) is not None}
    events = {e.id: e for e in find_lines(engine, Event, "key", about.values())}
    firsts = {v.id: v.mentions[0].report for v in lines.values() if v.mentions}
    outlets = {r.id: r.outlet for r in find_lines(engine, ReportLine, "key", firsts.values())}
    rows = tuple(
        VoiceRow(
            voice=lines[v],
            speaks_for=speaks_for.get(lines[v].speaks_for or ""),
            claims=said[v],
            tells_of=events.get(about.get(v, "")),
            outlet=outlets.get(firsts.get(v, "")),
        )
        for v in ids
        if v in lines
    )
    return Sheaf(items=rows, total=len(order), page=page, pages=pages)


def list_stories(served: ServedRecord, page: int = 1) -> Sheaf:
    """Return a page of the stories that several reports tell, the most told first."""
    catalogue, _ = served.catalogue()
    some, pages = cut_page(catalogue.stories, page, PAGE_OF_STORIES)
    first = (page - 1) * PAGE_OF_STORIES
    rows = tuple(_tell_story(served, catalogue, first + n, story) for n, story in enumerate(some))
    return Sheaf(items=rows, total=len(catalogue.stories), page=page, pages=pages)


def _tell_story(served: ServedRecord, catalogue: Catalogue, place: int, story: str) -> StoryRow:
    engine = served.archive.engine
    ids = [catalogue.report_order[n] for n in np.flatnonzero(catalogue.told_in == place)]
    lines = {r.id: r for r in find_lines(engine, ReportLine, "key", ids[:MOST_TOLD])}
    told = [lines[id_] for id_ in ids[:MOST_TOLD] if id_ in lines]
    passages = find_lines(engine, Derivation, "report", lines)
    about = sorted(
        (n for n, event in enumerate(catalogue.events) if event.story == story),
        key=lambda n: (-int(catalogue.reports[n]), catalogue.events[n].id),
    )
    events = {e.id: e for e in find_lines(engine, Event, "key", _ids_at(catalogue, about[:MOST_TOLD]))}
    return StoryRow(
        story=story,
        reports=tuple(ReportHead.of(r) for r in told),
        lineage=grow_lineage(told, passages),
        events=tuple(events[id_] for id_ in _ids_at(catalogue, about) if id_ in events),
        more=len(ids) - len(told),
    )


def _ids_at(catalogue: Catalogue, places: Iterable[int]) -> list[str]:
    return [catalogue.events[n].id for n in places]
