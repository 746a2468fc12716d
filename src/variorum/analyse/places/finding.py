"""Where a report's text names places: capitalised words that the gazetteer or the tagger knows."""

from dataclasses import dataclass
from typing import Any

from variorum.analyse.page import Page
from variorum.analyse.places.admitting import Match, admit
from variorum.analyse.places.gazetteer import Gazetteer
from variorum.analyse.places.lexicon import Lexicon
from variorum.analyse.places.naming import fold
from variorum.model.span import Span

_STOPS = frozenset({",", "(", ")", ";", "\n", "'s", "\u2019s"})
_LONGEST = 6  # words in a name: "Democratic Republic of the Congo" has five


@dataclass(frozen=True, slots=True)
class Naming:
    """One place name in the text, before it is resolved. `key` is folded, or a state's name in full."""

    span: Span
    words: str
    key: str


def find_names(page: Page, gazetteer: Gazetteer, lexicon: Lexicon) -> list[Naming]:
    """Find the place names of a page, the longest at each word, then keep those that are meant as places."""
    tokens = list(page.doc)
    texts = [token.text for token in tokens]
    found: list[Match] = []
    at = 0
    while at < len(tokens):
        if not texts[at][:1].isupper():
            at += 1
            continue
        match = _longest(page.text, tokens, texts, at, gazetteer, lexicon)
        tagged = _tagged(page.text, tokens, texts, at)
        if tagged is not None and (match is None or tagged.end > match.end):
            match = tagged
        if match is None:
            at += 1
            continue
        found.append(match)
        at = match.end
    kept = admit(tokens, texts, found, lexicon)
    return [Naming(m.span, m.span.of(page.text), m.key) for m in kept]


def key_of(words: str, lexicon: Lexicon) -> str:
    """Return the key under which the words are looked up: a state's short form stands for the state."""
    return fold(lexicon.short_states.get(words) or lexicon.short_names.get(words, words))


def _longest(
    text: str, tokens: list[Any], texts: list[str], at: int, gazetteer: Gazetteer, lexicon: Lexicon
) -> Match | None:
    """Return the longest name of the gazetteer that begins at a word; inside, only small words are lower."""
    ends = []
    for end in range(at + 1, min(len(tokens), at + _LONGEST) + 1):
        word = texts[end - 1]
        if word[:1].isupper():
            ends.append(end)
        elif word not in lexicon.words["small"]:
            break
    if texts[at] == "The":
        return None
    start = tokens[at].idx
    for end in reversed(ends):
        stop = tokens[end - 1].idx + len(texts[end - 1])
        words = text[start:stop]
        if words in lexicon.short_states or words in lexicon.short_names:
            return Match(at, end, Span(start, stop), key_of(words, lexicon), known=True)
        key = fold(words)
        if gazetteer.knows(key):
            return Match(at, end, Span(start, stop), key, known=True)
    return None


def _tagged(text: str, tokens: list[Any], texts: list[str], at: int) -> Match | None:
    """Return the place that the tagger alone knows: it keeps its words, and stays unresolved if need be."""
    kind = tokens[at].ent_type_
    if kind not in {"GPE", "LOC"} or tokens[at].ent_iob_ != "B" or texts[at] == "The":
        return None
    end = at + 1
    while end < len(tokens) and tokens[end].ent_iob_ == "I" and texts[end] not in _STOPS:
        end += 1
    while end > at and not texts[end - 1][:1].isupper():
        end -= 1
    if any(text[:1].islower() for text in texts[at:end]) or not texts[at].replace(".", "").isalpha():
        return None
    span = Span(tokens[at].idx, tokens[end - 1].idx + len(texts[end - 1]))
    return Match(at, end, span, fold(span.of(text)), known=False)
