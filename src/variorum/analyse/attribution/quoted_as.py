"""What is quoted "as saying": who quotes, who is quoted, and the paper in which it stands."""

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

from variorum.analyse.attribution.following import clause_behind
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.lexicon import load_cues, load_source_words
from variorum.analyse.attribution.phrase import (
    agent_of,
    cited_phrase,
    clause_span,
    cue_span,
    noun_phrase,
    passive_subject,
    span_of,
    subject_of,
    tidy,
    walk_up,
)
from variorum.analyse.page import Page
from variorum.model.span import Span

_NEAR = 24  # words of a content in which a colon is looked for


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
            return next((c for c in child.children if c.dep_ == "pcomp" and _is_participle(c)), None)
    return None


def _is_participle(verb: Any) -> bool:
    # "As having said": taken for a past tense.
    return verb.tag_ in ("VBG", "VBN") or any(c.lower_ == "having" for c in verb.children)


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
            lemma = thing.lemma_.lower() if thing is not None else ""
            if lemma in words.documents or lemma in words.outlets:
                return thing
    return None


def read_inner(page: Page, finds: Sequence[Find]) -> list[Find]:
    """Return what is said inside a content that the parse gave to nobody.

    "The ship's log, counsel pointed out, records that no lookout was posted": the log records it. "Reveals
    what a sexton confessed to her: that the grave was empty": the sexton confessed it.
    """
    cues = {find.cue for find in finds}
    found = []
    for find in finds:
        inner = _split_subject(page, find) or _confessed(page, find)
        if inner is not None and inner.cue not in cues:
            found.append(inner)
    return found


def _split_subject(page: Page, find: Find) -> Find | None:
    if len(find.content) != 2 or find.cue is None or not find.content[0].end <= find.cue.start:
        return None
    subject, rest = (page.tokens(piece) for piece in find.content)
    if any(t.pos_ in ("VERB", "AUX") for t in subject) or len(rest) < 2 or rest[1].lower_ != "that":
        return None
    if rest[0].lemma_.lower() not in load_cues().verbs or find.content[1].start < find.cue.end:
        return None
    cue = span_of(rest[0], rest[0])
    return Find(find.content[0], cue, (Span(rest[1].idx, find.content[1].end),), by="clause")


def _confessed(page: Page, find: Find) -> Find | None:
    for piece in find.content:
        words = list(itertools.islice(page.tokens(piece) or (), _NEAR))
        if len(words) < 2 or words[0].lower_ != "what":
            continue
        colon = next((t for t in words if t.text == ":"), None)
        verb = words[0].head
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if colon is None or subject is None or not words[0].i < subject.i < verb.i < colon.i:
            continue
        rest = tidy(page.text, Span(colon.idx, piece.end))
        if verb.lemma_.lower() in load_cues().verbs and rest.start < rest.end:
            return Find(noun_phrase(subject), cue_span(verb), (rest,), by="clause")
    return None


def _said_before(page: Page, verb: Any) -> tuple[Span, ...]:
    # "'The bridge is mined,' the agency quoted the commander as saying.": what stands in front of the agency.
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i), None)
    return (clause_span(clause, page.text),) if clause is not None else ()


def read_as_saying(page: Page, verb: Any, saying: Any) -> Iterator[Find]:
    """Yield who quotes and, handed on by that cue, who is quoted; one find alone where nobody is named."""
    clause = next((c for c in saying.children if c.dep_ in ("ccomp", "xcomp", "dobj")), None)
    content = (clause_span(clause, page.text),) if clause is not None else _said_before(page, verb)
    if clause is not None and clause.dep_ == "dobj" and saying.lemma_.lower() in load_cues().data["hearers"]:
        # "As having told friends the cathedral was": whom he told is not what.
        content = (tidy(page.text, Span(content[0].end, page.sentence_at(saying.idx).end)),)
        content = content if content[0].start < content[0].end else ()
    if clause is not None and clause.dep_ == "dobj" and (behind := clause_behind(page, saying, load_cues())):
        content = (behind,)  # "as saying the morgue, built for twelve, had taken in sixty"
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
            yield Find(cited_phrase(quoted), said, content, passed_on_by=outer)
        return
    agent = agent_of(verb) or agent_of(saying) or _paper(verb)
    if agent is None:
        yield Find(noun_phrase(passive), Span(cue_span(verb).start, said.end), content)
        return
    yield Find(noun_phrase(agent), cue_span(verb), content)
    yield Find(noun_phrase(passive), said, content, passed_on_by=cue_span(verb))
