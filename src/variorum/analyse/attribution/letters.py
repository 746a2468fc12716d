"""Letters, diaries and recordings that a body has published: what their writer says, the body hands on."""

import bisect
import functools
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.lexicon import Cues, load_cues
from variorum.analyse.attribution.phrase import noun_phrase, span_of
from variorum.analyse.page import Page
from variorum.analyse.picking import Picker
from variorum.model.span import Span

_FAR = 400  # characters before "writes" in which the letter is said to be published


def hang_letters(page: Page, finds: Sequence[Find]) -> list[Find]:
    """Hang what somebody writes or tells on the body that published it in the sentence before.

    "The regiment has published a letter by Sergeant Varr. 'They came in the fog,' Varr writes."
    """
    cues = load_cues()
    out = list(finds)
    publishing = [page.doc[i] for i in _publishers().pick(page.doc)]
    starts = [t.idx for t in publishing]
    for find in finds if publishing else ():
        if find.source is None or find.cue is None or find.passed_on_by is not None:
            continue
        if not any(t.lemma_.lower() in cues.data["telling"] for t in page.tokens(find.cue)):
            continue
        paragraph = page.paragraph_at(find.anchor.start)
        before = Span(max(paragraph.start, find.anchor.start - _FAR), find.anchor.start)
        surname = find.source.of(page.text).split()[-1]
        near = publishing[bisect.bisect_left(starts, before.start) : bisect.bisect_left(starts, before.end)]
        outer = next((o for t in near if (o := _publishing(t, surname, cues))), None)
        if outer is None:
            continue
        source, words = outer
        held = [f for f in out if f.cue is not None and f.cue.overlaps(words)]
        out = [f for f in out if f not in held]
        out = [replace(f, passed_on_by=words) if f is find else f for f in out]
        out.append(Find(source, words, find.content, by="phrase"))
    return out


@functools.cache
def _publishers() -> Picker:
    publishers = load_cues().publishers
    return Picker("LEMMA", lambda lemma: lemma.lower() in publishers)


def _publishing(verb: Any, surname: str, cues: Cues) -> tuple[Span, Span] | None:
    if verb.lemma_.lower() not in cues.publishers:
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if subject is None or thing is None or thing.lemma_.lower() not in cues.carried:
        return None
    if not any(t.text == surname for t in verb.subtree):
        return None
    return noun_phrase(subject), span_of(verb, verb)
