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
            return "future" if _sets_ahead(token, words) else _tense_of(token)
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


def _sets_ahead(verb: Any, words: Any) -> bool:
    """Say whether a verb sets a date ahead in a tense that does not tell.

    "Planned a march on Saturday", "was planned for Saturday", "opens Friday", "the deadline is Friday".
    """
    aux = [child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if _is_timetable(verb, aux):
        return True
    if verb.i >= words.start:
        return False
    if verb.tag_ == "VBD":
        return verb.lemma_ in cues("tense", "schedules")
    if verb.tag_ == "VBN":
        is_for = words.doc[words.start - 1].lower_ == "for"
        return is_for and verb.lemma_ in cues("tense", "plans") and set(aux) <= {"was", "were"}
    if verb.tag_ not in ("VBZ", "VBP") or aux:
        return False
    if verb.lemma_ == "be":
        before = _word_before(words)
        subjects = [child.tag_ for child in verb.children if child.dep_ == "nsubj"]
        return before is not None and before.i == verb.i and subjects in (["NN"], ["NNS"])
    head = words.root.head
    return verb.lemma_ in cues("tense", "timetable") and verb.i in (head.i, head.head.i)


def _is_timetable(verb: Any, aux: list[str]) -> bool:
    """Say whether a verb of the present tells what will be held: "holds caucuses", "is holding a vigil"."""
    is_now = verb.tag_ in ("VBZ", "VBP") and not aux
    is_now = is_now or (verb.tag_ == "VBG" and bool(aux) and cues("tense", "be").issuperset(aux))
    held = [child.lemma_ for child in verb.children if child.dep_ == "dobj"]
    return (
        is_now and verb.lemma_ in cues("tense", "holds") and not cues("tense", "occasions").isdisjoint(held)
    )


def _tense_of(verb: Any) -> Tense:
    verb = _first_joined(verb)
    aux = {child.lower_: child for child in verb.children if child.dep_ in ("aux", "auxpass")}
    is_plan = verb.lemma_ in cues("tense", "plans")
    if verb.tag_ == "MD" or not cues("tense", "future").isdisjoint(aux):
        return "future"
    if "to" in aux:
        return _tense_of_infinitive(verb)
    if not aux and verb.tag_ == "VBN" and verb.lemma_ in cues("tense", "fixes"):
        is_plan = any(child.lower_ in cues("tense", "ahead") for child in verb.children)
    now = [h for h in aux.values() if h.tag_ in ("VBZ", "VBP")]
    plans = is_plan and (verb.tag_ in _PLANNING or (verb.tag_ == "VBN" and (now or not aux)))
    if plans or _is_due(verb):
        return "future"  # "plans Tuesday", "a summit set for April"
    if verb.tag_ == "VBN":
        return "present" if any(h.lemma_ == "be" for h in now) else "past"
    if verb.tag_ == "VBD" or any(h.tag_ == "VBD" for h in aux.values()):
        return "past"
    if verb.tag_ == "VB" and any(h.tag_ == "MD" for h in aux.values()):
        return "future"
    head = verb.head
    if verb.tag_ == "VBG" and verb.dep_ not in _OWN_CLAUSE:
        head = head.head if head.tag_ == "IN" else head  # "with the third leaving in May"
        is_under_way = head.tag_ == "VBG" and any(c.dep_ == "aux" for c in head.children)  # "was holding"
        if is_under_way or head.tag_ in ("VBD", "VBN", "VBZ", "VBP", "VB"):
            return _tense_of(head)
    return "present"


def _first_joined(verb: Any) -> Any:
    """Return the verb whose aux a bare one shares: "will begin today and end Monday"."""
    for _ in range(_CLIMB):
        if verb.tag_ != "VB" or verb.dep_ != "conj" or any(c.dep_ == "aux" for c in verb.children):
            break
        verb = verb.head
    return verb


def _is_due(verb: Any) -> bool:
    """Say whether a verb tells what is due: "is due back Saturday"."""
    is_now = verb.lemma_ == "be" and verb.tag_ in ("VBZ", "VBP")
    return is_now and any(c.dep_ == "acomp" and c.lemma_ in cues("tense", "plans") for c in verb.children)


def _tense_of_infinitive(verb: Any) -> Tense:
    """Return the tense of "to resign": ahead after a plan or a present, else that of the verb it hangs on."""
    head = verb.head
    is_plan = head.lemma_ in cues("tense", "plans")
    if head.lemma_ in cues("tense", "seems") or verb.lemma_ in cues("tense", "blames"):
        return "present"  # "appears to be a robbery gone wrong Friday", "a gang is to blame"
    if head.lemma_ == "go" and head.tag_ == "VBG" and any(c.tag_ in ("VBZ", "VBP") for c in head.children):
        return "future"
    if head.i != verb.i and head.tag_[:2] != "VB":
        return "future" if is_plan and head.head.tag_ in ("VBZ", "VBP") else "present"  # "is likely to"
    if head.i == verb.i:
        return "present"
    if is_plan or head.lemma_ == "be":
        return "future"  # "was to meet"
    return "future" if head.tag_ in ("VBZ", "VBP") else _tense_of(head)
