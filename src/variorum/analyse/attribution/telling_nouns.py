"""Attributions whose cue is a noun of saying: its clause, and whose word it is."""

import itertools
from collections.abc import Iterator
from typing import Any

from variorum.analyse.attribution.believing import is_marked
from variorum.analyse.attribution.describing import is_able_to_speak
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.lexicon import Cues, load_cues
from variorum.analyse.attribution.phrase import (
    clause_span,
    noun_phrase,
    passive_subject,
    span_of,
    subject_of,
    tidy,
    walk_up,
)
from variorum.analyse.attribution.verb_stances import verb_stance
from variorum.analyse.page import Page
from variorum.model.span import Span

_WIDE = 40  # words after "word came" in which the clause is sought


def named_after(page: Page, sentence: Any, source: Span) -> Span | None:
    """Return the name that a comma sets off behind a source: "by the count of the warden, Effie Laird"."""
    # "By the count of the warden, Effie Laird.": the parser may hang the name on what is counted.
    if page.text[source.end : source.end + 2] != ", " or page.tokens(source)[-1].pos_ != "NOUN":
        return None
    at = page.tokens(source).end + 1
    run = list(itertools.takewhile(lambda t: t.pos_ == "PROPN", page.doc[at : min(at + 4, sentence.end)]))
    after = page.doc[run[-1].i + 1].text if run and run[-1].i + 1 < sentence.end else "."
    is_name = (
        len(run) > 1 and after in (".", ",", ";", ":") and run[-1].ent_type_ not in ("DATE", "TIME", "GPE")
    )
    return span_of(run[0], run[-1]) if is_name else None


def read_noun(page: Page, token: Any, cues: Cues) -> Iterator[Find]:
    """Read the attribution whose cue is a noun of saying: "the claim that", "his statement said"."""
    if token.pos_ != "NOUN" and not (token.pos_ == "PROPN" and token.is_sent_start):
        return
    stance = cues.nouns.get(token.lemma_.lower())
    if stance is None:
        return
    clause = _clause_of(token)
    if clause is None:
        return
    cue: Span | None = span_of(token, token)
    source = _owner(token)
    before = clause.left_edge.idx if clause.left_edge.i > token.i else len(page.text)
    is_rumour = (
        token.lower_ in cues.rumours
        or token.lower_ == "talk"
        or (token.lower_ == "word" and clause.head.i != token.i)
    )
    if source is None and is_rumour:
        source, cue = tidy(page.text, Span(token.left_edge.idx, min(noun_phrase(token).end, before))), None
    elif source is None and clause.head.i != token.i and token.dep_ == "nsubj" and clause.head.lemma_ != "be":
        label = span_of(token, token.head)
        yield Find(None, label, (clause_span(clause, page.text),), stance=stance, label=label, by="phrase")
        return
    if source is None:
        source = _sender(page, token.sent, token)
    if source is None:
        governed = _governing(token)
        if governed is not None:
            source, cue = governed
    if source is not None and not _is_taken_up(token, cues):
        yield Find(source, cue, (clause_span(clause, page.text),), stance=stance, by="phrase")


def _clause_of(noun: Any) -> Any | None:
    """Return the clause that says what a noun of saying holds, wherever the parser hung it."""
    clause = next((c for c in noun.children if c.dep_ in ("acl", "ccomp", "relcl") and _is_that(c)), None)
    if clause is not None:
        return clause
    for child in noun.children:
        # "An allegation by a cook that the school ...": hung on the cook.
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from", "of", "among"):
            for owner in child.children:
                clause = next(
                    (c for c in owner.children if c.dep_ in ("acl", "relcl") and is_marked(c)), None
                )
                if owner.dep_ == "pobj" and clause is not None:
                    return clause
    behind = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
    if behind.lower_ == "that" and behind.dep_ == "mark" and noun.dep_ == "pobj":
        return behind.head  # "proceeding on the premise that": hung on the verb
    up = noun.head
    if noun.dep_ in ("attr", "nsubj") and up.lemma_ == "be":
        return next((c for c in up.children if c.dep_ == "ccomp" and _is_that(c) and c.i > noun.i), None)
    if noun.dep_ == "nsubj" and up.lemma_.lower() in load_cues().data["going"]:
        below = itertools.islice((t for t in up.subtree if t.i > up.i), _WIDE)
        return next((t for t in below if t.dep_ in ("ccomp", "acl", "relcl") and is_marked(t)), None)
    return None


def _is_taken_up(noun: Any, cues: Cues) -> bool:
    # "Rejected as fairy tales a claim by X", "confirmed a report by X": the subject alone.
    at = noun
    for up in itertools.islice(walk_up(noun), 4):
        if up.pos_ != "VERB":
            at = up
            if up.dep_ not in ("prep", "pobj", "appos", "dobj"):
                return False
            continue
        lemma = up.lemma_.lower()
        taken = verb_stance(up, cues) == "denies" or lemma in cues.vouching
        return taken and at.dep_ not in ("nsubj", "nsubjpass", "advcl")
    return False


def _governing(noun: Any) -> tuple[Span, Span] | None:
    # "The authorities are working on the assumption that": the verb's subject, and verb to noun.
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    if noun.dep_ not in ("dobj", "pobj") or verb.pos_ != "VERB" or verb.i > noun.i or noun.i - verb.i > 5:
        return None
    subject = subject_of(verb)
    if subject is None or subject.i > verb.i or verb_stance(verb, load_cues()) in ("denies", "retracts"):
        return None
    if passive_subject(verb) is not None:
        return None  # "jurors were shown the till, and it was said in evidence that"
    return noun_phrase(subject), span_of(verb, noun)


def _sender(page: Page, sentence: Any, noun: Any) -> Span | None:
    # "A denial that any gold had left came on Thursday from the deputy governor, Ines Malloy."
    if noun.dep_ != "nsubj" or noun.head.lemma_.lower() != "come":
        return None
    origin = next((c for c in noun.head.children if c.lower_ == "from" and c.i > noun.head.i), None)
    who = next((c for c in origin.children if c.dep_ == "pobj"), None) if origin is not None else None
    if who is None or not is_able_to_speak(who):
        return None
    return named_after(page, sentence, noun_phrase(who)) or noun_phrase(who)


def _is_that(clause: Any) -> bool:
    return any(c.lower_ == "that" and c.dep_ in ("mark", "nsubj", "dobj") for c in clause.children)


def _owner(noun: Any) -> Span | None:
    for child in noun.children:
        if child.dep_ == "poss":
            return span_of(child, child) if child.pos_ == "PRON" else noun_phrase(child)
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from", "of", "among"):
            head = next((c for c in child.children if c.dep_ == "pobj"), None)
            if head is not None and head.pos_ in ("NOUN", "PROPN"):
                return noun_phrase(head)
    return None
