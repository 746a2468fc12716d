"""Who holds something to be so: "is adamant that", "if the barmaid is to be believed"."""

import functools
import itertools
from typing import Any

from variorum.analyse.attribution.describing import is_able_to_speak
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.lexicon import load_cues
from variorum.analyse.attribution.phrase import clause_span, noun_phrase, span_of, tidy
from variorum.analyse.page import Page
from variorum.model.span import Span

_WIDE = 40  # words of an if-clause


def read_belief(page: Page, token: Any) -> Find | None:
    """Return the attribution whose cue at one word is an adjective with a clause, or a condition of trust."""
    if token.tag_ == "VBN":
        return _trusted(page, token)
    return _convinced(page, token) if token.pos_ == "ADJ" else None


@functools.cache
def belief_words() -> frozenset[str]:
    """Return the lemmas at which a belief can be read."""
    data = load_cues().data
    return frozenset({*data["adjectives"]["asserts"], *data["adjectives"]["hedges"], *data["trusting"]})


def _convinced(page: Page, adjective: Any) -> Find | None:
    # "The commander is adamant that his squadron never crossed the line."
    be = adjective.head
    if adjective.dep_ not in ("acomp", "attr") or be.tag_ not in ("VBZ", "VBD", "VBP"):
        return None
    subject = next((c for c in be.children if c.dep_ == "nsubj" and c.i < be.i), None)
    held = itertools.chain(adjective.children, be.children)
    clause = next((c for c in held if c.dep_ == "ccomp" and c.i > adjective.i and _is_that(c)), None)
    if subject is None or clause is None or not is_able_to_speak(subject) or subject.lower_ in _NOBODY:
        return None
    if any(c.dep_ == "neg" for c in be.children) or clause.left_edge.i != adjective.i + 1:
        return None
    is_said = adjective.lemma_.lower() in load_cues().data["adjectives"]["asserts"]
    source = span_of(subject, subject) if subject.pos_ == "PRON" else noun_phrase(subject)
    return Find(
        source,
        span_of(be, adjective) if be.i < adjective.i else span_of(adjective, adjective),
        (clause_span(clause, page.text),),
        stance="asserts" if is_said else "hedges",
        by="phrase" if is_said else "verb",
    )


_NOBODY = frozenset({"it", "this", "that", "which", "what", "there"})


def _is_that(clause: Any) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)


def _trusted(page: Page, verb: Any) -> Find | None:
    # "If the barmaid is to be believed, the alderman left by the window", however the parser takes it.
    words = [t.lower_ for t in page.doc[max(0, verb.i - 2) : verb.i]]
    be = verb.nbor(-3) if verb.i > 3 and words == ["to", "be"] else verb
    sentence = page.sentence_at(verb.idx)
    if be.lemma_.lower() != "be":
        return None
    before = page.doc[max(0, verb.i - _WIDE) : be.i]
    start = next((t for t in before if t.lower_ == "if" and t.idx >= sentence.start), None)
    held = (t for t in before if t.dep_ in ("nsubj", "nsubjpass"))
    subject = next((t for t in held if t.head.i in (be.i, verb.i)), None)
    if start is None or subject is None or not start.i < subject.i or not is_able_to_speak(subject):
        return None
    hole = Span(start.idx, verb.idx + len(verb.text))
    parts = (Span(sentence.start, hole.start), Span(hole.end, sentence.end))
    content = tuple(
        kept for part in parts if part.start < part.end and (kept := tidy(page.text, part)).start < kept.end
    )
    cue = Span(be.idx, hole.end)
    source = tidy(page.text, Span(noun_phrase(subject).start, be.idx))
    return Find(source, cue, content, stance="hedges", by="phrase") if content else None
