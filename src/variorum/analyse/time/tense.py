"""The tense of the verb that a time expression hangs on, read from spaCy's tags and parse."""

from typing import Any, Literal

from variorum.analyse.page import Page
from variorum.model.span import Span

Tense = Literal["past", "present", "future"]

_CLIMB = 12  # steps to the verb; longer ways have left the clause
_FUTURE = frozenset({"will", "'ll", "’ll", "shall", "wo", "would"})
_BETWEEN = frozenset({"on", "late", "early", "in", "at", "the"})
_PLANS = frozenset(  # verbs of plans: their infinitive, or a date beside them, lies ahead
    {"plan", "expect", "schedule", "intend", "set", "due", "slate", "hope", "aim", "vow", "agree", "prepare", "suppose",
     "project", "forecast", "promise", "propose"}
)


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
            return _tense_of(token)
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _word_before(words: Any) -> Any:
    """Return the word before the expression, prepositions and particles of time left out."""
    at = words.start - 1
    while at >= 0 and words.doc[at].lower_ in _BETWEEN:
        at -= 1
    return words.doc[at] if at >= 0 else None


def _tense_of(verb: Any) -> Tense:
    helpers = {child.lower_: child for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if verb.tag_ == "MD":
        return "future"
    if not _FUTURE.isdisjoint(helpers):
        return "future"
    if "to" in helpers:
        head = verb.head
        if head.i == verb.i or head.tag_[:2] != "VB":
            return "present"
        return "future" if head.lemma_ in _PLANS or head.tag_ in ("VBZ", "VBP") else _tense_of(head)
    if (
        verb.lemma_ in _PLANS
        and verb.tag_ == "VBN"
        and any(h.tag_ in ("VBZ", "VBP") for h in helpers.values())
    ):
        return "future"
    if verb.lemma_ in _PLANS and verb.tag_ == "VBG":
        return "future"
    if verb.tag_ == "VBN" and any(h.tag_ in ("VBZ", "VBP") and h.lemma_ == "be" for h in helpers.values()):
        return "present"
    if verb.tag_ in ("VBD", "VBN") or any(h.tag_ == "VBD" for h in helpers.values()):
        return "past"
    if verb.tag_ == "VB" and any(h.tag_ == "MD" for h in helpers.values()):
        return "future"
    if verb.tag_ == "VBG" and verb.dep_ not in ("ROOT", "ccomp", "conj", "relcl") and verb.head.i != verb.i:
        head = verb.head
        return _tense_of(head) if head.tag_[:2] == "VB" and head.tag_ != "VBG" else "present"
    return "present"
