"""Who says a headline with a colon, a dash or no cue; "Two dead, police say" is read as any sentence."""

import re
from collections.abc import Sequence
from dataclasses import replace

from variorum.analyse.attribution.describing import describe
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.lexicon import load_cues, load_source_words
from variorum.analyse.page import Page
from variorum.analyse.tags import FINITE_TAGS
from variorum.model.span import Span, trim

_SPLIT = re.compile(r":\s|\s[-\u2013\u2014]\s")
_LONGEST_SOURCE = 5  # words
_LONGEST_TITLE = 20  # words
_MOST = 8  # sentences of the body among which the one that a headline sums up is sought
_TOPICS = frozenset({"on", "over", "about", "after"})
_AGES = frozenset({"year", "old", "-year", "-old"})
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
        found = _divided(page, title, split.start(), split.end(), finds)
        if found is not None:
            return [found]
    return _summed_up(page, title, finds)


def said_at_end(page: Page) -> Find | None:
    """Return the find of a headline that ends in its cue and source: "Mill not for sale, says founder"."""
    title = find_title(page)
    comma = page.text.rfind(", ", title.start, title.end) if title is not None else -1
    if title is None or comma <= title.start:
        return None
    tail = page.tokens(Span(comma + 2, title.end))
    if not 1 < len(tail) <= _LONGEST_SOURCE + 1 or tail[0].lemma_.lower() not in load_cues().verbs:
        return None
    source = Span(tail[1].idx, title.end)
    plain = tail[0].lemma_.lower() in load_cues().verbs and len(tail) == 2 and tail[1].pos_ == "NOUN"
    if tail[0].tag_ not in FINITE_TAGS or not (plain or _is_source(page, source)):
        return None
    return Find(source, Span(tail[0].idx, tail[0].idx + len(tail[0].text)), (Span(title.start, comma),))


def without_told(page: Page, finds: Sequence[Find]) -> list[Find]:
    """Return the finds but a headline's hearer: "Head 'knew of leak for weeks', parents told"."""
    title = find_title(page)
    hearers = load_cues().data["hearers"]

    def hears(find: Find) -> bool:
        if title is None or find.cue is None or find.source is None or find.cue.end != title.end:
            return False
        tokens = page.tokens(find.cue)
        alone = len(tokens) == 1 and tokens[0].lemma_.lower() in hearers
        return alone and title.start < find.source.start < find.cue.start

    return [find for find in finds if not hears(find)]


def find_title(page: Page) -> Span | None:
    """Return the headline: the report's title, or a first line that does not end like a sentence."""
    if page.title_end:
        return trim(page.text, 0, page.title_end)
    if not page.paragraphs:
        return None
    first = page.paragraphs[0]
    worded = first.of(page.text)
    if len(page.paragraphs) > 1 and _is_said_again(page, worded, first.end):
        return first  # "'We smelled it for weeks'" over the report in which somebody says so
    if worded.endswith((".", "!", "\u201d", '"')) or len(worded.split()) > _LONGEST_TITLE:
        return None
    return first


def _is_said_again(page: Page, worded: str, end: int) -> bool:
    inner = worded[1:-1].strip(".,!?")
    is_quoted = worded[:1] in "\"'\u2018\u201c" and worded[-1:] in "\"'\u2019\u201d"
    return is_quoted and _COMMON < inner.count(" ") + 1 <= _LONGEST_TITLE and page.text.find(inner, end) >= 0


def _divided(page: Page, title: Span, left: int, right: int, finds: Sequence[Find]) -> Find | None:
    a, b = trim(page.text, title.start, left), trim(page.text, right, title.end)
    for side, content in ((a, b), (b, a)):
        source = _owner(page, side)
        if content.start >= content.end or not _is_source(page, source):
            continue
        if _is_where(page, source, finds):
            continue
        return Find(source, None, (content,), stance="asserts", by="headline")
    return None


def _is_where(page: Page, side: Span, finds: Sequence[Find]) -> bool:
    """Say whether a label is where it happened ("Orvan: verdict a first step"): a place that says nothing."""
    tokens = [t for t in page.tokens(side) or () if not t.is_punct]
    if not tokens or any(t.ent_type_ not in ("GPE", "LOC") for t in tokens):
        return False
    name = side.of(page.text)
    return not any(find.source is not None and name in find.source.of(page.text) for find in finds)


