"""Where a report's text names places: capitalised words that the gazetteer or the tagger knows."""

from dataclasses import dataclass, replace

from variorum.analyse.page import Page
from variorum.analyse.places.admitting import Match, admit, stands_before_house, stands_where_struck
from variorum.analyse.places.gazetteer import Gazetteer
from variorum.analyse.places.lexicon import Lexicon
from variorum.analyse.places.naming import fold
from variorum.analyse.places.words import BEGIN, Words, list_words
from variorum.model.span import Span

_STOPS = frozenset({",", "(", ")", ";", "\n", "'s", "\u2019s"})
_CITY = 100_000  # people of a town whose name before a word for a house is no firm's
_STRUCK = 15_000  # people of a town that is said to have been hit: "the quake that shook Lima"
_FEW, _BEHIND = 3, 7  # words of a name that only its neighbours call a place, and of what calls it so
_BEFORE = frozenset({"the", "'s", "\u2019s"})
_HELD = frozenset({"in", "of", "near", "on"})
_LONGEST = 6  # words in a name: "Democratic Republic of the Congo" has five


@dataclass(frozen=True, slots=True)
class Naming:
    """One place name in the text, before it is resolved. `key` is folded, or a state's name in full."""

    span: Span
    words: str
    key: str


def find_names(page: Page, gazetteer: Gazetteer, lexicon: Lexicon) -> list[Naming]:
    """Find the place names of a page, the longest at each word, then keep those that are meant as places."""
    words = list_words(page)
    found: list[Match] = []
    at = 0
    while at < len(words):
        if not words.texts[at][:1].isupper():
            at += 1
            continue
        match = _longest(page.text, words, at, gazetteer, lexicon)
        tagged = _tagged(page.text, words, at) or _worded(page.text, words, at, lexicon)
        if tagged is not None and (match is None or tagged.end > match.end):
            is_rank = match is not None and words.texts[match.end].casefold() in lexicon.words["ranks"]
            match = match if is_rank else tagged
        if match is None:
            at += 1
            continue
        if _is_meant_as_town(words, match, gazetteer, lexicon):
            match = replace(match, is_city=True)
        found.append(match)
        at = match.end
    kept = admit(words, found, lexicon)
    return [Naming(m.span, m.span.of(page.text), m.key) for m in kept]


def _is_meant_as_town(words: Words, match: Match, gazetteer: Gazetteer, lexicon: Lexicon) -> bool:
    """Say whether a name that the tagger may mistake is a town's: "a Lima bank", "the flood hit Lima"."""
    least = _CITY if stands_before_house(words, match, lexicon) else 0
    if not least and stands_where_struck(words, match, lexicon):
        least = _STRUCK
    return least > 0 and any(c.own and c.population >= least for c in gazetteer.look_up(match.key))


def key_of(words: str, lexicon: Lexicon) -> str:
    """Return the key under which the words are looked up: a state's short form stands for the state."""
    return fold(lexicon.short_states.get(words) or lexicon.short_names.get(words, words))


def _longest(text: str, words: Words, at: int, gazetteer: Gazetteer, lexicon: Lexicon) -> Match | None:
    """Return the longest name of the gazetteer that begins at a word; inside, only small words are lower."""
    texts = words.texts
    ends = []
    for end in range(at + 1, min(len(words), at + _LONGEST) + 1):
        word = texts[end - 1]
        if word[:1].isupper():
            ends.append(end)
        elif word in lexicon.words["tails"]:
            ends.append(end)
            break
        elif word not in lexicon.words["small"]:
            break
    if texts[at] == "The":
        return None
    start = words.starts[at]
    for end in reversed(ends):
        stop = words.end(end - 1)
        name = text[start:stop]
        if name in lexicon.short_states or name in lexicon.short_names:
            return Match(at, end, Span(start, stop), key_of(name, lexicon), known=True)
        key = fold(name)
        if gazetteer.knows(key):
            return Match(at, end, Span(start, stop), key, known=True)
    return None


def _worded(text: str, words: Words, at: int, lexicon: Lexicon) -> Match | None:
    """Return the place that only the words around it call one: "the village of Osk", "the Osk district"."""
    if not words.texts[at].isalpha() or (at and words.texts[at - 1][:1].isupper()):
        return None
    end = at + 1
    while end < min(len(words), at + _FEW) and words.texts[end][:1].isupper() and words.texts[end].isalpha():
        end += 1
    behind = [word.casefold() for word in words.texts[end : end + _BEHIND]]
    is_led = at > 1 and words.texts[at - 1] == "of" and words.texts[at - 2] in lexicon.words["settlements"]
    is_called = behind[:1] == [","] and behind[1:2] in (["a"], ["an"])
    if is_called:
        kinds = [n for n in range(2, len(behind) - 1) if behind[n] in lexicon.words["settlements"]]
        is_called = bool(kinds) and behind[kinds[0] + 1] in _HELD
        is_called = is_called and all(word.isalpha() for word in behind[2 : kinds[0]])
    is_headed = at > 0 and words.texts[at - 1] in _BEFORE and words.texts[end : end + 1] != []
    is_headed = is_headed and words.texts[end] in lexicon.words["divided"]  # "the Osk district"
    if not (is_led or is_called or is_headed):
        return None
    span = Span(words.starts[at], words.end(end - 1))
    return Match(at, end, span, fold(span.of(text)), known=False, is_city=True)


def _tagged(text: str, words: Words, at: int) -> Match | None:
    """Return the place that the tagger alone knows: it keeps its words, and stays unresolved if need be."""
    texts = words.texts
    if words.kinds[at] not in {"GPE", "LOC"} or words.iobs[at] != BEGIN or texts[at] == "The":
        return None
    end = at + 1
    while words.goes_on(end) and texts[end] not in _STOPS:
        end += 1
    while end > at and not texts[end - 1][:1].isupper():
        end -= 1
    if any(word[:1].islower() for word in texts[at:end]) or not texts[at].replace(".", "").isalpha():
        return None
    span = Span(words.starts[at], words.end(end - 1))
    return Match(at, end, span, fold(span.of(text)), known=False)
