"""The stance of a verb of saying, which a negation turns, and the longer verb that it may be a part of."""

from typing import Any

from variorum.analyse.attribution.lexicon import Cues
from variorum.analyse.attribution.phrase import passive_subject
from variorum.data import load_words
from variorum.model.analysis import Stance

REFUSING = load_words("attribution/words.yaml", "refusing")
HEARERS = load_words("attribution/words.yaml", "hearers")
_STANCES = "variorum.stances"  # where a page keeps the stances of its verbs
_PARTICLES = 2  # words that may follow a verb of several words
_WILL = frozenset({"would", "will", "wo", "could", "can", "ca"})


def verb_stance(verb: Any, cues: Cues) -> Stance | None:
    """Return the stance of a verb of saying, None for any other verb; negation turns it.

    "did not deny" and "would not say" hedge; "no longer maintains" retracts.
    """
    # Several readers ask it of each verb.
    known: dict[int, Stance | None] = verb.doc.kept.setdefault(_STANCES, {})
    if verb.i not in known:
        known[verb.i] = _read_stance(verb, cues)
    return known[verb.i]


def _read_stance(verb: Any, cues: Cues) -> Stance | None:
    lemma = verb.lemma_.lower()
    particle = next(
        (c.lower_ for c in verb.children if c.dep_ in ("prt", "advmod", "prep") and c.i == verb.i + 1), ""
    )
    longer = longer_verb(verb, cues)
    stance = cues.verbs.get(longer[0]) if longer is not None else None
    stance = stance or cues.verbs.get(f"{lemma} {particle}") or cues.verbs.get(lemma)
    if longer is not None and longer[0] in cues.data["standing"] and not _is_given_up(verb):
        return None  # "the troops stood by the gate"
    if stance is None:
        # "would not be drawn on whether": a refusal.
        is_mute = lemma == "draw" and particle == "on" and any(c.dep_ == "neg" for c in verb.children)
        return "hedges" if is_mute and passive_subject(verb) is not None else None
    negated = any(c.dep_ == "neg" and c.lower_ != "longer" for c in verb.children)
    if _is_given_up(verb):
        return "retracts"
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in REFUSING and lemma in cues.unwilling:
        return "hedges"
    if stance == "denies" and verb.i > 0 and verb.nbor(-1).lower_ == "nor":
        return "hedges"  # "would neither confirm nor deny"
    if negated:
        never = any(c.lower_ == "never" for c in verb.children)  # "had never said that": nobody's word
        will_not = lemma in HEARERS and any(c.lower_ in _WILL for c in verb.children)  # "would not tell him"
        unwilling = (lemma in cues.unwilling or will_not) and not never
        return "hedges" if stance == "denies" or unwilling else None
    return stance


def _is_given_up(verb: Any) -> bool:
    # "No longer stands by the figure".
    return bool(verb.i > 1 and verb.nbor(-1).lower_ == "longer" and verb.nbor(-2).lower_ == "no")


def longer_verb(verb: Any, cues: Cues) -> tuple[str, Any | None] | None:
    """Return a verb of several words that the lexicon has ("step back from"), with what its end governs."""
    words, last = verb.lemma_.lower(), verb
    found = None
    for _ in range(_PARTICLES):
        if last.i + 1 >= len(verb.doc):
            break
        last = last.nbor(1)
        if last.pos_ not in ("ADP", "ADV", "PART", "SCONJ"):
            break
        words = f"{words} {last.lower_}"
        if words in cues.verbs:
            found = words, next((c for c in last.children if c.dep_ == "pobj"), None)
    return found
