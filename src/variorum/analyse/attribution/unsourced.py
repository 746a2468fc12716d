"""Speakers that the tagger left out: a label before a colon, a name in brackets, a subject verbs share."""

from dataclasses import replace
from typing import Any

from variorum.analyse.attribution.describing import is_able_to_speak
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.lexicon import load_cues
from variorum.analyse.attribution.phrase import noun_phrase, span_of, subject_of
from variorum.analyse.page import Page
from variorum.model.span import Span

_LABEL = 5  # words of a label before a colon
_ACTIVE = frozenset({"VBD", "VBZ", "VBP", "VBG"})
_BODIES = frozenset({"PERSON", "ORG", "NORP"})


def with_speaker(page: Page, find: Find) -> Find:
    """Give a find without a source the speaker that its own words name.

    "Police: teen tripped" (taken for a part of what is said), "[TOSK] I can tell you" (taken for a cue),
    "Tosk rose, walked out and joked that".
    """
    if find.source is not None and find.by == "tagger":
        return _with_possessor(page, find, find.source)
    if find.source is not None or find.cue is None or find.by != "tagger" or find.label is not None:
        return find
    cue = page.tokens(find.cue)
    if cue is None or not len(cue):
        return find
    worded = find.cue.of(page.text)
    if worded == ":":
        return _with_label(page, find)
    if worded[0] == "[" and worded[-1] == "]":
        name = Span(find.cue.start + 1, find.cue.end - 1)
        named = [t for t in cue if t.is_alpha]
        is_name = bool(named) and all(t.pos_ == "PROPN" for t in named)
        return replace(find, source=name, cue=None, by="quotation") if is_name else find
    subject = _subject(page, cue)
    if subject is None or any(p.start <= subject.idx < p.end for p in find.content):
        return find
    return replace(find, source=span_of(subject, subject) if subject.pos_ == "PRON" else noun_phrase(subject))


def _with_possessor(page: Page, find: Find, source: Span) -> Find:
    # "The sheriff's received a report", of which the tagger took the mark alone.
    words = page.tokens(source)
    if words is None or not len(words) or words[0].tag_ != "POS" or len(words) > 1 or words[0].i == 0:
        return find
    return replace(find, source=Span(noun_phrase(words[0].nbor(-1)).start, source.start))


def _with_label(page: Page, find: Find) -> Find:
    first, rest = find.content[0], find.content[1:]
    if find.cue is None or not rest or page.text[first.end : find.cue.start].strip():
        return find
    words = [t for t in page.tokens(first) or () if not t.is_space]
    if not words or len(words) > _LABEL or any(t.pos_ in ("VERB", "AUX") for t in words):
        return find
    head = page.tokens(first).root
    may = head.ent_type_ in _BODIES or head.pos_ != "PROPN"
    return replace(find, source=first, content=rest) if may and is_able_to_speak(head) else find


def _subject(page: Page, cue: Any) -> Any | None:
    # Of an active verb, through verbs joined to it and participles; whoever cannot speak is nobody.
    verb = next((t for t in cue if t.pos_ == "VERB"), None)
    if (
        verb is None
        or verb.tag_ not in _ACTIVE
        or any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)
    ):
        return None
    data, after = load_cues().data, page.text[cue[-1].idx + len(cue[-1].text) :][:6].lower()
    if verb.lemma_.lower() in data["appearing"] or after.startswith((" to be", " to ha")):
        return None  # "believed to be 30": a participle
    if after == " that " and verb.lemma_.lower() in data["hearers"]:
        return None  # "a bank told that": it hears
    subject = subject_of(verb)
    if subject is None or subject.i >= verb.i or subject.pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    if subject.tag_ in ("WP", "WDT", "EX") or subject.lower_ in ("it", "this", "that", "there"):
        return None
    return subject if is_able_to_speak(subject) else None
