"""Voices before and behind those that are cited: who spoke to the station, who brought out the letter.

"Crediting Radio Ost, to which the marshal spoke": the marshal stands behind the station. "A cable, published
by the website Daftar, reports": the website hands the cable on. "An interview in which he says": whoever
carried it. "Sources have told the Mail that the ferry sank, and the Mail has splashed it": the Mail.
"""

import functools
import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from variorum.analyse.attribution.describing import is_able_to_speak
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.lexicon import load_cues, load_source_words
from variorum.analyse.attribution.nearby import Nearby
from variorum.analyse.attribution.phrase import agent_of, noun_phrase, span_of, tidy
from variorum.analyse.page import Page
from variorum.analyse.picking import Picker
from variorum.analyse.tags import FINITE_TAGS
from variorum.model.span import Span

_IN_WHICH = re.compile(r"\bin which\b")
_LONGEST = 120  # words of a sentence that is looked at
_NEAR = 30  # words after a noun in which its clause or participle is sought
_TAKING = 8  # words between who takes something up and "it"


def stand_behind(page: Page, finds: Sequence[Find]) -> list[Find]:
    """Return the finds with those added that stand behind a cited source or hand a document on."""
    out = list(finds)
    added: list[Find] = []
    takers: list[Find] = []
    for k, find in enumerate(finds):
        if find.source is None or find.cue is None or find.by in ("headline", "continued"):
            continue
        tokens = page.tokens(find.source)
        if tokens is None or len(tokens) > _LONGEST:
            continue
        if find.passed_on_by is not None and (spoke := _spoke_to(tokens, find)) is not None:
            added.append(spoke)
        elif find.passed_on_by is None and (outer := _brought_out(page, tokens, find)) is not None:
            out[k] = replace(find, passed_on_by=outer.cue)
            added.append(outer)
        elif find.passed_on_by is None and (taker := _taken_up(page, find)) is not None:
            out[k] = replace(find, content=taker.content, passed_on_by=taker.cue)
            takers.append(taker)
    # What the tagger or an aside read at the words of the one who takes it up.
    taken = Nearby([taker.anchor for taker in takers])
    out = [find for find in out if find.cue is None or not taken.overlapping(find.cue)]
    out += [*added, *takers]
    out = _attributed(page, out)
    return out + _in_which(page, out)


def _spoke_to(source: Any, find: Find) -> Find | None:
    # "Radio Ost, to which the marshal spoke", "Kanal Nord, which had telephoned the caretaker".
    contact = load_cues().data["asking"]
    for noun in source[:_NEAR]:
        for clause in noun.children:
            if clause.dep_ != "relcl" or clause.lemma_.lower() not in contact:
                continue
            below = [*clause.children, *(g for c in clause.children if c.dep_ == "prep" for g in c.children)]
            people = [c for c in below if c.dep_ in ("nsubj", "dobj", "pobj") and c.tag_ not in ("WDT", "WP")]
            who = next((c for c in people if is_able_to_speak(c) and c.pos_ != "PRON"), None)
            if who is not None:
                cue = span_of(clause, clause)
                return Find(noun_phrase(who), cue, find.content, passed_on_by=find.cue, by="phrase")
    return None


def _brought_out(page: Page, source: Any, find: Find) -> Find | None:
    # "A cable from the consulate, published by the website Daftar, reports".
    cues = load_cues()
    cue = find.cue
    first = next(
        (t for t in source[:_NEAR] if {t.lemma_.lower(), t.lower_} & load_source_words().documents), None
    )
    if first is None or cue is None or cue.start < first.idx:
        return None
    words = list(itertools.takewhile(lambda t: t.idx < cue.start, page.doc[first.i + 1 : first.i + _NEAR]))
    for before, verb in itertools.pairwise(words):
        lemma = verb.lemma_.lower()
        if before.text != "," or verb.tag_ != "VBN":
            continue
        if lemma not in cues.publishers and lemma not in cues.carriers:
            continue
        doer = agent_of(verb)
        if doer is not None and is_able_to_speak(doer) and doer.pos_ != "PRON":
            handing = span_of(verb, verb.nbor(1))
            return Find(noun_phrase(doer), handing, find.content, by="phrase")
    return None


