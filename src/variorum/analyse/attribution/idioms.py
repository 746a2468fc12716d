"""Idioms of telling, read word by word: "let slip that", "owned up to", "as the cook remembers it".

The parser hangs their clauses on any of their words, and the tagger learnt few of them.
"""

import functools
import itertools
from collections.abc import Iterator
from typing import Any

from variorum.analyse.attribution.around import rest_of
from variorum.analyse.attribution.describing import is_able_to_speak
from variorum.analyse.attribution.following import OPENERS
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.inside import phrase_on
from variorum.analyse.attribution.phrase import noun_phrase, span_of, subject_of, tidy
from variorum.analyse.page import Page
from variorum.analyse.picking import Picker
from variorum.analyse.tags import CLAUSE_TAGS
from variorum.data import load_yaml
from variorum.model.span import Span

_NEAR = 9  # words behind an idiom in which "that" stands: whom it is told to, and when
_PHRASE = 12  # words of who tells
_WAYS = frozenset({"as", "way", "hear", "how", "so"})
_LED_BY = {"way": ("the",), "hear": ("to",), "so": ("or",), "how": ("is", "was")}
_MARKS = frozenset({",", ";", ":", "\u2014", "\u2013", "-", "(", "or", "and", "but"})
_ENDS = frozenset({",", ".", ";", "\u2014", "\u2013", ":", ")", "?"})
_NONE: frozenset[str] = frozenset()


@functools.cache
def load_idioms() -> dict[str, Any]:
    """Read the idioms of telling (`data/attribution/idioms.yaml`)."""
    return dict(load_yaml("attribution/idioms.yaml"))


def read_idioms(page: Page) -> Iterator[Find]:
    """Yield the attributions whose cue is an idiom of telling."""
    words = page.doc.all
    for i in _FIRSTS.pick(page.doc):
        word = words[i]
        if word.pos_ in ("VERB", "AUX") and i + 1 < len(words):
            lemma, behind = word.lemma_.lower(), words[i + 1].lower_
            found = _telling(page, word.sent, word) if {behind, ""} & _seconds().get(lemma, _NONE) else None
            if found is not None:
                yield found
    for i in _IT.pick(page.doc):
        if i > 2 and _lemma_of(words[i - 1]) in load_idioms()["telling_it"]:
            found = _as_told(page, words[i].sent, words[i])
            if found is not None:
                yield found
    for i in _STANDPOINTS.pick(page.doc):
        if i + 2 < len(words) and words[i + 1].lemma_ == "be":
            found = _standpoint(page, words[i].sent, words[i])
            if found is not None:
                yield found


