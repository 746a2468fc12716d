"""Tell whether a report puts a place in a country that the gazetteer does not: "Ukraine's Kursk region"."""

import re
from collections.abc import Iterable

from variorum.analyse.page import Page
from variorum.analyse.places.lexicon import Lexicon, load_lexicon
from variorum.analyse.places.naming import fold
from variorum.data import load_words
from variorum.model.analysis import Toponym

# A country's possessive right before a name, or its adjective with "town of" and the like between them.
_OWNER = re.compile(r"([A-Z][\w-]{2,30}(?: [A-Z][\w-]{2,30})?)['\u2019]s (?:\w{3,12} ){0,2}\Z")
_ADJECTIVE = re.compile(r"\b([A-Z][a-z]{3,20}) (?:\w{3,12} )?(\w{4,12}) of (?:the )?\Z")
_REACH = 70  # characters before a name
_KINDS = load_words("places/words.yaml", "kinds_named")


def country_differs(page: Page, toponyms: Iterable[Toponym]) -> bool:
    """Say whether the words put any place of a report in another country than the gazetteer does.

    Disputed land and slips look alike here: the place keeps the gazetteer's country, the report is flagged.
    """
    lexicon = load_lexicon()
    return any(_differs(page, toponym, lexicon) for toponym in toponyms)


def _differs(page: Page, toponym: Toponym, lexicon: Lexicon) -> bool:
    place = toponym.place
    if place.country is None or place.precision == "country":
        return False
    said = {lexicon.country_codes.get(fold(words)) for words in place.within}
    said.add(_said_before(page.text[max(0, toponym.span.start - _REACH) : toponym.span.start], lexicon))
    said.discard(None)
    return bool(said) and place.country not in said


def _said_before(text: str, lexicon: Lexicon) -> str | None:
    """Return the country that the words right before a name put it in.

    >>> from variorum.analyse.places.lexicon import load_lexicon
    >>> [_said_before(words, load_lexicon()) for words in ("fire in Ukraine's ", "the Belgian port of ")]
    ['UA', 'BE']
    """
    owner = _OWNER.search(text)
    if owner is not None:
        words = owner[1].split()
        codes = (lexicon.country_codes.get(fold(" ".join(words[i:]))) for i in range(len(words)))
        return next(filter(None, codes), None)
    adjective = _ADJECTIVE.search(text)
    if adjective is not None and adjective[2] in _KINDS:
        return lexicon.demonyms.get(adjective[1])
    return None
