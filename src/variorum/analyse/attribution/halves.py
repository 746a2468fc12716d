"""What a cue between commas leaves of a clause: "the captain, according to the police, died at once".

Where all that is read of a content stands before the cue and is no clause by itself, a subject alone or a
condition ("should the levee give way, said the engineer, the terminal would flood"), the clause goes on
behind the speaker, and that half is said too.
"""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.nearby import Nearby
from variorum.analyse.attribution.phrase import tidy
from variorum.analyse.page import Page
from variorum.analyse.tags import CLAUSE_TAGS
from variorum.data import load_words
from variorum.model.span import Span

_LONGEST = 120  # words of a half
_CONDITIONS = load_words("attribution/words.yaml", "conditions")
_QUOTES = frozenset('"\u201c\u201d')


def with_other_half(page: Page, finds: Sequence[Find]) -> list[Find]:
    """Return the finds with contents that end in mid clause before their cue run on behind the speaker."""
    taken = Nearby([span for find in finds for span in (find.anchor, *find.content)])
    return [
        replace(find, content=(*find.content, half)) if (half := _other(page, find, taken)) else find
        for find in finds
    ]


def _other(page: Page, find: Find, taken: Nearby) -> Span | None:
    if find.cue is None or find.source is None or find.by == "headline":
        return None
    last = max(find.content, key=lambda piece: piece.end)
    end = max(find.cue.end, find.source.end)
    if last.end > min(find.cue.start, find.source.start) or page.text[end : end + 1] != ",":
        return None
    sentence = page.sentence_at(find.cue.start)
    if not sentence.covers(last) or sentence.end - end < 3:
        return None
    left = page.tokens(last)
    right = page.tokens(Span(end + 1, sentence.end))
    if left is None or right is None or len(left) > _LONGEST or len(right) > _LONGEST:
        return None
    words = [t for t in right if not t.is_space]
    if not words or any(t.text in _QUOTES for t in (*left, *words)) or not _goes_on(left, words):
        return None
    stop = next((t.idx for t in words if t.text in (";", ":")), sentence.end)
    half = tidy(page.text, Span(words[0].idx, stop))
    return half if half.start < half.end and not taken.overlapping(half) else None


def _goes_on(left: Any, right: Sequence[Any]) -> bool:
    first = right[0]
    if is_condition(left):
        # The main clause: a noun phrase and its verb, no other circumstance.
        return first.pos_ in ("DET", "NOUN", "PROPN", "PRON", "NUM", "ADJ") and any(
            t.tag_ in CLAUSE_TAGS for t in right
        )
    before = list(itertools.takewhile(lambda t: t.text not in (";", ":"), right))
    verbs = [t for t in left if t.tag_ in CLAUSE_TAGS and t.dep_ != "relcl" and not _is_in_clause(t, left)]
    if not verbs:
        is_verb = first.tag_ in CLAUSE_TAGS or (
            first.tag_ == "VBN" and not any(t.tag_ in CLAUSE_TAGS for t in before)
        )
        return is_verb and left[-1].pos_ in ("NOUN", "PROPN", "PRON", "NUM")
    is_auxiliary = left[-1].lemma_ in ("have", "be") or left[-1].tag_ == "MD"
    return is_auxiliary and first.tag_ in ("VBN", "VBG", "VB", "VBD", "RB", "DT", "JJ")


def _is_in_clause(verb: Any, left: Any) -> bool:
    # Inside "who came by boat".
    return any(t.tag_ in ("WP", "WDT") and t.i < verb.i and t.head.i == verb.i for t in left)


def is_condition(left: Any) -> bool:
    """Say whether words are a condition and no more: "should the dyke break"."""
    if left[0].lower_ not in _CONDITIONS:
        return False
    return left[0].dep_ in ("mark", "aux", "advmod") or left[0].lower_ in ("if", "unless")