@functools.cache
def _by_first(group: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    # The longest first.
    idioms: dict[str, list[tuple[str, ...]]] = {}
    for idiom in load_idioms()[group]:
        first, *rest = idiom.split()
        idioms.setdefault(first, []).append(tuple(rest))
    return {first: tuple(sorted(rests, key=len, reverse=True)) for first, rests in idioms.items()}


@functools.cache
def _firsts() -> frozenset[str]:
    return frozenset({*_by_first("before_that"), *_by_first("before_deed")})


@functools.cache
def _seconds() -> dict[str, frozenset[str]]:
    # The second words of the idioms that begin with one lemma; "" where it stands alone.
    rests: dict[str, set[str]] = {}
    for group in ("before_that", "before_deed"):
        for first, idioms in _by_first(group).items():
            rests.setdefault(first, set()).update(rest[0] if rest else "" for rest in idioms)
    return {first: frozenset(seconds) for first, seconds in rests.items()}


def _telling(page: Page, sentence: Any, verb: Any) -> Find | None:
    # "Let slip that", "owned up to the killing of".
    for group in ("before_that", "before_deed"):
        for rest in _by_first(group).get(verb.lemma_.lower(), ()):
            behind = verb.i + 1 + len(rest)
            if behind + 1 >= sentence.end or not _stands(verb, rest):
                continue
            first = _that(sentence, behind) if group == "before_that" else page.doc[behind]
            if first is None or (group == "before_deed" and not _is_deed(sentence, behind)):
                continue
            return _said_by_subject(page, sentence, verb, span_of(verb, page.doc[behind - 1]), first)
    return None


def _is_deed(sentence: Any, at: int) -> bool:
    # "The killing of", "having shot": not "admitted to the hall".
    near = sentence.doc.all[at : min(at + _NEAR, sentence.end)]
    near = list(itertools.takewhile(lambda t: not t.is_punct and t.tag_ not in CLAUSE_TAGS, near))
    return any(t.tag_ == "VBG" or t.lemma_.lower() in load_idioms()["laid"] for t in near)


def _stands(verb: Any, rest: tuple[str, ...]) -> bool:
    return all(verb.doc[verb.i + 1 + k].lower_ == word for k, word in enumerate(rest))


def _that(sentence: Any, at: int) -> Any | None:
    # "That" right behind, or behind whom it is told to and when.
    for word in sentence.doc[at : min(at + _NEAR, sentence.end - 2)]:
        if word.lower_ in OPENERS and word.tag_ != "DT":
            behind = word.nbor(1)
            return None if behind.is_punct or behind.tag_ in CLAUSE_TAGS else word
        if word.is_punct or word.tag_ in CLAUSE_TAGS or word.pos_ == "VERB" or word.lower_ in ("what", "who"):
            return None
    return None


def _said_by_subject(page: Page, sentence: Any, verb: Any, cue: Span, first: Any) -> Find | None:
    if any(c.dep_ in ("neg", "auxpass", "nsubjpass") for c in verb.children) or verb.tag_ == "VBG":
        return None
    modal = verb.lemma_.lower() in ("would", "will")
    subject = subject_of(verb.head if modal and verb.dep_ == "aux" else verb)
    if subject is None or subject.i >= verb.i or not is_able_to_speak(subject):
        return None
    if subject.lower_ in ("it", "there", "this", "that", "which", "what"):
        return None
    source = span_of(subject, subject) if subject.pos_ == "PRON" else noun_phrase(subject)
    told = _until_mark(page, sentence, first)
    if source.end > cue.start or told.start >= told.end:
        return None
    return Find(source, cue, (told,), stance="asserts", by="clause")


def _until_mark(page: Page, sentence: Any, first: Any) -> Span:
    stop = page.text.find(";", first.idx, sentence.end_char)
    return tidy(page.text, Span(first.idx, stop if stop > 0 else sentence.end_char))


def _as_told(page: Page, sentence: Any, it: Any) -> Find | None:
    # "As the cook remembers it", "the way the cook has it", "to hear the cook tell it", "is how she put it".
    words = page.doc.all
    verb = words[it.i - 1]
    last = verb.i - 1
    if words[last].lower_ in ("would", "will", "now", "still", "later"):
        last -= 1
    way = next(
        (k for k in range(last - 1, max(sentence.start, last - _PHRASE) - 1, -1) if words[k].lower_ in _WAYS),
        None,
    )
    if way is None or (it.i + 1 < sentence.end and words[it.i + 1].text not in _ENDS):
        return None
    who = _who(sentence, way + 1, last)
    led = _LED_BY.get(words[way].lower_)
    first = way - 1 if led else way
    if not who or first < sentence.start or (led and words[first].lower_ not in led):
        return None
    content: tuple[Span, ...]
    if words[way].lower_ == "how":
        content = (tidy(page.text, Span(sentence.start_char, words[first].idx)),)
        content = content if content[0].start < content[0].end else ()
    elif first > sentence.start and words[first - 1].lower_ not in _MARKS:
        return None
    else:
        content = tuple(rest_of(page, sentence, words[first], span_of(words[first], it)))
    source = span_of(who[0], who[-1])
    return Find(source, span_of(verb, it), content, stance="asserts", by="phrase") if content else None


def _who(sentence: Any, at: int, last: int) -> list[Any]:
    word = sentence.doc.all[at]
    if word.tag_ == "PRP":
        return [word] if at == last and word.lower_ not in ("it", "i", "we", "you") else []
    who = phrase_on(sentence.doc, at, last)
    return who if who is not None and who[-1].i == last and is_able_to_speak(who[-1]) else []


def _lemma_of(verb: Any) -> str:
    lemma = verb.lemma_.lower()
    return "have" if verb.lower_ in ("has", "had", "have") else str(lemma)


def _standpoint(page: Page, sentence: Any, noun: Any) -> Find | None:
    # "The army's line is that no villager was shot".
    verb = noun.nbor(1)
    at = verb.i + 1
    if noun.i + 3 >= sentence.end or verb.tag_ not in CLAUSE_TAGS:
        return None
    if page.doc[at].pos_ == "ADV":
        at += 1
    if (
        at + 1 >= sentence.end
        or page.doc[at].lower_ != "that"
        or page.doc[at + 1].tag_ in {*CLAUSE_TAGS, "IN"}
    ):
        return None
    owner = next((c for c in noun.children if c.dep_ in ("poss", "compound") and is_able_to_speak(c)), None)
    if owner is None or owner.tag_ in ("WP$", "WDT"):
        return None
    source = span_of(owner, owner) if owner.pos_ == "PRON" else noun_phrase(owner)
    told = _until_mark(page, sentence, page.doc[at])
    return Find(source, span_of(noun, verb), (told,), stance="asserts", by="clause")


_IT = Picker("LOWER", "it".__eq__)
_FIRSTS = Picker("LEMMA", lambda lemma: lemma.lower() in _firsts())
_STANDPOINTS = Picker("LEMMA", lambda lemma: lemma.lower() in load_idioms()["standpoints"])
