"""Conditions under which a rule's words are a time expression and not a name, a verb or a number."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from variorum.analyse.page import Page
from variorum.analyse.time.patterns import Match
from variorum.analyse.time.tokens import Token
from variorum.model.span import Span


class Place(NamedTuple):
    """Where a match stands: the page, the tokens and the match."""

    page: Page
    tokens: list[Token]
    match: Match

    def token(self, shift: int) -> Token | None:
        """Return the token so many before (negative) or after the expression."""
        at = self.match.start + shift if shift < 0 else self.match.end + shift - 1
        return self.tokens[at] if 0 <= at < len(self.tokens) else None

    def words(self) -> str:
        """Return the words of the expression."""
        return self.page.text[self.tokens[self.match.start].start : self.tokens[self.match.end - 1].end]


_TIME_PREPOSITIONS = frozenset(
    [
        "in",
        "since",
        "by",
        "of",
        "from",
        "until",
        "till",
        "through",
        "during",
        "before",
        "after",
        "between",
        "last",
        "next",
        "this",
        "for",
        "to",
        "and",
    ]
)


def is_proper(place: Place) -> bool:
    """Say whether a month's name alone is the month: "in May", not "may", "March!" or a Ms. April."""
    words = place.words()
    if not words[0].isupper():
        return False
    found = place.page.tokens(
        Span(place.tokens[place.match.start].start, place.tokens[place.match.start].end)
    )
    token = found[0] if found is not None and len(found) else None
    before = place.token(-1)
    after_preposition = before is not None and before.norm in _TIME_PREPOSITIONS
    if token is None or after_preposition:
        return token is not None or after_preposition
    if token.ent_type_ in ("PERSON", "ORG", "FAC", "GPE", "LOC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"):
        return False
    return token.tag_ in ("NNP", "NNPS", "NN") and not (
        words.lower() in ("may", "march") and token.ent_type_ != "DATE"
    )


def is_year(place: Place) -> bool:
    """Say whether four digits alone are a year: not "$1998", "1,998" or "2000 people"."""
    before, after = place.token(-1), place.token(1)
    value = int(place.match.parts["year"])
    if not 1300 <= value <= 2099:
        return False
    if before is not None and (
        before.norm in ("$", "£", "€", "#", "no", "no.", "number", "/", "+", "about", "flight")
    ):
        return False
    if after is not None and after.norm in ("%", "percent", "per", "/", "x", "°"):
        return False
    found = place.page.doc.char_span(after.start, after.end, alignment_mode="expand") if after else None
    if found is not None and len(found) and found[0].tag_ in ("NNS", "NNPS"):
        return before is not None and before.norm in ("in", "since", "the", "of")
    return before is None or before.norm in _TIME_PREPOSITIONS or value >= 1700


def has_day(place: Place) -> bool:
    """Say whether a number beside a month is a day of it and not a count: "May 3", not "may 3 people"."""
    month = next(t for t in place.tokens[place.match.start : place.match.end] if "MONTH" in t.classes)
    return place.page.text[month.start].isupper()


GUARDS: Final[Mapping[str, Callable[[Place], bool]]] = {
    "proper": is_proper,
    "year": is_year,
    "month_and_day": has_day,
}
