"""What is quoted "as saying": who quotes, who is quoted, and the paper in which it stands."""

import itertools
from collections.abc import Iterator
from typing import Any

from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.lexicon import load_source_words
from variorum.analyse.attribution.phrase import (
    agent_of,
    clause_span,
    cue_span,
    noun_phrase,
    passive_subject,
    span_of,
    subject_of,
    walk_up,
)
from variorum.analyse.page import Page
from variorum.model.span import Span


def saying_of(verb: Any) -> Any | None:
    """Return the "saying" of a verb that quotes somebody "as saying", None where it has none."""
    lemma = verb.lemma_.lower()
    if lemma not in ("quote", "cite") and not (lemma == "report" and passive_subject(verb) is not None):
        return None
    for child in verb.children:
        if child.dep_ in ("advcl", "ccomp") and any(
            c.dep_ == "mark" and c.lower_ == "as" for c in child.children
        ):
            return child if child.tag_ in ("VBG", "VBN") else None
        if child.dep_ == "prep" and child.lower_ == "as":
            return next((c for c in child.children if c.dep_ == "pcomp" and c.tag_ in ("VBG", "VBN")), None)
    return None


def is_said_by_quoted(verb: Any) -> bool:
    """Say whether a "saying" belongs to "quoted X as saying", and has been read with its "quoted"."""
    for up in itertools.islice(walk_up(verb), 2):
        if up.lemma_.lower() in ("quote", "cite"):
            return saying_of(up) is not None
    return False


def _paper(verb: Any) -> Any | None:
    # "Is quoted in the filing as saying": the filing.
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "in":
            thing = next((c for c in child.children if c.dep_ == "pobj"), None)
            words = load_source_words()
            if thing is not None and thing.lemma_.lower() in words.documents | words.outlets:
                return thing
    return None


def _said_before(page: Page, verb: Any) -> tuple[Span, ...]:
    # "'The bridge is mined,' the agency quoted the commander as saying.": what stands in front of the agency.
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i), None)
    return (clause_span(clause, page.text),) if clause is not None else ()


def read_as_saying(page: Page, verb: Any, saying: Any) -> Iterator[Find]:
    """Yield who quotes and, handed on by that cue, who is quoted; one find alone where nobody is named."""
    clause = next((c for c in saying.children if c.dep_ in ("ccomp", "xcomp", "dobj")), None)
    content = (clause_span(clause, page.text),) if clause is not None else _said_before(page, verb)
    if not content:
        return
    said = span_of(next((t for t in verb.doc[verb.i + 1 : saying.i] if t.lower_ == "as"), saying), saying)
    passive = passive_subject(verb)
    if passive is None:
        quoted = next((c for c in verb.children if c.dep_ == "dobj"), None)
        subject = subject_of(verb)
        if subject is not None:
            yield Find(noun_phrase(subject), cue_span(verb), content)
        if quoted is not None:
            outer = cue_span(verb) if subject is not None else None
            yield Find(noun_phrase(quoted), said, content, passed_on_by=outer)
        return
    agent = agent_of(verb) or agent_of(saying) or _paper(verb)
    if agent is None:
        yield Find(noun_phrase(passive), Span(cue_span(verb).start, said.end), content)
        return
    yield Find(noun_phrase(agent), cue_span(verb), content)
    yield Find(noun_phrase(passive), said, content, passed_on_by=cue_span(verb))
