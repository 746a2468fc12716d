"""Attributions without a verb of saying: "according to", "by its own count", "reportedly", nouns, rumours."""

import bisect
import functools
from collections.abc import Iterable, Iterator
from typing import Any

from variorum.analyse.attribution.around import rest_of, with_relative
from variorum.analyse.attribution.believing import (
    IMPRESSING,
    belief_words,
    read_answer,
    read_belief,
    read_impression,
)
from variorum.analyse.attribution.describing import is_able_to_speak
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.impersonal import impersonal_words, read_impersonal
from variorum.analyse.attribution.lexicon import Cues, load_cues, load_source_words
from variorum.analyse.attribution.phrase import clause_span, noun_phrase, span_of, tidy, walk_up
from variorum.analyse.attribution.telling_nouns import named_after, read_noun
from variorum.analyse.page import Page
from variorum.analyse.picking import Picker, pick_any
from variorum.model.analysis import Stance
from variorum.model.span import Span

_LONGEST_PHRASE = 6
_BEFORE_COUNTS = frozenset({"by", "in", "on"})
_ASIDE = 12  # words between commas after "in her account"


def read_phrases(page: Page, sentences: Iterable[Any]) -> Iterator[Find]:
    """Yield the attributions whose cue is a set phrase, a noun or an adverb."""
    cues = load_cues()
    beliefs = belief_words()
    picked = pick_any(_pickers(), page.doc)
    for sentence in sentences:
        for i in picked[
            bisect.bisect_left(picked, sentence.start) : bisect.bisect_left(picked, sentence.end)
        ]:
            token = page.doc[i]
            yield from _set_phrase(page, sentence, token, cues)
            yield from _own_count(page, sentence, token, cues)
            yield from _owned_count(page, sentence, token, cues)
            yield from _adverb(page, token, cues)
            yield from read_impression(page, token)
            if (found := read_impersonal(page, sentence, token)) is not None:
                yield found
                continue
            yield from read_noun(page, token, cues)
            yield from _has_it(page, sentence, token, cues)
            if token.text == ":" and (found := read_answer(page, sentence, token)) is not None:
                yield found
            if token.lemma_.lower() in beliefs and (found := read_belief(page, token)) is not None:
                yield found


@functools.cache
def _pickers() -> tuple[Picker, ...]:
    # Only at these words can one of the readings below find anything.
    cues = load_cues()
    words = {phrase[0] for phrase in cues.phrases} | _BEFORE_COUNTS | set(cues.data["hidden_adverbs"])
    lemmas = {*cues.nouns, *IMPRESSING, *belief_words(), *impersonal_words(), "have"}
    return (
        Picker("LOWER", words.__contains__),
        Picker("LEMMA", lambda lemma: lemma.lower() in lemmas),
        Picker("TAG", "PRP$".__eq__),
        Picker("LOWER", ":".__eq__),
    )


def _set_phrase(page: Page, sentence: Any, token: Any, cues: Cues) -> Iterator[Find]:
    words: tuple[str, ...] = ()
    for at in range(token.i, min(token.i + _LONGEST_PHRASE, sentence.end)):
        words = (*words, page.doc[at].lower_)
        stance = cues.phrases.get(words) or _of_account(words, cues)
        if stance is None or at + 1 >= sentence.end:
            continue
        if words == ("per",) and not _is_per(token, page.doc[at + 1]):
            continue
        if words == ("per",) and page.doc[at + 1].ent_type_ == "" and page.doc[at + 1].pos_ == "NOUN":
            head = page.doc[at + 1]
            if not any(c.dep_ == "prep" for c in head.children):
                continue  # "per cent", "per head"
        source = _phrase_after(page.doc[at], sentence)
        end = page.doc[at].idx + len(page.doc[at].text)
        if page.doc[at + 1].lower_ == "what" and (said := _what_they_say(page.doc[at + 1], sentence, cues)):
            source, end = said
        if words[0] == "to" and not token.is_sent_start and token.nbor(-1).text != ",":
            continue  # "roadblocks to go by Friday"
        if source is None or (words in _judging() and not _may_speak(page, source)):
            continue
        whole = Span(token.idx, max(source.end, end))
        whole = with_relative(page, sentence, whole)
        if (name := named_after(page, sentence, source)) is not None:
            source, whole = name, with_relative(page, sentence, Span(whole.start, name.end))
        content = tuple(rest_of(page, sentence, token, whole))
        if content:
            yield Find(source, span_of(token, page.doc[at]), content, stance=stance, by="phrase")
        return


@functools.cache
def _judging() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in load_cues().data["judging"])


def _may_speak(page: Page, source: Span) -> bool:
    # "To judge by the mud on its wheels": mud says nothing.
    words = page.tokens(source)
    head = next((t for t in words if t.head.idx < source.start), words[-1])
    return head.ent_type_ not in ("DATE", "TIME") and is_able_to_speak(head)


