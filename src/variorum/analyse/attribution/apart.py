"""Nouns of saying whose clause stands apart: "the stewards' suspicion, never minuted, that he was paid".

The parser hangs such a clause anywhere; word by word it is the first "that" behind the comma that closes what
is set off. Whose word it is stands before the noun or right behind it ("it is the belief of the board, or so
the clerk says, that").
"""

import bisect
import functools
from collections.abc import Iterable, Iterator
from typing import Any

from variorum.analyse.attribution.describing import is_able_to_speak
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.lexicon import load_cues
from variorum.analyse.attribution.phrase import span_of, tidy
from variorum.analyse.page import Page
from variorum.analyse.picking import Picker
from variorum.analyse.tags import CLAUSE_TAGS
from variorum.model.span import Span

_LONGEST = 12  # words of whose word it is
_ASIDE = 30  # words set off between the noun and "that"
_OF = frozenset({"of", "by", "from", "among"})
_NAMING = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "ADP"})


def read_apart(page: Page, sentences: Iterable[Any]) -> Iterator[Find]:
    """Yield whose belief, claim or warning it is, with the clause behind what is set off by commas."""
    picked = _nouns().pick(page.doc)
    for sentence in sentences:
        here = picked[bisect.bisect_left(picked, sentence.start) : bisect.bisect_left(picked, sentence.end)]
        for i in here:
            found = _read(page, sentence, page.doc[i])
            if found is not None:
                yield found


@functools.cache
def _nouns() -> Picker:
    cues = load_cues()
    words = {*cues.nouns} - set(cues.data["owned_things"])
    return Picker("LEMMA", lambda lemma: lemma.lower() in words)


def _read(page: Page, sentence: Any, noun: Any) -> Find | None:
    if noun.pos_ != "NOUN":
        return None
    owned = whose_word(noun, sentence.start, sentence.end)
    if owned is None:
        return None
    owner, last = owned
    comma = last + 1
    if comma + 2 >= sentence.end or noun.doc[comma].text != ",":
        return None
    that = _that_behind(noun.doc, comma, sentence.end)
    if that is None:
        return None
    told = tidy(page.text, Span(that.idx, sentence.end_char))
    stance = load_cues().nouns[noun.lemma_.lower()]
    return Find(owner, span_of(noun, noun), (told,), stance=stance, by="phrase")


def whose_word(noun: Any, start: int, end: int) -> tuple[Span, int] | None:
    """Return whose word a noun of saying is, and the last word of the two; None where it is nobody's."""
    return _owned(noun, start) or _owned_behind(noun, end)


def _that_behind(doc: Any, comma: int, end: int) -> Any | None:
    # "That" right behind a comma, before a subject; not one that is a subject, nor beyond another clause.
    for token in doc[comma + 1 : min(comma + _ASIDE, end - 2)]:
        if token.text in (";", ":"):
            return None
        if token.lower_ == "that" and token.nbor(-1).text == ",":
            return token if token.nbor(1).tag_ not in CLAUSE_TAGS and not token.nbor(1).is_punct else None
    return None


def _owned(noun: Any, start: int) -> tuple[Span, int] | None:
    # "The stewards' suspicion", "her insistence".
    at = noun.i - 1
    while at > start and noun.doc[at].pos_ == "ADJ":
        at -= 1
    mark = noun.doc[at]
    if at >= start and mark.tag_ == "PRP$":
        return span_of(mark, mark), noun.i
    if at <= start or mark.tag_ != "POS":
        return None
    first = at - 1
    while first > start and at - first < _LONGEST and noun.doc[first - 1].pos_ in _NAMING - {"ADP"}:
        first -= 1
    return (
        (span_of(noun.doc[first], noun.doc[at - 1]), noun.i) if is_able_to_speak(noun.doc[at - 1]) else None
    )


def _owned_behind(noun: Any, end: int) -> tuple[Span, int] | None:
    # "The belief of the drainage board", "a hunch of Deputy Warden Limbu's".
    doc = noun.doc
    if noun.i + 2 >= end or doc[noun.i + 1].lower_ not in _OF:
        return None
    at = noun.i + 2
    while at < min(end, noun.i + _LONGEST) and doc[at].pos_ in _NAMING:
        at += 1
    words = doc[noun.i + 2 : at]
    named = list(words)
    if not named or named[-1].pos_ == "ADP":
        return None
    head = next(
        (
            t
            for t, after in zip(named, [*named[1:], None], strict=True)
            if t.pos_ in ("NOUN", "PROPN") and (after is None or after.pos_ == "ADP")
        ),
        None,
    )
    if head is None or not is_able_to_speak(head):
        return None
    last = at if at < end and doc[at].tag_ == "POS" else at - 1
    return span_of(words[0], words[-1]), last
