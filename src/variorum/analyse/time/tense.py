"""The tense of the verb that a time expression hangs on, read from spaCy's tags and parse."""

from typing import Any, Literal

from variorum.analyse.page import Page
from variorum.analyse.time.cues import cues
from variorum.model.span import Span

Tense = Literal["past", "present", "future"]

_PLANNING = ("VBG", "VBZ", "VBP")
_CLIMB = 12  # steps to the verb; longer ways have left the clause
_OWN_CLAUSE = frozenset({"ROOT", "ccomp", "conj", "relcl"})  # spaCy's labels


def tense_at(page: Page, span: Span) -> Tense | None:
    """Return the tense of the verb that governs the words at `span`; None where there is no verb.

    A plan ("is to meet", "is due", "expected to") is future, whatever the tense of its verb.
    """
    words = page.tokens(span)
    if words is None or not len(words):
        return None
    before = _word_before(words)
    if before is not None and before.tag_ == "VBD":
        return "past"
    after = page.doc[words.end] if words.end < len(page.doc) else None
    if after is not None and after.tag_ == "POS":
        return None
    token = words.root
    for _ in range(_CLIMB):
        if token is None:
            return None
        if token.tag_[:2] in ("VB", "MD"):
            is_set_ahead = token.tag_ == "VBD" and token.lemma_ in cues("tense", "schedules")
            return "future" if is_set_ahead and token.i < words.start else _tense_of(token)
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _word_before(words: Any) -> Any:
    """Return the word before the expression, prepositions and particles of time left out."""
    at = words.start - 1
    while at >= 0 and words.doc[at].lower_ in cues("tense", "between"):
        at -= 1
    return words.doc[at] if at >= 0 else None


def _tense_of(verb: Any) -> Tense:
    helpers = {child.lower_: child for child in verb.children if child.dep_ in ("aux", "auxpass")}
    is_plan = verb.lemma_ in cues("tense", "plans")
    if verb.tag_ == "MD" or not cues("tense", "future").isdisjoint(helpers):
        return "future"
    if "to" in helpers:
        return _tense_of_infinitive(verb)
    now = [h for h in helpers.values() if h.tag_ in ("VBZ", "VBP")]
    if is_plan and (verb.tag_ in _PLANNING or (verb.tag_ == "VBN" and (now or not helpers))):
        return "future"  # "plans Tuesday", "a summit set for April"
    if verb.tag_ == "VBN":
        return "present" if any(h.lemma_ == "be" for h in now) else "past"
    if verb.tag_ == "VBD" or any(h.tag_ == "VBD" for h in helpers.values()):
        return "past"
    if verb.tag_ == "VB" and any(h.tag_ == "MD" for h in helpers.values()):
        return "future"
    head = verb.head
    if verb.tag_ == "VBG" and verb.dep_ not in _OWN_CLAUSE:
        head = head.head if head.tag_ == "IN" else head  # "with the third leaving in May"
        if head.tag_ in ("VBD", "VBN", "VBZ", "VBP", "VB"):
            return _tense_of(head)
    return "present"


def _tense_of_infinitive(verb: Any) -> Tense:
    """Return the tense of "to resign": ahead after a plan or a present, else that of the verb it hangs on."""
    head = verb.head
    if head.i == verb.i or head.tag_[:2] != "VB":
        return "present"
    return (
        "future" if head.lemma_ in cues("tense", "plans") or head.tag_ in ("VBZ", "VBP") else _tense_of(head)
    )
