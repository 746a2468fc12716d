"""Who holds something to be so: "is adamant that", "if the barmaid is to be believed"."""

import functools
import itertools
from collections.abc import Iterator
from typing import Any

from variorum.analyse.attribution.describing import is_able_to_speak
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.lexicon import load_cues
from variorum.analyse.attribution.phrase import clause_span, noun_phrase, span_of, tidy
from variorum.analyse.page import Page
from variorum.analyse.tags import FINITE_TAGS
from variorum.data import load_words
from variorum.model.span import Span

_WIDE = 40  # words of an if-clause, or after "it seemed"
_LONGEST_NAME = 6  # words between "to" and "that"
IMPRESSING = load_words("attribution/words.yaml", "impressing")


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
    if adjective.dep_ not in ("acomp", "attr") or be.tag_ not in FINITE_TAGS:
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


def read_impression(page: Page, token: Any) -> Iterator[Find]:
    """Yield whom something strikes as so: "it seemed unlikely to him that", "it struck her as odd that"."""
    if token.lemma_.lower() not in IMPRESSING or not any(
        c.lower_ == "it" and c.i < token.i for c in token.children
    ):
        return
    if (found := _impressed(page, token)) is not None:
        yield found
        return
    below = [t for t in itertools.islice(token.subtree, _WIDE) if t.i > token.i]
    clause = next((t for t in below if t.pos_ in ("VERB", "AUX") and is_marked(t)), None)
    if clause is None:
        return
    front = [t for t in below if t.i < clause.left_edge.i]
    struck = token.lemma_.lower() == "strike"
    who = next((t for t in front if t.dep_ == "dobj"), None) if struck else None
    for t in front:
        if not struck and t.dep_ == "pobj" and t.head.lower_ == "to":
            who = t
    if who is None or who.pos_ not in ("NOUN", "PROPN"):
        return
    source = noun_phrase(who)
    words = [t for t in front if not source.start <= t.idx < source.end]
    last = max([token, *(t for t in words if t.pos_ in ("ADJ", "ADV"))], key=lambda t: t.i)
    cue = Span(token.idx, last.idx + len(last.text))
    if cue.overlaps(source):
        cue = span_of(token, token)
    yield Find(source, cue, (clause_span(clause, page.text),), stance="hedges", by="phrase")


def _impressed(page: Page, token: Any) -> Find | None:
    # "It seemed doubtful to notary Agna Pell that", word by word.
    words = token.doc[token.i + 1 : token.i + _WIDE]
    to = next((t for t in words[:3] if t.lower_ == "to"), None)
    if to is None or to.i == token.i + 1 or words[to.i - token.i - 2].pos_ not in ("ADJ", "ADV", "VERB"):
        return None
    that = next((t for t in words[to.i - token.i :] if t.lower_ == "that"), None)
    if that is None or not 0 < that.i - to.i - 1 <= _LONGEST_NAME:
        return None
    who = token.doc[to.i + 1 : that.i]
    told = tidy(page.text, Span(that.idx, page.sentence_at(token.idx).end))
    if who[-1].pos_ not in ("NOUN", "PROPN") or any(t.is_punct and t.text != "-" for t in who):
        return None
    cue = span_of(token, token.doc[to.i - 1])
    return Find(span_of(who[0], who[-1]), cue, (told,), stance="hedges", by="phrase")


def is_marked(clause: Any) -> bool:
    """Say whether a clause begins with "that" and has a subject of its own behind it."""
    return any(c.lower_ == "that" and c.i < clause.i for c in clause.children) and any(
        c.dep_ in ("nsubj", "nsubjpass") and c.lower_ != "that" for c in clause.children
    )


def read_answer(page: Page, sentence: Any, colon: Any) -> Find | None:
    """Return who is brief or blunt before a colon: "the lawyer was brief: the boy had been handcuffed"."""
    adjective = colon.nbor(-1) if colon.i > sentence.start + 1 else colon
    be = adjective.head
    if adjective.lower_ not in load_cues().data["answering"] or be.lemma_.lower() != "be":
        return None
    subject = next((c for c in be.children if c.dep_ == "nsubj" and c.i < be.i), None)
    told = tidy(page.text, Span(colon.idx, sentence.end_char))
    if (
        subject is None
        or not is_able_to_speak(subject)
        or subject.lower_ in _NOBODY
        or told.start >= told.end
    ):
        return None
    source = span_of(subject, subject) if subject.pos_ == "PRON" else noun_phrase(subject)
    return Find(source, None, (told,), stance="asserts", by="phrase")
