"""Quotations given to the words that introduce, follow or carry them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.lexicon import load_cues, load_source_words
from variorum.analyse.attribution.nearby import Nearby
from variorum.analyse.attribution.phrase import agent_of, cue_span, noun_phrase, passive_subject, subject_of
from variorum.analyse.attribution.quotes import QuoteMap
from variorum.analyse.attribution.verb_stances import verb_stance
from variorum.analyse.page import Page
from variorum.model.span import Span, hull

_DASHES = frozenset("-\u2013\u2014")
_BREAK, _LEAST = 120, 8  # characters between two parts of a quotation
_ENDS = frozenset(".!?")
_NEAR = 30  # words between a quotation and its cue
_MOST = 60  # pieces of one content, and contents that one quotation is weighed among


def attach_quotations(page: Page, finds: Sequence[Find], quotes: QuoteMap) -> list[Find]:
    """Return the finds with every quotation of the page given to one of them, or to a new find.

    A quotation that runs on without a cue belongs to whoever spoke last in its paragraph, or in the paragraph
    before where nothing else stands between. Quotation marks round a title or of distance are left alone.
    """
    quoting = _Quoting(page, list(finds), quotes)
    for number, paragraph in enumerate(page.paragraphs):
        quoting.read(number, paragraph)
    return quoting.finds


class _Quoting:
    """The state of one pass over the page: the finds so far and who spoke last."""

    def __init__(self, page: Page, finds: list[Find], quotes: QuoteMap) -> None:
        self.page = page
        self.quotes = quotes
        self.finds = finds
        self.last: int | None = None  # the find that spoke last
        self.last_paragraph = -1
        self.pieces = Nearby([piece for find in finds for piece in find.content])
        self.owners = [i for i, find in enumerate(finds) for _ in find.content]
        self.handed: dict[Span | None, list[int]] = {}
        for i, find in enumerate(finds):
            if find.passed_on_by is not None:
                self.handed.setdefault(find.passed_on_by, []).append(i)

    def read(self, number: int, paragraph: Span) -> None:
        """Give the quotations of one paragraph away."""
        quotes = self.quotes.by_paragraph[paragraph]
        for quote in quotes:
            words = self.page.tokens(quote)
            if words is None or not any(t.is_alpha or t.like_num for t in words):
                continue
            if is_title(self.page, quote):
                continue
            owner = self._owner(quote)
            if owner is not None:
                self._extend(owner, quote)
                self._spoke(owner, number)
                continue
            found = self._broken_in(quote, paragraph) or self._introduced(quote, paragraph)
            if found is not None:
                self.finds.append(found)
                self._spoke(len(self.finds) - 1, number)
            elif self._runs_on(quote, number, paragraph):
                self._extend(self.last or 0, quote)
                self.last_paragraph = number
            elif self._is_utterance(quote):
                self._in_view(quote, number)

    def _spoke(self, find: int, number: int) -> None:
        self.last, self.last_paragraph = find, number

    def _owner(self, quote: Span) -> int | None:
        best = None
        for j in self.pieces.overlapping(quote)[:_MOST]:
            i = self.owners[j]
            cue = self.finds[i].cue
            if cue is not None and quote.overlaps(cue):
                continue
            if best is None or _size(self.finds[i]) < _size(self.finds[best]):
                best = i
        return best

    def _extend(self, i: int, quote: Span) -> None:
        find = self.finds[i]
        if len(find.content) > _MOST:
            return
        apart = [p for p in find.content if not p.overlaps(quote)]
        joined = hull([quote, *(p for p in find.content if p.overlaps(quote))])
        if (find.cue and joined.overlaps(find.cue)) or (find.source and joined.overlaps(find.source)):
            joined = quote
            apart = [p for p in find.content if not quote.covers(p)]
        content = tuple(sorted({*apart, joined}))
        for j in self.handed.get(find.cue, ()):
            if self.finds[j].content == find.content:
                self.finds[j] = replace(self.finds[j], content=content)
        self.finds[i] = replace(find, content=content)

    def _broken_in(self, quote: Span, paragraph: Span) -> Find | None:
        # "If you must know" - the physio lowered his voice - "he was hurt.": the clause shows who speaks.
        later = [q for q in self.quotes.by_paragraph[paragraph] if q.start >= quote.end][:1]
        if not later or later[0].start - quote.end > _BREAK:
            return None
        between = self.page.text[quote.end : later[0].start].strip()
        if len(between) < _LEAST or between[0] not in _DASHES or between[-1] not in _DASHES:
            return None
        words = self.page.tokens(Span(quote.end, later[0].start)) or ()
        subject = next((t for t in words if t.dep_ == "nsubj" and t.pos_ in ("NOUN", "PROPN", "PRON")), None)
        verb = next((t for t in words if t.pos_ == "VERB" and verb_stance(t, load_cues())), None)
        if subject is None or verb is not None:
            return None
        return Find(noun_phrase(subject), None, (quote, later[0]), by="quotation")

    def _introduced(self, quote: Span, paragraph: Span) -> Find | None:
        for verb in self._cues_near(quote, paragraph):
            stance = verb_stance(verb, load_cues())
            if stance is None or verb.dep_ in ("amod", "compound"):
                continue
            passive = passive_subject(verb)
            source = agent_of(verb) if passive is not None else subject_of(verb)
            if source is None and passive is None:
                continue
            span = noun_phrase(source) if source is not None else None
            if span is not None and span.overlaps(quote):
                continue
            if source is not None and verb.lemma_ == "hear" and source.lemma_.lower() in load_cues().hearing:
                continue  # "the tribunal heard"
            return Find(span, cue_span(verb), (quote,), stance=stance, by="quotation")
        return None

    def _cues_near(self, quote: Span, paragraph: Span) -> list[Any]:
        tokens = self.page.tokens(quote)
        doc = self.page.doc
        after, before = [], []
        inner_end = self.page.text[quote.start : quote.end - 1].rstrip()[-1:]
        at = tokens.end
        while at < len(doc) and at < tokens.end + _NEAR and doc[at].idx < paragraph.end:
            if doc[at].text in _ENDS or self.quotes.around(doc[at].idx) is not None:
                break
            after.append(doc[at])
            at += 1
        if inner_end == "." and not (after and after[0].text[:1].islower()):
            after = []
        at = tokens.start - 1
        while at >= 0 and at > tokens.start - _NEAR and doc[at].idx >= paragraph.start:
            if doc[at].text in _ENDS or self.quotes.around(doc[at].idx) is not None:
                break
            before.append(doc[at])
            at -= 1
        return [t for t in (*after, *before) if t.pos_ in ("VERB", "AUX")]

    def _runs_on(self, quote: Span, number: int, paragraph: Span) -> bool:
        if self.last is None:
            return False
        if self.last_paragraph == number and self._is_rest(quote):
            return True
        if not self._is_utterance(quote):
            return False
        if self.last_paragraph == number:
            return True
        alone = quote.start == paragraph.start
        return alone and self.last_paragraph == number - 1 and quote.end >= paragraph.end - 1

    def _is_rest(self, quote: Span) -> bool:
        # "What we have," she sighed, "is mud.": a quotation broken by its cue goes on in small letters.
        inner = self.page.text[quote.start + 1 : quote.end].strip("\"'\u201c\u201d\u2018\u2019 ")
        before = self.page.text[max(0, quote.start - 2) : quote.start]
        return inner[:1].islower() and "," in before and inner[-1:] in ".!?,"

    def _is_utterance(self, quote: Span) -> bool:
        inner = self.page.text[quote.start + 1 : quote.end].strip("\"'\u201c\u201d\u2018\u2019\u00bb ")
        return inner[:1].isupper() and inner[-1:] in ".!?,"

    def _in_view(self, quote: Span, number: int) -> None:
        # Without a cue the person whom the words before put in view is the speaker.
        source = self._person_before(quote)
        if source is not None:
            self.finds.append(Find(source, self._verb_of(source), (quote,), by="quotation"))
            self._spoke(len(self.finds) - 1, number)

    def _verb_of(self, source: Span) -> Span | None:
        # "Climber Rafe Sundstrom relived the descent." introduces what he says next.
        for token in self.page.tokens(source):
            verb = token.head
            if token.dep_ == "nsubj" and verb_stance(verb, load_cues()) is not None:
                return cue_span(verb)
        return None

    def _person_before(self, quote: Span) -> Span | None:
        tokens = self.page.tokens(quote)
        if tokens.start == 0:
            return None
        sentence = self.page.sentence_at(self.page.doc[tokens.start - 1].idx)
        words = load_source_words()
        before = list(self.page.tokens(Span(sentence.start, max(sentence.start + 1, quote.start))) or ())
        named = [t for t in before if t.ent_type_ == "PERSON" and t.head.ent_type_ != "PERSON"]
        heads = named or [
            t
            for t in before
            if t.lemma_.lower() in words.persons
            and t.pos_ == "NOUN"
            and not any(c.lower_ == "no" for c in t.children)
            and t.dep_ in ("nsubj", "nsubjpass", "appos")
        ]
        if not heads:
            # A name that the tagger of names passed over: the subject of the sentence before.
            heads = [t for t in before if t.pos_ == "PROPN" and t.dep_ == "nsubj" and _may_be_person(t)]
        heads = [t for t in heads if t.dep_ in ("nsubj", "nsubjpass", "appos", "pobj")] or heads
        return noun_phrase(heads[-1]) if heads else None


def _may_be_person(name: Any) -> bool:
    words = load_source_words()
    if name.ent_type_ not in ("", "ORG", "PRODUCT") or _is_body(name.lower_):
        return False
    before = [t for t in name.lefts if t.dep_ == "compound"]
    before += [name.left_edge.nbor(-1)] if name.left_edge.i > 0 else []
    return name.ent_type_ == "" or any(t.lower_ in words.persons or t.lower_ in words.titles for t in before)


def _is_body(word: str) -> bool:
    words = load_source_words()
    return word in words.organisations or word in words.outlets


def _size(find: Find) -> int:
    return sum(piece.end - piece.start for piece in find.content)


def is_title(page: Page, quote: Span) -> bool:
    """Say whether quotation marks hold the title of a work: every long word with a capital, no stop inside.

    A question mark or exclamation mark may belong to the title.
    """
    words = [t for t in page.tokens(quote) or () if t.is_alpha]
    inner = page.text[quote.start + 1 : quote.end].strip("\"'\u201c\u201d\u2018\u2019 ")
    if len(words) < 2 or inner[-1:] in ".,":
        return False
    long = [t for t in words if len(t.text) > 3]
    if len(long) < 2:
        long = [t for t in words if t.pos_ not in ("DET", "ADP", "CCONJ", "PART")]  # "Since you ask"
    return all(t.text[:1].isupper() for t in long) and words[0].text[:1].isupper()
