"""Verbs of saying inside what another says, whatever they govern: "she testified that an aide had named him".

Outside every content such a verb may tell a mere deed, and the tagger decides; inside the words of another it
takes over what stands behind it.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from variorum.analyse.attribution.describing import is_able_to_speak
from variorum.analyse.attribution.following import clause_behind
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.governing import is_person, takes_back_words
from variorum.analyse.attribution.lexicon import Cues, load_cues
from variorum.analyse.attribution.nearby import Nearby
from variorum.analyse.attribution.phrase import cue_span, noun_phrase, span_of, tidy
from variorum.analyse.attribution.verb_stances import verb_stance
from variorum.analyse.page import Page
from variorum.analyse.tags import FINITE_TAGS
from variorum.model.span import Span

_LONGEST = 120  # words of a content that is looked at
_LEAST = 2  # words of what is said
_SPEAKER = 12  # words of who speaks
_OF_SPEAKER = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "ADP"})
_HELPING = frozenset({"has", "have", "had", "also", "later", "then", "once", "repeatedly"})
_LINKING = frozenset({"aux", "neg"})


def read_nested(page: Page, finds: Sequence[Find]) -> list[Find]:
    """Return the finds of verbs of saying that stand in a content and are in no find yet."""
    cues = load_cues()
    cued = Nearby([find.anchor for find in finds])
    found: dict[int, Find] = {}
    for _, speaker, piece, words in words_within(page, finds):
        for verb in words:
            if verb.pos_ != "VERB" or verb.i in found or cued.overlapping(span_of(verb, verb)):
                continue
            told = _told(page, verb, piece, speaker, cues)
            if told is not None:
                found[verb.i] = told
    return list(found.values())


def words_within(page: Page, finds: Sequence[Find]) -> Iterator[tuple[Find, Span, Span, list[Any]]]:
    """Yield the stretches of contents with a source and a cue: find, source, stretch and its first words.

    Headlines and quotations without a cue say nothing of who speaks inside them.
    """
    for outer in finds:
        if outer.source is None or outer.cue is None or outer.by in ("headline", "quotation"):
            continue
        for piece in outer.content:
            yield outer, outer.source, piece, list(itertools.islice(page.tokens(piece) or (), _LONGEST))


def _told(page: Page, verb: Any, piece: Span, speaker: Span, cues: Cues) -> Find | None:
    stance = verb_stance(verb, cues)
    if stance is None or (stance == "retracts" and not takes_back_words(verb)):
        return None
    if (hearing := _told_to(page, verb, piece, speaker, cues)) is not None:
        return replace(hearing, stance=stance)
    if not _is_said(verb, cues):
        return None
    if any(c.dep_ == "auxpass" for c in verb.children):
        return _heard(page, verb, piece, cues)
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    if (
        subject is None
        or subject.idx < piece.start
        or subject.pos_ == "PRON"
        or not is_able_to_speak(subject)
    ):
        return None
    source = noun_phrase(subject)
    told = tidy(
        page.text, Span(verb.idx + len(verb.text), min(span_of(verb, verb.right_edge).end, piece.end))
    )
    if told.start < told.end and told.of(page.text).lower().startswith("on ") and is_day(page, told):
        return None  # "the teen passed on Tuesday"
    if source.overlaps(speaker) or told.start >= told.end or told.of(page.text).count(" ") + 1 < _LEAST:
        return None
    return Find(source, cue_span(verb), (told,), stance=stance, by="verb")


def _told_to(page: Page, verb: Any, piece: Span, speaker: Span, cues: Cues) -> Find | None:
    # "A lifer on C landing swore to him the ladder had been there", however the parser hangs it.
    if verb.i + 1 >= len(verb.doc) or verb.nbor(1).lower_ != "to" or verb.tag_ in ("VBG", "VB"):
        return None
    source = speaker_before(verb, piece)
    behind = clause_behind(page, verb, cues) if source is not None else None
    if source is None or behind is None or source.overlaps(speaker) or behind.start >= piece.end:
        return None
    return Find(source, cue_span(verb), (Span(behind.start, min(behind.end, piece.end)),), by="verb")


def speaker_before(verb: Any, within: Span) -> Span | None:
    """Return the words right before a verb that name who speaks, with where that one is; None without them.

    "A lifer on C landing swore": back to a mark, a verb or "that", where the first noun can speak.
    """
    last = verb.i - 1
    while last > 0 and verb.doc[last].lower_ in _HELPING:
        last -= 1
    first = last
    while (
        first >= max(0, last - _SPEAKER)
        and verb.doc[first].idx >= within.start
        and _is_of_speaker(verb.doc[first])
    ):
        first -= 1
    words = verb.doc[first + 1 : last + 1]
    if not len(words) or (
        words[0].pos_ not in ("DET", "NOUN", "PROPN", "NUM", "ADJ") and words[0].tag_ != "PRP$"
    ):
        return None
    named = list(itertools.takewhile(lambda t: t.pos_ != "ADP", words))
    if not named or not is_able_to_speak(named[-1]) or words[-1].pos_ == "ADP":
        return None
    return span_of(words[0], words[-1])


def _is_of_speaker(token: Any) -> bool:
    return token.pos_ in _OF_SPEAKER or token.tag_ in ("POS", "PRP$") or token.text == "-"


def is_day(page: Page, told: Span) -> bool:
    """Say whether what would be told begins with a day behind its preposition."""
    words = page.tokens(told)
    return len(words) > 1 and words[1].ent_type_ in ("DATE", "TIME")


def _heard(page: Page, verb: Any, piece: Span, cues: Cues) -> Find | None:
    # "Recalled being told that", "he had been assured the farm was empty": by nobody who is named.
    if verb.lemma_.lower() not in cues.data["hearers"] or any(c.lower_ == "by" for c in verb.children):
        return None
    told = clause_behind(page, verb, cues)
    if told is None or not piece.overlaps(told):
        return None
    told = Span(told.start, min(told.end, piece.end))
    return Find(None, cue_span(verb), (told,), stance="asserts", by="verb") if told.start < told.end else None


def _is_said(verb: Any, cues: Cues) -> bool:
    lemma = verb.lemma_.lower()
    kinds = (cues.data["silent"], cues.data["dealing"], cues.data["performing"], cues.data["factive"])
    unsaid = lemma in cues.clause_only or lemma in cues.attitudes or any(lemma in kind for kind in kinds)
    if unsaid and lemma not in cues.data["setting_down"]:
        return False
    is_finite = verb.tag_ in FINITE_TAGS or any(c.dep_ in _LINKING and c.i < verb.i for c in verb.children)
    thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
    deed = lemma in cues.data["doing"] and thing is not None and is_person(thing)
    return is_finite and not deed