def _owner(page: Page, span: Span) -> Span:
    # "'I held on' - flood gran's ordeal": the one whose ordeal it is; "widow on her loss": the widow.
    tokens = list(page.tokens(span) or ())
    topic = next((t for t in tokens[1:-1] if t.lower_ in _TOPICS), None)
    if topic is not None and topic.nbor(-1).lemma_.lower() in load_source_words().persons:
        return Span(span.start, topic.nbor(-1).idx + len(topic.nbor(-1).text))
    mark = next((t for t in tokens[1:-1] if t.tag_ == "POS"), None)
    if mark is None or mark.nbor(-1).lemma_.lower() not in load_source_words().persons:
        return span
    return Span(span.start, mark.idx)


def _is_source(page: Page, span: Span) -> bool:
    tokens = [t for t in page.tokens(span) or () if not t.is_punct]
    if (
        not tokens
        or len(tokens) > _LONGEST_SOURCE
        or any(t.tag_ in ("VBD", "VBZ", "VBP", "MD", "TO") for t in tokens)
    ):
        return False
    if tokens[-1].lemma_.lower() in load_cues().data["labels"]:
        return False
    words = load_source_words()
    known = (words.persons, words.trades, words.organisations, words.outlets, words.titles, words.documents)
    forms = {form for t in tokens for form in (t.lemma_.lower(), t.lower_)}
    return describe(page, span).is_named or not all(map(forms.isdisjoint, known))


def _summed_up(page: Page, title: Span, finds: Sequence[Find]) -> list[Find]:
    body = [s for s in page.sentences if s.start >= title.end]
    if not body or title.end >= len(page.text):
        return []
    if (quoted := _quoted_below(page, title, finds)) is not None:
        return [quoted]
    told = content_words(page, title)
    # The lead, unless a sentence further on has more of the headline's words.
    shares = [len(told & content_words(page, sentence)) for sentence in body[:_MOST]]
    lead = body[shares.index(max(shares))]
    for find in finds:
        inside = [piece for piece in find.content if lead.covers(piece)]
        if inside and find.cue is not None and lead.covers(find.cue):
            shared = told & set().union(*(content_words(page, piece) for piece in inside))
            told_whole = lead == body[0] and _is_whole(page, lead, find)
            beside = (told & content_words(page, lead)) - shared
            if len(beside) >= len(shared):
                continue  # "she was shot at what police say was a party" tells of the shooting itself
            if len(shared) >= (1 if told_whole else min(_COMMON, len(told))):
                return [replace(find, content=(title, *find.content), passed_on_by=find.passed_on_by)]
    return []


def _quoted_below(page: Page, title: Span, finds: Sequence[Find]) -> Find | None:
    # A headline in quotation marks, and no more: whoever says these words below.
    worded = title.of(page.text)
    inner = worded.strip("\"'\u2018\u2019\u201c\u201d")
    if len(inner) > len(worded) - 2 or inner.count(" ") < _COMMON:
        return None
    said = (f for f in finds if f.cue is not None and f.anchor.start >= title.end)
    found = next((f for f in said if any(inner.strip(".,!?") in p.of(page.text) for p in f.content)), None)
    return replace(found, content=(title, *found.content)) if found is not None else None


def _is_whole(page: Page, lead: Span, find: Find) -> bool:
    # All of the lead is one content, but for who says it: "The boats will be broken up, Island Lines said."
    first = min(find.content)
    spoken = find.cue is not None and first.end <= find.cue.start and len(find.content) == 1
    return spoken and first.start - lead.start <= 1 and "," not in page.text[first.start : first.end]


def content_words(page: Page, span: Span) -> set[str]:
    """Return the lemmas of the words of a stretch that say something, none of those for anybody's age."""
    said = (t for t in page.tokens(span) or () if t.pos_ in ("NOUN", "PROPN", "VERB", "NUM", "ADJ"))
    return {lemma for t in said if (lemma := t.lemma_.lower()) not in _AGES}