def _what_they_say(what: Any, sentence: Any, cues: Cues) -> tuple[Span, int] | None:
    # "To judge by what their mothers say": the mothers.
    for verb in what.doc[what.i + 2 : min(what.i + 2 + _ASIDE, sentence.end)]:
        if verb.pos_ == "VERB" and verb.lemma_.lower() in cues.verbs:
            subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i > what.i), None)
            return (noun_phrase(subject), verb.idx + len(verb.text)) if subject is not None else None
    return None


def _of_account(words: tuple[str, ...], cues: Cues) -> Stance | None:
    # "By the count of", "in the telling of".
    if len(words) != 4 or words[1] != "the" or words[3] != "of" or words[0] not in ("by", "in", "on"):
        return None
    return "asserts" if words[2] in cues.own_nouns else None


def _is_per(token: Any, after: Any) -> bool:
    # At the start of a sentence the tagger takes it for a name.
    if token.tag_ != "IN":
        return bool(token.is_sent_start and after.pos_ == "DET")
    return after.pos_ in ("DET", "PROPN", "NOUN")


def _phrase_after(last: Any, sentence: Any) -> Span | None:
    head = next((c for c in last.children if c.dep_ == "pobj"), None)
    if head is None:
        head = last.nbor(1)
        for up in walk_up(head):
            if up.i <= last.i or up.i >= sentence.end or up.pos_ in ("VERB", "AUX"):
                break
            head = up
    return noun_phrase(head) if head.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ") else None


def _own_count(page: Page, sentence: Any, token: Any, cues: Cues) -> Iterator[Find]:
    if token.tag_ != "PRP$" or token.i == sentence.start:
        return
    before = token.nbor(-1)
    noun = token.head
    if before.lower_ not in ("by", "in", "on", "to") or noun.i <= token.i or noun.i - token.i > 3:
        return
    if noun.lower_ in cues.own_nouns:
        whole = span_of(before, noun)
        content = tuple(rest_of(page, sentence, before, whole))
        if content:
            yield Find(span_of(token, token), whole, content, stance="asserts", by="phrase")


def _owned_count(page: Page, sentence: Any, token: Any, cues: Cues) -> Iterator[Find]:
    # "In the driver's account, given to investigators on Monday, the bus was on fire."
    if token.lower_ not in _BEFORE_COUNTS or token.i + 1 >= sentence.end:
        return
    noun = next((c for c in token.children if c.dep_ == "pobj"), None)
    if noun is None or noun.lower_ not in cues.own_nouns:
        noun, owner = _run_on(page, sentence, token, cues)
    else:
        owner = next((c for c in noun.children if c.dep_ == "poss" and c.pos_ != "PRON"), None)
    if noun is None or owner is None:
        return
    last = noun
    beside = page.doc[noun.i + 1 : min(noun.i + 2 + _ASIDE, sentence.end)]
    if len(beside) > 1 and beside[0].text == "," and beside[1].tag_ in ("VBN", "VBG"):
        last = next((t for t in beside[2:] if t.text == ","), noun)
    content = tuple(rest_of(page, sentence, token, span_of(token, last)))
    if content:
        yield Find(noun_phrase(owner), span_of(noun, noun), content, stance="asserts", by="phrase")


def _run_on(page: Page, sentence: Any, token: Any, cues: Cues) -> tuple[Any | None, Any | None]:
    # "By the hospital's account 14 were hurt", which the parse takes for one noun phrase for want of a comma.
    near = page.doc[token.i + 2 : min(token.i + _ASIDE, sentence.end)]
    mark = next((t for t in near if t.tag_ == "POS"), None)
    noun = mark.nbor(1) if mark is not None and mark.i + 1 < sentence.end else None
    if not token.is_sent_start or noun is None or noun.lower_ not in cues.own_nouns:
        return None, None
    return noun, mark.head if mark is not None and mark.head.i < mark.i else None


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


def _has_it(page: Page, sentence: Any, token: Any, cues: Cues) -> Iterator[Find]:
    # "Talk in the valley has it that the bank knew".
    if token.lemma_.lower() != "have" or token.i + 3 >= sentence.end:
        return
    if token.nbor(1).lower_ != "it" or token.nbor(2).lower_ != "that":
        return
    subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
    having = subject is not None and subject.lemma_.lower() in {
        *cues.data["having_it"],
        *load_source_words().documents,
    }
    if subject is None or not having:
        return
    told = tidy(page.text, Span(token.nbor(3).idx, sentence.end_char))
    cue = span_of(token, token.nbor(1))
    yield Find(noun_phrase(subject), cue, (told,), stance="hedges", by="phrase")
