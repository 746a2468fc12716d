"""Where an event took place: the place that its sentence, its paragraph or the report's lead gives."""

from variorum.analyse.page import Page
from variorum.model.analysis import Toponym
from variorum.model.span import Span

_RANK = {"point": 0, "city": 1, "district": 2, "region": 3, "country": 4, None: 5}


def choose_place(page: Page, span: Span, toponyms: tuple[Toponym, ...]) -> Toponym | None:
    """Return the narrowest place of the sentence, else of the paragraph, else of the lead."""
    for scope in (page.sentence_at(span.start), page.paragraph_at(span.start)):
        near = [t for t in toponyms if scope.covers(t.span) and t.place.lat is not None]
        if near:
            return min(near, key=lambda t: (_RANK[t.place.precision], abs(t.span.start - span.start)))
    placed = [t for t in toponyms if t.place.lat is not None]
    return placed[0] if placed else None
