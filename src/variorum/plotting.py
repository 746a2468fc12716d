"""A record, event, report or voice as a picture that stands alone: the same as on the pages."""

from variorum.errors import UsageError
from variorum.functions import lineage
from variorum.model.value import Count, Measure
from variorum.opened import EntryView, EventView, OpenRecord, ReportView, VoiceView
from variorum.pictures import (
    draw_lineage,
    draw_map,
    draw_timeline,
    draw_toll,
    happenings_of,
    spots_of,
    toll_of,
)

View = OpenRecord | EventView | ReportView | VoiceView


def plot(view: View, picture: str | None = None) -> str:
    """Draw something of a record as SVG: `timeline`, `map`, `toll` (a number over time) or `lineage`.

    Without a name it is the timeline of a record or a voice, the toll of an event, the lineage of a report.
    Raises `UsageError` E018 where there is no such picture of it.
    """
    wanted = picture or _first_choice(view)
    if wanted in ("timeline", "map") and not isinstance(view, ReportView):
        return _draw_events(view, wanted)
    if wanted == "toll" and isinstance(view, EventView):
        return _draw_toll(view)
    if wanted == "lineage" and isinstance(view, EventView | ReportView):
        book = view.book
        return draw_lineage(lineage(book, view.line.story), title=view.label, alone=True)
    kinds = "timeline, map of a record or voice; toll, lineage of an event; lineage of a report"
    raise UsageError("E018", f"there is no {wanted} of this", do=f"there are: {kinds}")


def _first_choice(view: View) -> str:
    if isinstance(view, EventView):
        return "toll"
    return "lineage" if isinstance(view, ReportView) else "timeline"


def _draw_events(view: OpenRecord | EventView | VoiceView, wanted: str) -> str:
    book = view if isinstance(view, OpenRecord) else view.book
    title = "Events of the record"
    events = list(book.lines.events)
    if isinstance(view, EventView):
        events, title = [e for e in events if view.id in (e.id, e.part_of)], view.label
    elif isinstance(view, VoiceView):
        told = {claim.line.event for claim in view.claims}
        events, title = [e for e in events if e.id in told], f"Events that {view.label} speaks of"
    if wanted == "map":
        return draw_map(spots_of(events, book.lines.entries), title=title, alone=True)
    return draw_timeline(happenings_of(events, book.lines.entries), title=title, alone=True)


def _draw_toll(view: EventView) -> str:
    """Draw the number that most claims tell, of those that have one."""
    counted = [e for e in view.entries if any(isinstance(r.value, Count | Measure) for r in e.line.readings)]
    if not counted:
        raise UsageError("E018", f"event {view.id} has no number", do="draw its lineage or map")
    entry = max(counted, key=lambda e: (_size(e), e.line.of is None, e.id))
    lines = view.book.lines
    marks = toll_of(
        entry.line,
        {c.id: c for c in lines.claims},
        {v.id: v for v in lines.voices},
        {r.id: r for r in lines.reports},
    )
    of = f" of {entry.of_name}" if entry.of_name else ""
    return draw_toll(marks, title=f"{view.label}: {entry.line.slot}{of}", alone=True)


def _size(entry: EntryView) -> int:
    return sum(len(r.claims) + len(r.against) for r in entry.line.readings)
