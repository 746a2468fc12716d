"""Where a rule's words stand on a page."""

from typing import Any, NamedTuple

from variorum.analyse.page import Page
from variorum.analyse.time.cues import cues
from variorum.analyse.time.patterns import Match
from variorum.analyse.time.tokens import Token
from variorum.model.span import Span


class Site(NamedTuple):
    """Where a match stands: the page, the tokens and the match."""

    page: Page
    tokens: list[Token]
    match: Match

    def beside(self, shift: int) -> str:
        """Return the token so many before (negative) or after, in small letters; "" at an edge."""
        at = self.match.start + shift if shift < 0 else self.match.end + shift - 1
        return self.tokens[at].norm if 0 <= at < len(self.tokens) else ""

    def follows_year(self) -> bool:
        """Say whether a year and a word that joins stand before: "between 1980 and 1985"."""
        at = self.match.start - 2
        return (
            at >= 0 and "YEAR" in self.tokens[at].classes and self.beside(-1) in cues("guards", "joins_years")
        )

    def is_capital(self, shift: int) -> bool:
        """Say whether the token so many before (negative) or after begins with a capital."""
        at = self.match.start + shift if shift < 0 else self.match.end + shift - 1
        return 0 <= at < len(self.tokens) and self.page.text[self.tokens[at].start].isupper()

    def first(self, name: str) -> Token | None:
        """Return the first token of a class in the expression."""
        within = self.tokens[self.match.start : self.match.end]
        return next((token for token in within if name in token.classes), None)

    def tagged(self, token: Token) -> Any:
        """Return spaCy's token at one of ours, or None."""
        found = self.page.tokens(Span(token.start, token.end))
        return found[0] if found is not None and len(found) else None

    def is_hyphened(self) -> bool:
        """Say whether a hyphen joins the next word to the expression: "a second-floor flat"."""
        return self.page.text[self.tokens[self.match.end - 1].end :][:1] in _HYPHENS

    def is_before_noun(self) -> bool:
        """Say whether a noun or adjective follows directly."""
        at = self.match.end
        if at >= len(self.tokens) or self.tokens[at].form != "word":
            return False
        found = self.tagged(self.tokens[at])
        return found is not None and found.tag_[:2] in ("NN", "JJ")


_HYPHENS = ("-", "‐", "‑")
