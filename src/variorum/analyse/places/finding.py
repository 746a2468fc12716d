"""Where a report's text names places: stretches of capitalised words that the gazetteer knows."""

from dataclasses import dataclass
from typing import Any

from variorum.analyse.page import Page
from variorum.analyse.places.gazetteer import Gazetteer
from variorum.analyse.places.lexicon import Lexicon
from variorum.analyse.places.naming import fold
from variorum.model.span import Span

_LONGEST = 6  # words in a name: "Democratic Republic of the Congo" has five
_PLACE = frozenset({"GPE", "LOC", "FAC"})


@dataclass(frozen=True, slots=True)
class Naming:
    """One place name in the text, before it is resolved. `key` is folded, or a state's name in full."""

    span: Span
    words: str
    key: str


def find_names(page: Page, gazetteer: Gazetteer, lexicon: Lexicon) -> list[Naming]:
    """Find the place names of a page, longest first at each word."""
    tokens = list(page.doc)
    found: list[Naming] = []
    at = 0
    while at < len(tokens):
        end = _longest(page.text, tokens, at, gazetteer, lexicon)
        if end is None or not _is_place(tokens, at, end, lexicon):
            at += 1 if end is None else end - at
            continue
        span = Span(tokens[at].idx, tokens[end - 1].idx + len(tokens[end - 1]))
        words = span.of(page.text)
        found.append(Naming(span, words, key_of(words, lexicon)))
        at = end
    return found


def key_of(words: str, lexicon: Lexicon) -> str:
    """Return the key under which the words are looked up: a state's short form stands for the state."""
    return fold(lexicon.short_states.get(words) or lexicon.short_names.get(words, words))


def _longest(text: str, tokens: list[Any], at: int, gazetteer: Gazetteer, lexicon: Lexicon) -> int | None:
    first = tokens[at]
    if not first.text[:1].isupper():
        return None
    ends = []
    for end in range(at + 1, min(len(tokens), at + _LONGEST) + 1):
        if "\n" in tokens[end - 1].text or tokens[end - 1].text in {",", ";", ":", "(", ")"}:
            break
        if tokens[end - 1].text[:1].isupper():
            ends.append(end)
    for end in reversed(ends):
        words = text[first.idx : tokens[end - 1].idx + len(tokens[end - 1])]
        if words in lexicon.short_states or gazetteer.knows(fold(words)):
            return end
    return None


def _is_place(tokens: list[Any], at: int, end: int, lexicon: Lexicon) -> bool:
    first, last = tokens[at], tokens[end - 1]
    kind = first.ent_type_
    if first.text in lexicon.demonyms and end == at + 1:
        return False
    if kind in _PLACE:
        return True
    if kind and (_continues(tokens, at - 1, kind, first) or _continues(tokens, end, kind, last)):
        return False
    return at > 0 and tokens[at - 1].lower_ in lexicon.words["before"] and kind in {"", "ORG", "NORP"}


def _continues(tokens: list[Any], at: int, kind: str, neighbour: Any) -> bool:
    return (
        0 <= at < len(tokens)
        and tokens[at].ent_type_ == kind
        and (tokens[at].ent_iob_ == "I" if at > neighbour.i else neighbour.ent_iob_ == "I")
    )
