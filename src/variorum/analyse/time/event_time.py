"""The time of an event mention: the expression of its sentence, else of its paragraph's narrative."""

from variorum.analyse.page import Page
from variorum.model.analysis import Timex
from variorum.model.span import Span


def place_in_time(page: Page, span: Span, timexes: tuple[Timex, ...]) -> Timex | None:
    """Return the expression that gives the time of the event mention at `span`; None where none does.

    The report's own date is never put in its place.
    """
    sentence = page.sentence_at(span.start)
    dated = [t for t in timexes if t.time is not None]
    here = [t for t in dated if sentence.covers(t.span)]
    if here:
        return min(here, key=lambda t: (_gap(t.span, span), t.span))
    paragraph = page.paragraph_at(span.start)
    before = [t for t in dated if paragraph.covers(t.span) and t.span.end <= span.start]
    return before[-1] if before else None


def _gap(a: Span, b: Span) -> int:
    return max(0, a.start - b.end, b.start - a.end)
