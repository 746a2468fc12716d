"""One sentence opened for reading quantities: its pieces beside the tokens of the page."""

import bisect
from collections.abc import Sequence
from typing import Any, Final

from variorum.analyse.quantities.fate_lexicon import fate_words
from variorum.analyse.quantities.phrases import Phrase
from variorum.analyse.quantities.tokens import Token, Tokens
from variorum.analyse.quantities.words import Line
from variorum.analyse.tags import NOUN_TAGS, PLURAL_TAGS
from variorum.data import load_words
from variorum.model.span import Span

_INSIDE: Final = frozenset(
    {"JJ", "JJR", "JJS", "RBS", "RBR", "VBN", "VBG", "HYPH", "POS", "CD", "RB", "``", "''", "AFX", *NOUN_TAGS}
)
_LONGEST_NOUN_PHRASE: Final = 10  # tokens between a number and the noun it counts


class Scene(Line):
    """The pieces of one sentence, its tokens `first:end`, and the number phrases found in it.

    `runs` are the tokens that may be part of a run of words that tells a fate.
    """

    __slots__ = (
        "_starts",
        "end",
        "first",
        "indices",
        "page",
        "phrases",
        "runs",
        "tokens",
    )

    def __init__(self, tokens: Tokens, line: Line, first: int, end: int, runs: Sequence[int] = ()) -> None:
        self.text, self.words, self.norms = line.text, line.words, line.norms
        self.page, self.first, self.end, self.runs = tokens, first, end, runs
        self.tokens = tokens.all()
        self.phrases: list[Phrase] = []
        self._starts = [word.start for word in self.words]
        self.indices = self._token_indices()

    def lemma(self, i: int) -> str:
        """Return the base form of piece `i`, in lower case."""
        return self.tokens[self.indices[i]].lemma_.lower()

    def token(self, i: int) -> Token:
        """Return the token that holds the beginning of piece `i`."""
        return self.tokens[self.indices[i]]

    def _token_indices(self) -> list[int]:
        """Return the index of the token that holds the beginning of each piece."""
        found, i, last, starts = [], self.first, self.end - 1, self.page.starts
        for start in self._starts:
            while i < last and starts[i + 1] <= start:
                i += 1
            found.append(i)
        return found

    def holds(self, token: Token) -> bool:
        """Say whether a token stands in this sentence."""
        return self.first <= token.i < self.end

    def piece(self, token: Token) -> int:
        """Return the piece that holds the beginning of a token."""
        return bisect.bisect_right(self._starts, token.idx) - 1

    def span(self, first: int, end: int) -> Span:
        """Return the span of the pieces `first:end`."""
        return Span(self.words[first].start, self.words[end - 1].end)


def noun_after(scene: Scene, piece: int, *, owner_first: bool = False) -> Any:
    """Return the head noun of the noun phrase that goes on at a piece, or None where none does.

    The last noun of the first run of nouns is taken: "burn victims" gives victims; with `owner_first` the
    owner of it: "the boy's mother" gives the boy.
    """
    doc = scene.tokens
    if piece >= len(scene.words):
        return None
    begin = scene.indices[piece]
    head = owner = None
    for i in range(begin, min(scene.end, begin + _LONGEST_NOUN_PHRASE)):
        token = doc[i]
        if token.lower_ in _AGED and i + 1 < scene.end and doc[i + 1].lower_ == "old":
            continue  # "two 13 year old boys"
        if (
            head is not None
            and token.lower_ in fate_words().made_so
            and (head.tag_ in PLURAL_TAGS or _is_many(head))
        ):
            break  # "took eleven guests hostage"
        if token.tag_ in NOUN_TAGS:
            if _is_apart(head, token):
                if head is not None or i + 1 >= scene.end or doc[i + 1].tag_ != "POS":
                    break
                continue  # "both of Saturday's concerts"
            head = token
        elif token.tag_ == "POS":
            head, owner = None, head
        elif _is_hyphen(token) and not _is_dash(head, token):
            continue
        elif head is not None and token.tag_ in ("VBG", "VBN", "JJ") and doc[i - 1].lower_ in _HYPHENS:
            head = None  # "coal-burning plants": what was taken for the noun begins an adjective
        elif (head is not None and not _describes_on(head, token)) or not _goes_on(doc, token, scene.end):
            break
    return owner if head is None or (owner_first and owner is not None) else head


def _describes_on(head: Token, token: Token) -> bool:
    """Say whether an adjective goes on after a name in "two U.S. diplomatic compounds"."""
    named = head.tag_ == "NNP" and head.dep_ in ("compound", "nmod") and head.head.i > token.i
    return named and token.tag_ == "JJ" and token.head.i == head.head.i


_HYPHENS: Final = frozenset({"-", "‐", "‑"})


def _is_hyphen(token: Token) -> bool:
    return token.tag_ == "HYPH" or token.lower_ in _HYPHENS


def _is_dash(head: Any, token: Token) -> bool:
    """Say whether a sign set apart from the noun is a dash: "a couple and two friends - froze"."""
    return head is not None and token.idx > head.end


def _is_apart(head: Any, token: Any) -> bool:
    """Say whether a noun begins something new after the noun phrase: a name or a date."""
    if head is None:
        return bool(token.ent_type_ == "DATE" and token.tag_ == "NNP")
    return token.ent_type_ in ("DATE", "TIME") or _ends_before(head, token)


def _goes_on(doc: list[Token], token: Token, end: int) -> bool:
    """Say whether a word can stand between a number and its noun."""
    if token.tag_ == "VBN" and token.i + 1 < end and doc[token.i + 1].lower_ in fate_words().made_so:
        return False
    return token.tag_ in _INSIDE or token.lower_ in _SKIPPED


def _is_many(head: Any) -> bool:
    """Say whether a noun that the tagger took for a name is a plural in "-men": "two of the airmen"."""
    return bool(head.lower_.endswith(("men", "people", "folk")))


_AGED: Final = frozenset({"year", "month", "week", "day"})
_SKIPPED: Final = load_words("quantities/words.yaml", "skipped")


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
        return Span(token.idx, token.end)
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
