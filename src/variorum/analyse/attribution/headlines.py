"""Who says a headline with a colon, a dash or no cue; "Two dead, police say" is read as any sentence."""

import re
from collections.abc import Sequence
from dataclasses import replace

from variorum.analyse.attribution.describing import describe
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.lexicon import load_source_words
from variorum.analyse.page import Page
from variorum.model.span import Span, trim

_SPLIT = re.compile(r":\s|\s[-\u2013\u2014]\s")
_LONGEST_SOURCE = 5  # words
_MOST = 8  # sentences of the body among which the one that a headline sums up is sought
_COMMON = 2  # content words that a headline shares with the sentence that it sums up


def read_headline(page: Page, finds: Sequence[Find]) -> list[Find]:
    """Return the attributions of the headline: "Minister: no plans", or those of the sentence it sums up.

    A headline without a cue takes the source and cue of the sentence that it sums up, where that sentence
    is attributed: the first of the body that shares most words with it.
    """
    title = find_title(page)
    if title is None or any(title.overlaps(find.reach) and title.covers(find.anchor) for find in finds):
        return []
    split = _SPLIT.search(page.text, title.start, title.end)
    if split is not None:
        found = _divided(page, title, split.start(), split.end())
        if found is not None:
            return [found]
    return _summed_up(page, title, finds)


def find_title(page: Page) -> Span | None:
    """Return the headline: the report's title, or a first line that does not end like a sentence."""
    if page.title_end:
        return trim(page.text, 0, page.title_end)
    if not page.paragraphs:
        return None
    first = page.paragraphs[0]
    worded = first.of(page.text)
    if worded.endswith((".", "!", "\u201d", '"')) or len(worded.split()) > 20:
        return None
    return first


def _divided(page: Page, title: Span, left: int, right: int) -> Find | None:
    a, b = trim(page.text, title.start, left), trim(page.text, right, title.end)
    for source, content in ((a, b), (b, a)):
        if content.start >= content.end or not _is_source(page, source):
            continue
        return Find(source, None, (content,), stance="asserts", by="headline")
    return None


def _is_source(page: Page, span: Span) -> bool:
    tokens = [t for t in page.tokens(span) or () if not t.is_punct]
    if (
        not tokens
        or len(tokens) > _LONGEST_SOURCE
        or any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in tokens)
    ):
        return False
    words = load_source_words()
    known = (
        words.persons | words.trades | words.organisations | words.outlets | words.titles | words.documents
    )
    return describe(page, span).is_named or any(
        t.lemma_.lower() in known or t.lower_ in known for t in tokens
    )


def _summed_up(page: Page, title: Span, finds: Sequence[Find]) -> list[Find]:
    body = [s for s in page.sentences if s.start >= title.end]
    if not body or title.end >= len(page.text):
        return []
    told = _content_words(page, title)
    # The lead, unless a sentence further on has more of the headline's words.
    shares = [len(told & _content_words(page, sentence)) for sentence in body[:_MOST]]
    lead = body[shares.index(max(shares))]
    for find in finds:
        inside = [piece for piece in find.content if lead.covers(piece)]
        if inside and find.cue is not None and lead.covers(find.cue):
            shared = told & set().union(*(_content_words(page, piece) for piece in inside))
            if len(shared) >= min(_COMMON, len(told)):
                return [replace(find, content=(title, *find.content), passed_on_by=find.passed_on_by)]
    return []


def _content_words(page: Page, span: Span) -> set[str]:
    return {
        t.lemma_.lower() for t in page.tokens(span) or () if t.pos_ in ("NOUN", "PROPN", "VERB", "NUM", "ADJ")
    }