def _taken_up(page: Page, find: Find) -> Find | None:
    # "Clerks told the Star that the yacht was sold, and the Star has put it on its front page."
    if find.source is None or find.cue is None or find.content[-1].start < find.cue.end:
        return None
    first = page.tokens(Span(min(find.source.end, find.cue.start), find.cue.end))[0]
    sentence = page.sentence_at(first.idx)
    words = list(itertools.takewhile(lambda t: t.idx < sentence.end, first.doc[first.i : first.i + _LONGEST]))
    hearers = {t.lower_ for t in words if t.idx < find.content[0].start and t.pos_ in ("PROPN", "NOUN")}
    if not hearers:
        return None
    for joiner, article, again in zip(words, words[1:], words[2:], strict=False):
        if joiner.lower_ != "and" or article.lower_ != "the" or again.lower_ not in hearers:
            continue
        if joiner.idx <= find.content[0].start:
            continue  # "as ice caps shrink and the sea rises, Bello argues": nothing is told yet
        rest = words[again.i - first.i + 1 :]
        does = next((t for t in rest[:_TAKING] if t.pos_ == "VERB" and t.tag_ in (*FINITE_TAGS, "VBN")), None)
        whole = next((t for t in rest if t.lower_ == "it" and does is not None and t.i > does.i), None)
        if does is None or whole is None or whole.i - does.i > _TAKING:
            return None
        content = tuple(
            tidy(page.text, Span(piece.start, min(piece.end, joiner.idx)))
            for piece in find.content
            if piece.start < joiner.idx
        )
        return Find(span_of(article, again), span_of(does, whole), content, by="phrase")
    return None


def _attributed(page: Page, finds: Sequence[Find]) -> list[Find]:
    # "Sixty houses were lost, a figure the governor attributed to headmen": the headmen, by the governor.
    cues = load_cues()
    out = list(finds)
    for i in _attributing().pick(page.doc):
        verb = page.doc[i]
        figure = verb.head
        if verb.dep_ != "relcl" or figure.lemma_.lower() not in cues.data["told_things"]:
            continue
        to = next((c for c in verb.children if c.lower_ == "to" and c.i > verb.i), None)
        who = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
        subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.tag_ not in ("WDT", "WP")), None)
        if who is None or subject is None or not is_able_to_speak(who):
            continue
        start = max(page.sentence_at(verb.idx).start, page.text.rfind(";", 0, figure.idx) + 1)
        told = tidy(page.text, Span(start, figure.left_edge.idx))
        words = span_of(verb, verb)
        out = [find for find in out if find.cue is None or not find.cue.overlaps(words)]
        near = (find for find in out if find.cue is not None and find.passed_on_by is None)
        outer = next((find for find in near if any(told.covers(piece) for piece in find.content)), None)
        if outer is None and told.start < told.end:
            source = span_of(subject, subject) if subject.pos_ == "PRON" else noun_phrase(subject)
            outer = Find(source, words, (told,), by="phrase")
            out.append(outer)
        if outer is not None:
            out.append(
                Find(noun_phrase(who), span_of(to, to), outer.content, passed_on_by=outer.cue, by="phrase")
            )
    return out


@functools.cache
def _attributing() -> Picker:
    verbs = frozenset(load_cues().data["attributing"])
    return Picker("LEMMA", lambda lemma: lemma.lower() in verbs)


def _in_which(page: Page, finds: Sequence[Find]) -> list[Find]:
    # "The bulletin carried an interview with the pilot, in which he says", "quotes a letter in which".
    cues = load_cues()
    found = []
    cued = [find for find in finds if find.cue is not None]
    near = Nearby([find.anchor for find in cued])
    done = -1
    for match in _IN_WHICH.finditer(page.text):
        token = page.tokens(Span(match.end() - 1, match.end()))[0]
        if token.lower_ != "which" or token.i < 3:
            continue
        sentence = page.sentence_at(token.idx)
        told = tidy(page.text, Span(token.idx + len(token.text), sentence.end))
        if sentence.start == done or not near.overlapping(told):
            continue
        done = sentence.start
        thing, verb = _thing_before(token, sentence, cues)
        if thing is None or verb is None:
            continue
        subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
        at_verb = near.overlapping(span_of(verb, verb))
        outer = cued[at_verb[0]] if at_verb else None
        if verb.lemma_.lower() in cues.citing:
            if outer is not None and outer.source is not None:
                found.append(Find(noun_phrase(thing), None, (told,), passed_on_by=outer.cue, by="phrase"))
        elif subject is not None and outer is None and is_able_to_speak(subject):
            found.append(Find(noun_phrase(subject), span_of(verb, verb), (told,), by="phrase"))
    return found


def _thing_before(which: Any, sentence: Span, cues: Any) -> tuple[Any | None, Any | None]:
    # The document before "in which" and the verb that carries or quotes it.
    papers = load_source_words().documents
    for thing in reversed(which.doc[max(0, which.i - _NEAR) : which.i]):
        if thing.idx < sentence.start:
            break
        if thing.dep_ != "dobj" or not any(
            form in cues.carried or form in papers for form in (thing.lemma_.lower(), thing.lower_)
        ):
            continue
        verb = thing.head
        carries = cues.publishers | cues.carriers | cues.citing
        return (
            (thing, verb)
            if verb.lemma_.lower() in carries and verb.tag_ in (*FINITE_TAGS, "VBN")
            else (None, None)
        )
    return None, None
