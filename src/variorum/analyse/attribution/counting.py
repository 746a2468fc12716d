"""Who counts: "police counted 900 marchers", "gave the magnitude as 6.6", "lowered the toll to nine"."""

import functools
from collections.abc import Iterator
from typing import Any

from variorum.analyse.attribution.describing import is_able_to_speak
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.lexicon import load_cues
from variorum.analyse.attribution.phrase import clause_span, noun_phrase, span_of, subject_of, tidy
from variorum.analyse.page import Page
from variorum.analyse.picking import Picker
from variorum.model.span import Span

_WIDE = 20  # words of an object in which a number is looked for


def read_counts(page: Page) -> Iterator[Find]:
    """Yield the attributions whose cue is a verb of counting with a number, or "stand by" a figure."""
    for i in _picker().pick(page.doc):
        verb = page.doc[i]
        if verb.pos_ != "VERB" or verb.tag_ == "VBG":
            continue
        told = _stood_by(verb) or _counted(page, verb)
        subject = _counter(verb) if told is not None else None
        if told is None or subject is None or not is_able_to_speak(subject):
            continue
        cue, content = told
        source = span_of(subject, subject) if subject.pos_ == "PRON" else noun_phrase(subject)
        if source.end <= cue.start and content.start < content.end:
            yield Find(source, cue, (content,), stance="asserts", by="phrase")


def _counter(verb: Any) -> Any:
    """Return who counts, and not those counted: "police said four had died but lowered the toll to three"."""
    subject, said = subject_of(verb), verb.head
    is_counted = subject is not None and any(c.dep_ == "nummod" for c in subject.children)
    if is_counted and verb.dep_ == "conj" and said.dep_ == "ccomp":
        return subject_of(said.head)
    return subject


@functools.cache
def _picker() -> Picker:
    counting = load_cues().data["counting"]
    verbs = {*counting["verbs"], *counting["giving"], *counting["moving"], "stand"}
    return Picker("LEMMA", lambda lemma: lemma.lower() in verbs)


def _stood_by(verb: Any) -> tuple[Span, Span] | None:
    if verb.lemma_.lower() != "stand" or any(c.dep_ == "neg" or c.lower_ == "longer" for c in verb.children):
        return None
    by = next((c for c in verb.children if c.lower_ == "by" and c.i == verb.i + 1), None)
    thing = next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
    if by is None or thing is None or thing.lemma_.lower() not in load_cues().data["told_things"]:
        return None
    return span_of(verb, by), span_of(thing.left_edge, thing.right_edge)


def _counted(page: Page, verb: Any) -> tuple[Span, Span] | None:
    counting = load_cues().data["counting"]
    lemma = verb.lemma_.lower()
    if any(c.dep_ in ("auxpass", "neg") for c in verb.children):
        return None
    after = verb.doc[verb.i + 1 : verb.i + 1 + _WIDE]
    thing = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
    if lemma in counting["giving"]:
        # "gave the magnitude as 6.6"
        frame = next(
            (t for t in after if t.lower_ == "as" and t.head.i in (verb.i, getattr(thing, "i", -1))), None
        )
        if thing is None or frame is None or not any(t.like_num for t in frame.subtree):
            return None
        return span_of(verb, verb), tidy(page.text, span_of(thing.left_edge, frame.right_edge))
    if lemma in counting["moving"]:
        if thing is None or thing.lemma_.lower() not in counting["moved"]:
            return None
        if not any(t.like_num and t.nbor(-1).lower_ in ("to", "from", "by", "at") for t in after):
            return None
        return span_of(verb, verb), _with_setting(verb, thing, span_of(thing.left_edge, thing.right_edge))
    if thing is None or not any(t.like_num for t in thing.doc[thing.left_edge.i : thing.i + 1]):
        return None
    return span_of(verb, verb), _with_setting(verb, thing, clause_span(thing, page.text))


def _with_setting(verb: Any, thing: Any, content: Span) -> Span:
    """Return what is counted with where and when, if no more than that follows: "19 cases in the town"."""
    below = [c for c in (*thing.children, *verb.children) if c.i > thing.i and not c.is_punct]
    last = max(below, key=lambda c: c.i, default=None)
    if last is None or last.dep_ != "prep" or last.right_edge.i - thing.i > _WIDE:
        return content
    return Span(content.start, max(content.end, span_of(last, last.right_edge).end))
