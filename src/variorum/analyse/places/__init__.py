"""Toponyms of a report and the places they mean, by a compiled gazetteer."""

from collections.abc import Sequence

from variorum.analyse.page import Page
from variorum.analyse.places.differing import country_differs
from variorum.analyse.places.finding import Naming, find_names, key_of
from variorum.analyse.places.gazetteer import load_gazetteer
from variorum.analyse.places.lexicon import load_lexicon
from variorum.analyse.places.nesting import nest_quarters
from variorum.analyse.places.placing import choose_place
from variorum.analyse.places.resolving import resolve
from variorum.model.analysis import Toponym
from variorum.model.span import Span
from variorum.settings import Settings

__all__ = ["country_differs", "find_toponyms", "place_at", "resolve_given"]


def find_toponyms(page: Page, settings: Settings | None = None) -> tuple[Toponym, ...]:
    """Find the place names of a page and the places they mean, in the order of the text.

    A name whose place cannot be told keeps its words and candidates, without coordinates and with a reason.
    """
    gazetteer = load_gazetteer(settings or Settings())
    found = resolve(page, find_names(page, gazetteer, load_lexicon()), gazetteer)
    return nest_quarters(page.text, found)


def resolve_given(page: Page, spans: Sequence[Span], settings: Settings | None = None) -> tuple[Toponym, ...]:
    """Resolve the names that stand at the given spans, one toponym a span, in their order."""
    lexicon = load_lexicon()
    names = [Naming(s, s.of(page.text), key_of(s.of(page.text), lexicon)) for s in spans]
    return resolve(page, names, load_gazetteer(settings or Settings()))


def place_at(page: Page, span: Span, toponyms: tuple[Toponym, ...]) -> Toponym | None:
    """Return the place that the words around an event mention give to the event, or None."""
    return choose_place(page, span, toponyms)
