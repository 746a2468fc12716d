"""How far from a named place something is said to be: 15 km north of Sivrice, near Elazig."""

import re

from variorum.analyse.places.lexicon import Lexicon
from variorum.model.span import Span
from variorum.model.value import Offset

_AWAY = re.compile(
    r"(\d{1,4}(?:\.\d{1,2})?)(?:\s|-)?([a-z]{2,10})"
    r"(?:\s(?:to\s)?(?:the\s)?(?:north|south|east|west|northeast|northwest|southeast|southwest))?"
    r"(?:\s\([^()]{1,20}\))?\s(?:away\s)?(?:of|from|off|outside)(?:\sthe)?"
    r"(?:\s(?:city|town|village|capital)\sof)?\s$"
)
_NEAR = re.compile(r"([A-Za-z]{4,8})(?:\sthe)?(?:\s(?:city|town|village)\sof)?\s$")
_REACH = 60  # characters before a name in which its offset stands


def find_offset(text: str, span: Span, lexicon: Lexicon) -> Offset | None:
    """Return how far from the place at `span` the words before it lead; km is None for "near" and "outside".

    Miles become kilometres, to one decimal.

    >>> from variorum.analyse.places.lexicon import load_lexicon
    >>> find_offset("about 15 km north of Orvel", Span(21, 26), load_lexicon())
    Offset(km=15.0, from_='Orvel')
    """
    before = text[max(0, span.start - _REACH) : span.start]
    away = _AWAY.search(before)
    if away is not None and away[2] in lexicon.units:
        return Offset(km=round(float(away[1]) * lexicon.units[away[2]], 1), from_=span.of(text))
    near = _NEAR.search(before)
    if near is not None and near[1].casefold() in lexicon.words["near"]:
        return Offset(km=None, from_=span.of(text))
    return None
