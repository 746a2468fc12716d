"""Who speaks at a cue inside a content: its own subject there, whatever it was taken for."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from variorum.analyse.attribution.accused import accused_of
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.lexicon import load_cues
from variorum.analyse.attribution.nearby import Nearby
from variorum.analyse.attribution.nesting import speaker_before
from variorum.analyse.attribution.passives import is_held_of
from variorum.analyse.attribution.phrase import noun_phrase, span_of
from variorum.analyse.page import Page
from variorum.data import load_words
from variorum.model.span import Span

# Verbs of what is told of somebody, beside those of what is thought.
_HELD_OF = load_words("attribution/words.yaml", "held_of")
_NESTED = 40  # contents round a cue among which its speaker is sought
_FAR = 2000  # characters before a cue in which its subject stands


def own_subjects(page: Page, finds: Sequence[Find]) -> list[Find]:
    """Give a cue inside a content the subject that it has there.

    "Her barrister said that she regrets it and insists it was lent": where the parser hangs "insists" on
    "said", the one who insists is still "she".
    """
    contents = [(piece, find) for find in finds for piece in find.content if find.source is not None]
    near = Nearby([piece for piece, _ in contents])

    def owned(find: Find) -> Find:
        if find.cue is None or find.passed_on_by is not None:
            return find
        if find.source is None:
            said = _subject_of(page, find.cue) if find.by == "tagger" else None
            if said is not None and _is_thought_of(page.tokens(find.cue)[0], said):
                return find
            return replace(find, source=noun_phrase(said)) if said is not None else find
        for piece, outer in (contents[j] for j in near.overlapping(find.cue)[-_NESTED:]):
            told = outer is not find and piece.covers(find.cue) and outer.source is not None
            if (
                not told
                or outer.cue is None
                or outer.source is None
                or not outer.source.overlaps(find.source)
            ):
                continue
            if (accused := accused_of(page.tokens(find.cue)[0])) is not None:
                return replace(find, source=accused)
            near_by = Span(max(piece.start, find.cue.start - _FAR), find.cue.start)
            before = [t for t in page.tokens(near_by) or () if t.dep_ == "nsubj"]
            if (worded := _told_subject(page, find.cue, piece)) is not None:
                return replace(find, source=worded)
            if (shared := _shared_subject(page, find.cue)) is not None and shared.idx >= piece.start:
                before = [shared]
            if find.source.end <= outer.cue.start <= piece.start and before and before[-1].idx >= piece.start:
                said = before[-1]
                return replace(find, source=span_of(said, said) if said.pos_ == "PRON" else noun_phrase(said))
        return find

    return [owned(find) for find in finds]


def _is_thought_of(verb: Any, subject: Any) -> bool:
    # "Four men believed to be the robbers ran": not "the coach refused to be drawn".
    lemma = verb.lemma_.lower()
    is_thought = lemma in _HELD_OF or lemma in load_cues().data["settled"]["thinking"]
    return is_thought and is_held_of(verb, noun_phrase(subject))


def _told_subject(page: Page, cue: Span, within: Span) -> Span | None:
    # "Claims a guard on the night shift vowed that": all the words before the cue, taken for an object.
    verb = next((t for t in page.tokens(cue) if t.tag_ == "VBD"), None)
    worded = speaker_before(verb, within) if verb is not None else None
    if worded is None:
        return None
    opens = page.text[within.start : worded.start].strip().lower()
    return worded if opens in ("", "that") else None


def _subject_of(page: Page, cue: Span) -> Any | None:
    # "What the brochure had described as": the noun right before a cue that the tagger left without a source.
    verb = next((t for t in page.tokens(cue) if t.pos_ == "VERB" and t.tag_ != "VBG"), None)
    if verb is None or any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    return subject if subject is not None and subject.pos_ in ("NOUN", "PROPN") else None


def _shared_subject(page: Page, cue: Span) -> Any | None:
    # "She said she saw Ann leaning and thought she had fallen": who saw is who thought.
    verb = next((t for t in page.tokens(cue) if t.pos_ == "VERB"), None)
    if verb is None or verb.dep_ != "conj" or any(c.dep_ == "nsubj" for c in verb.children):
        return None
    return next((c for c in verb.head.children if c.dep_ == "nsubj" and c.i < verb.head.i), None)
