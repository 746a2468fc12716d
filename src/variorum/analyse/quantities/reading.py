"""Go through a page's sentences and make quantities of their number phrases."""

import re
from typing import Any

from variorum.analyse.page import Page
from variorum.analyse.quantities.lexicon import number_words
from variorum.analyse.quantities.phrases import Phrase, find_phrases
from variorum.analyse.quantities.words import Word, cut
from variorum.data import load_yaml
from variorum.model.analysis import Quantity
from variorum.model.span import Span

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_INSIDE = frozenset(
    {"JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS", "CD", "RB", "RBR", "NN", "NNP", "NNS", "NNPS"}
)


def read_page(page: Page) -> tuple[Quantity, ...]:
    """Return the quantities of a page."""
    lexicon = number_words()
    found: list[Quantity] = []
    for sentence in page.sentences:
        words = cut(page.text, sentence.start, sentence.end)
        for phrase in find_phrases(words, lexicon):
            quantity = _make(page, words, phrase)
            if quantity is not None:
                found.append(quantity)
    return tuple(found)


def _make(page: Page, words: list[Word], phrase: Phrase) -> Quantity | None:
    span = Span(words[phrase.first].start, words[phrase.end - 1].end)
    text = page.text
    age = re.match(
        r"[- ](?:year|yr)s?[- ]olds?(?:['’]s)?|-(?:year|yr)-?olds?", text[span.end : span.end + 14]
    )
    if age:
        low, high = phrase.bounds(counts=False)
        return Quantity(
            span=Span(span.start, span.end + age.end()),
            kind="measure",
            low=low,
            high=high,
            unit="year",
            qualifier=phrase.qualifier,
            slot="age",
        )
    value = phrase.low
    if phrase.in_figures and value is not None and 1900 <= value <= 2100 and "," not in span.of(text):
        return None
    tokens = page.doc.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is None:
        return None
    last = tokens[-1]
    head = _head(last)
    low, high = phrase.bounds(counts=True)
    slot = _slot(last, head)
    if head is None and slot is None:
        return None
    return Quantity(
        span=span,
        kind="count",
        low=low,
        high=high,
        unit="person" if slot else "object",
        qualifier=phrase.qualifier,
        counted=None if head is None else Span(head.idx, head.idx + len(head)),
        slot=slot,
    )


def _head(last: Any) -> Any:
    doc = last.doc
    head = None
    for i in range(last.i + 1, min(len(doc), last.i + 8)):
        token = doc[i]
        if token.tag_ not in _INSIDE and token.lower_ not in ("of", "the", "more", "other"):
            break
        if token.tag_ in _NOUNS:
            head = token
        elif head is not None:
            break
    return head


def _slot(last: Any, head: Any) -> str | None:
    fates = load_yaml("quantities/fates.yaml")
    doc = last.doc
    target = head or last
    following = doc[last.i + 1].lower_ if last.i + 1 < len(doc) else ""
    verb = target.head
    for slot, cues in fates.items():
        if following in cues["states"] or target.lemma_ in cues["nouns"]:
            return str(slot)
        if target.dep_ in ("dobj", "nsubjpass") and verb.lemma_ in cues["objects"]:
            return str(slot)
        if target.dep_ == "nsubj" and verb.lemma_ in cues["subjects"]:
            return str(slot)
    return None
