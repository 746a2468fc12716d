"""Where an event took place: the place that its sentence, its paragraph or the report's lead gives."""

import math
from collections import Counter

from variorum.analyse.page import Page
from variorum.analyse.places.lexicon import load_lexicon
from variorum.model.analysis import Toponym
from variorum.model.span import Span
from variorum.model.value import Place

# Points for what speaks for a place; set by hand, then each moved up and down on training reports.
_SENTENCE, _PARAGRAPH, _LEAD, _TITLE = 3.0, 1.5, 1.0, 1.5
_LED, _DATELINE, _OFTEN, _AMONG = 1.0, 1.0, 0.8, 0.5
_BEARER = -2.5
_WIDTH = {"point": 2.5, "city": 2.5, "district": 1.0, "region": 0.0, "country": -1.5, None: -9.0}
_NEAR = 60  # kilometres


def choose_place(page: Page, span: Span, toponyms: tuple[Toponym, ...]) -> Toponym | None:
    """Return the place that the words around an event mention give to the event, None where they give none.

    Sentence before paragraph, paragraph before lead; a town before the county or country that holds it; a
    place where somebody lives ("a Lima man") only where there is no other.
    """
    placed = [t for t in toponyms if t.place.lat is not None]
    if not placed:
        return None
    often = Counter(_identity(t.place) for t in placed)
    among = {_identity(t.place): _count_near(t, placed) for t in placed}
    lead = _lead(page)

    def points(toponym: Toponym) -> float:
        place = toponym.place
        score = _WIDTH[place.precision] + _scope(page, span, toponym.span, lead)
        score += _OFTEN * math.log(often[_identity(place)]) + _AMONG * math.log1p(among[_identity(place)])
        return score + _wording(page, toponym)

    return max(placed, key=lambda t: (points(t), -abs(t.span.start - span.start), -t.span.start))


def _identity(place: Place) -> tuple[str | None, float | None, float | None]:
    return place.gazetteer_name, place.lat, place.lon


def _lead(page: Page) -> Span:
    """Return the first paragraph of the body."""
    for paragraph in page.paragraphs:
        if paragraph.start >= page.title_end:
            return paragraph
    return Span(0, 0)


def _scope(page: Page, span: Span, place: Span, lead: Span) -> float:
    if page.sentence_at(span.start).covers(place):
        return _SENTENCE - 0.5 * min(1.0, abs(place.start - span.start) / 150)
    if page.paragraph_at(span.start).covers(place):
        return _PARAGRAPH
    if place.end <= page.title_end:
        return _TITLE
    return _LEAD if lead.covers(place) else 0.0


def _wording(page: Page, toponym: Toponym) -> float:
    """Return points for the words beside a place: in it, its dateline, or somebody's home."""
    words = load_lexicon().words
    tokens = page.tokens(toponym.span)
    if tokens is None or not len(tokens):
        return 0.0
    doc, start, end = page.doc, tokens.start, tokens.end
    before = doc[start - 1].lower_ if start else ""
    after = doc[end].lower_ if end < len(doc) else ""
    if page.dateline is not None and page.dateline.covers(toponym.span):
        return _DATELINE
    if after in words["bearers"] or (before in words["homes"] and start > 1 and doc[start - 2].text == ","):
        return _BEARER
    return _LED if before in words["before"] else 0.0


def _count_near(toponym: Toponym, placed: list[Toponym]) -> int:
    """Count the other places of the report that lie near a place."""
    lat, lon = toponym.place.lat, toponym.place.lon
    if lat is None or lon is None:
        return 0
    reach = _NEAR / 111.2
    near = {
        _identity(t.place)
        for t in placed
        if t.place.lat is not None
        and t.place.lon is not None
        and abs(t.place.lat - lat) < reach
        and abs(t.place.lon - lon) * math.cos(math.radians(lat)) < reach
    }
    return len(near) - 1
