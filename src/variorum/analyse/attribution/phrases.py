"""Attributions without a verb of saying: "according to", "by its own count", "reportedly", nouns, rumours."""

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.lexicon import Cues, load_cues
from variorum.analyse.attribution.phrase import clause_span, noun_phrase, span_of, subject_of, tidy, walk_up
from variorum.analyse.attribution.rules import verb_stance
from variorum.analyse.page import Page
from variorum.model.span import Span

_LONGEST_PHRASE = 5


def read_phrases(page: Page, sentences: Iterable[Any]) -> Iterator[Find]:
    """Yield the attributions whose cue is a set phrase, a noun or an adverb."""
    cues = load_cues()
    for sentence in sentences:
        for token in sentence:
            yield from _set_phrase(page, sentence, token, cues)
            yield from _own_count(page, sentence, token, cues)
            yield from _adverb(page, token, cues)
            yield from _noun(page, token, cues)


def _set_phrase(page: Page, sentence: Any, token: Any, cues: Cues) -> Iterator[Find]:
    words: tuple[str, ...] = ()
    for at in range(token.i, min(token.i + _LONGEST_PHRASE, sentence.end)):
        words = (*words, page.doc[at].lower_)
        stance = cues.phrases.get(words)
        if stance is None or at + 1 >= sentence.end:
            continue
        if words == ("per",) and (
            token.tag_ != "IN" or page.doc[at + 1].pos_ not in ("DET", "PROPN", "NOUN")
        ):
            continue
        if words == ("per",) and page.doc[at + 1].ent_type_ == "" and page.doc[at + 1].pos_ == "NOUN":
            head = page.doc[at + 1]
            if not any(c.dep_ == "prep" for c in head.children):
                continue  # "per cent", "per head"
        source = _phrase_after(page.doc[at], sentence)
        if source is None:
            continue
        whole = Span(token.idx, max(source.end, page.doc[at].idx + len(page.doc[at].text)))
        content = tuple(_rest(page, sentence, token, whole))
        if content:
            yield Find(source, span_of(token, page.doc[at]), content, stance=stance, by="phrase")
        return


def _phrase_after(last: Any, sentence: Any) -> Span | None:
    head = next((c for c in last.children if c.dep_ == "pobj"), None)
    if head is None:
        head = last.nbor(1)
        for up in walk_up(head):
            if up.i <= last.i or up.i >= sentence.end or up.pos_ in ("VERB", "AUX"):
                break
            head = up
    return noun_phrase(head) if head.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ") else None


def _rest(page: Page, sentence: Any, token: Any, hole: Span) -> Iterator[Span]:
    # The clause that the phrase hangs on; the whole sentence where that clause is the main one.
    head = next(
        (t for t in walk_up(token) if t.pos_ in ("VERB", "AUX") and not hole.start <= t.idx < hole.end),
        sentence.root,
    )
    start, end = head.left_edge.idx, span_of(head, head.right_edge).end
    if head.dep_ in ("ROOT", "conj"):
        start, end = sentence.start_char, sentence.end_char
    for part in (Span(start, hole.start), Span(min(hole.end, end), end)):
        if part.start < part.end and (kept := tidy(page.text, part)).start < kept.end:
            yield kept


def _own_count(page: Page, sentence: Any, token: Any, cues: Cues) -> Iterator[Find]:
    if token.tag_ != "PRP$" or token.i == sentence.start:
        return
    before = token.nbor(-1)
    noun = token.head
    if before.lower_ not in ("by", "in", "on", "to") or noun.i <= token.i or noun.i - token.i > 3:
        return
    if noun.lower_ in cues.own_nouns:
        whole = span_of(before, noun)
        content = tuple(_rest(page, sentence, before, whole))
        if content:
            yield Find(span_of(token, token), whole, content, stance="asserts", by="phrase")


def _adverb(page: Page, token: Any, cues: Cues) -> Iterator[Find]:
    stance = cues.adverbs.get(token.lower_)
    if stance is None or token.lower_ not in cues.data["hidden_adverbs"]:
        return
    head = token.head
    clause = (
        head
        if head.pos_ in ("VERB", "AUX")
        else next((t for t in walk_up(token) if t.pos_ in ("VERB", "AUX")), head)
    )
    cue = span_of(token, token)
    whole = clause_span(clause, page.text)
    later = [
        c
        for c in clause.children
        if c.dep_ == "advcl" and c.i > clause.i and c.left_edge.nbor(-1).text == ","
    ]
    if later:
        whole = tidy(page.text, Span(whole.start, later[0].left_edge.idx))
    yield Find(None, cue, (whole,), stance=stance, label=cue, by="phrase")


def _noun(page: Page, token: Any, cues: Cues) -> Iterator[Find]:
    if token.pos_ != "NOUN":
        return
    stance = cues.nouns.get(token.lemma_.lower())
    if stance is None:
        return
    clause = next((c for c in token.children if c.dep_ in ("acl", "ccomp", "relcl") and _is_that(c)), None)
    if clause is None and token.dep_ == "attr" and token.head.lemma_ == "be":
        clause = next(
            (c for c in token.head.children if c.dep_ == "ccomp" and _is_that(c) and c.i > token.i), None
        )
    if clause is None:
        return
    cue: Span | None = span_of(token, token)
    source = _owner(token)
    if source is None and token.lower_ in cues.rumours:
        source, cue = span_of(token, token), None
    if source is None:
        governed = _governing(token)
        if governed is not None:
            source, cue = governed
    if source is not None and not _is_taken_up(token, cues):
        yield Find(source, cue, (clause_span(clause, page.text),), stance=stance, by="phrase")


def _is_taken_up(noun: Any, cues: Cues) -> bool:
    # "Rejected as fairy tales a claim by X", "confirmed a report by X": the subject alone.
    at = noun
    for up in itertools.islice(walk_up(noun), 2):
        if up.pos_ != "VERB":
            at = up
            continue
        lemma = up.lemma_.lower()
        taken = cues.verbs.get(lemma) == "denies" or lemma in cues.vouching
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
    return noun_phrase(subject), span_of(verb, noun)


def _is_that(clause: Any) -> bool:
    return any(c.lower_ == "that" and c.dep_ in ("mark", "nsubj", "dobj") for c in clause.children)


def _owner(noun: Any) -> Span | None:
    for child in noun.children:
        if child.dep_ == "poss":
            return span_of(child, child) if child.pos_ == "PRON" else noun_phrase(child)
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from", "of"):
            head = next((c for c in child.children if c.dep_ == "pobj"), None)
            if head is not None and head.pos_ in ("NOUN", "PROPN"):
                return noun_phrase(head)
    return None
