"""What hearsay tells of its subject: "damage is estimated at a million", "her burns are not thought grave".

The subject is a part of what is said, and of the sentence no more than the subject. Where only its kind or
gravity is open, the thing itself is settled, and so is what a clause of time behind it tells: nobody merely
believes the burns.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from variorum.analyse.attribution.describing import is_able_to_speak
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.lexicon import load_cues
from variorum.analyse.attribution.phrase import agent_of, noun_phrase, passive_subject, span_of, tidy
from variorum.analyse.page import Page
from variorum.model.span import Span

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_LONGEST = 60  # words of a content in which a clause of time is looked for


def within_subject(page: Page, find: Find) -> Find:
    """Begin what stands before hearsay with its subject: not "two were hurt and damage | is estimated"."""
    verb = _hearsay_verb(page, find)
    subject = passive_subject(verb) if verb is not None else None
    if find.cue is None or subject is None or find.content[0].start >= find.cue.start:
        return find
    told = noun_phrase(subject)
    if verb is None or verb.dep_ != "conj" or not any(piece.overlaps(told) for piece in find.content):
        return find
    rest = [piece for piece in find.content if piece.end > told.start]
    own = tidy(page.text, Span(max(rest[0].start, told.start), rest[0].end))
    return replace(find, content=(own, *rest[1:]))


def find_settled(page: Page, finds: Sequence[Find]) -> tuple[tuple[Span, int], ...]:
    """Return words inside hearsay that it takes for granted, each with the index of its find."""
    return tuple((span, i) for i, find in enumerate(finds) for span in _settled_in(page, find))


def _settled_in(page: Page, find: Find) -> Iterator[Span]:
    words = load_cues().data["settled"]
    verb = _hearsay_verb(page, find)
    if verb is None or verb.lemma_.lower() not in words["thinking"]:
        return
    subject = passive_subject(verb)
    if subject is not None and _is_granted(verb, subject):
        yield noun_phrase(subject)
    for piece in find.content:
        for token in itertools.islice(page.tokens(piece) or (), _LONGEST):
            if token.dep_ == "advcl" and token.head.i > verb.i and token.idx > verb.idx:
                mark = next((c for c in token.children if c.dep_ in ("mark", "advmod")), None)
                if mark is not None and mark.lower_ in words["when"]:
                    yield span_of(token.left_edge, token.right_edge)


def _is_granted(verb: Any, subject: Any) -> bool:
    harms = load_cues().data["settled"]["harms"]
    if subject.pos_ != "NOUN" or is_able_to_speak(subject):
        return False
    below = list(subject.children)
    is_described = any(c.dep_ in ("oprd", "acomp", "attr") for c in verb.children) or any(
        c.lemma_ == "be" and c.dep_ in ("xcomp", "ccomp") for c in verb.children
    )
    if not is_described:  # "the barge is believed to have sunk"
        return False
    definite = any(c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in _DEFINITE) for c in below)
    # "The vote is expected to be held": it may not come to pass; "his wounds were not expected to be fatal".
    is_open = verb.lemma_.lower() in load_cues().data["settled"]["ahead"]
    return definite and (not is_open or subject.lemma_.lower() in harms)


def _hearsay_verb(page: Page, find: Find) -> Any | None:
    if find.source is not None or find.cue is None:
        return None
    verb = next((t for t in page.tokens(find.cue) or () if t.tag_ == "VBN"), None)
    if verb is None or passive_subject(verb) is None or agent_of(verb) is not None:
        return None
    return verb
