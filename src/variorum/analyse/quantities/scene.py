"""One sentence opened for reading quantities: its pieces beside the tokens of the page."""

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from variorum.analyse.page import Page
from variorum.analyse.quantities.phrases import Phrase
from variorum.analyse.quantities.words import Word
from variorum.model.span import Span

NOUN_TAGS: Final = frozenset({"NN", "NNS", "NNP", "NNPS"})
PLURAL_TAGS: Final = frozenset({"NNS", "NNPS"})
_INSIDE: Final = frozenset(
    {"JJ", "JJR", "JJS", "RBS", "RBR", "VBN", "VBG", "HYPH", "POS", "CD", "RB", "``", "''", "AFX", *NOUN_TAGS}
)
_LONGEST_NOUN_PHRASE: Final = 10  # tokens between a number and the noun it counts


@dataclass(slots=True)
class Scene:
    """The pieces of one sentence, its tokens, and the number phrases found in it."""

    page: Page
    words: list[Word]
    starts: Sequence[int]
    first: int
    end: int
    phrases: list[Phrase] = field(default_factory=list)

    def norm(self, i: int) -> str:
        """Return the lower-case form of piece `i`, empty beyond the sentence."""
        return self.words[i].norm if 0 <= i < len(self.words) else ""

    def token(self, i: int) -> Any:
        """Return the token that holds the beginning of piece `i`."""
        return self.page.doc[self.token_index(self.words[i].start)]

    def token_index(self, offset: int) -> int:
        """Return the index of the token that holds a character of the text."""
        return max(0, bisect.bisect_right(self.starts, offset) - 1)

    def token_indices(self) -> list[int]:
        """Return the index of the token that holds the beginning of each piece."""
        found, i, starts = [], self.first, self.starts
        for word in self.words:
            while i + 1 < self.end and starts[i + 1] <= word.start:
                i += 1
            found.append(i)
        return found

    def holds(self, token: Any) -> bool:
        """Say whether a token stands in this sentence."""
        return bool(self.first <= token.i < self.end)

    def piece(self, token: Any) -> int:
        """Return the piece that holds the beginning of a token."""
        return bisect.bisect_right(self.words, token.idx, key=lambda w: w.start) - 1

    def span(self, first: int, end: int) -> Span:
        """Return the span of the pieces `first:end`."""
        return Span(self.words[first].start, self.words[end - 1].end)

    def cased(self, i: int) -> str:
        """Return piece `i` as it is written."""
        return self.page.text[self.words[i].start : self.words[i].end] if 0 <= i < len(self.words) else ""


def noun_after(scene: Scene, piece: int) -> Any:
    """Return the head noun of the noun phrase that goes on at a piece, or None where none does.

    The last noun of the first run of nouns is taken: "burn victims" gives victims.
    """
    doc = scene.page.doc
    if piece >= len(scene.words):
        return None
    begin = scene.token_index(scene.words[piece].start)
    head = owner = None
    for i in range(begin, min(scene.end, begin + _LONGEST_NOUN_PHRASE)):
        token = doc[i]
        if token.tag_ in NOUN_TAGS:
            if _is_apart(head, token):
                break
            head = token
        elif token.tag_ == "POS" and head is not None:
            head, owner = None, head
        elif token.tag_ == "HYPH" or token.text in _HYPHENS:
            continue
        elif head is not None and token.tag_ in ("VBG", "VBN", "JJ") and doc[i - 1].text in _HYPHENS:
            head = None  # "coal-burning plants": what was taken for the noun begins an adjective
        elif head is not None or not _goes_on(token):
            break
    return head if head is not None else owner


_HYPHENS: Final = frozenset({"-", "‐", "‑"})


def _is_apart(head: Any, token: Any) -> bool:
    """Say whether a noun begins something new after the noun phrase: a name or a date."""
    if head is None:
        return bool(token.ent_type_ == "DATE" and token.tag_ == "NNP")
    return token.ent_type_ in ("DATE", "TIME") or _ends_before(head, token)


def _goes_on(token: Any) -> bool:
    """Say whether a word can stand between a number and its noun."""
    if token.tag_ == "VBN" and token.i + 1 < len(token.doc) and token.nbor(1).lower_ in _CAPTIVES:
        return False
    return token.tag_ in _INSIDE or token.lower_ in _SKIPPED


_CAPTIVES: Final = frozenset({"prisoner", "hostage", "captive", "prisoners", "hostages", "part", "ill"})
_SKIPPED: Final = frozenset(
    {
        "more",
        "other",
        "others",
        "further",
        "and",
        "of",
        "the",
        "its",
        "their",
        "his",
        "her",
        "our",
        "new",
        "my",
    }
)


def _ends_before(head: Any, token: Any) -> bool:
    """Say whether a noun phrase ended at a plural: a name that follows is not its head."""
    return (
        head.tag_ == "NNS"
        and token.tag_ in ("NNP", "NNPS")
        and token.head.i != head.i
        and head.head.i != token.i
    )


def noun_span(scene: Scene, token: Any) -> Span:
    """Return a noun with what is tied to it by hyphens: "ticket-holders", "passers-by"."""
    words = scene.words
    if not scene.first <= token.i < scene.end:
        return Span(token.idx, token.idx + len(token))
    first = scene.piece(token)
    end = first + 1
    while first >= 2 and words[first].glued and words[first - 1].norm == "-" and words[first - 1].glued:
        if words[first - 2].kind != "word":
            break
        first -= 2
    while end + 1 < len(words) and words[end].norm == "-" and words[end].glued and words[end + 1].glued:
        if words[end + 1].kind != "word":
            break
        end += 2
    last = words[end - 1]
    stop = last.end - 2 if last.norm.endswith("'s") else last.end
    return Span(words[first].start, stop)
