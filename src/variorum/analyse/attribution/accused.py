"""What somebody is accused of saying: "prosecutors accuse the trader of telling customs that the crates"."""

from collections.abc import Sequence
from typing import Any

from variorum.analyse.attribution.describing import is_able_to_speak
from variorum.analyse.attribution.following import clause_behind
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.lexicon import load_cues
from variorum.analyse.attribution.phrase import noun_phrase, passive_subject, span_of
from variorum.analyse.attribution.verb_stances import verb_stance
from variorum.analyse.page import Page
from variorum.model.span import Span

_UP = 3  # steps from "of" to the verb of accusing


def accused_of(saying: Any) -> Span | None:
    """Return who is accused of a saying in "-ing", behind "of"; None where nobody is."""
    if saying.tag_ != "VBG" or saying.i == 0 or saying.nbor(-1).lower_ != "of":
        return None
    at = saying.nbor(-1)
    for _ in range(_UP):
        at = at.head
        if at.lemma_.lower() in load_cues().data["accusing"] and at.pos_ == "VERB":
            return _charged(at, saying)
    return None


def _charged(verb: Any, saying: Any) -> Span | None:
    who = passive_subject(verb)
    if who is None:
        who = next((c for c in verb.children if c.dep_ == "dobj" and verb.i < c.i < saying.i), None)
    if who is None or not is_able_to_speak(who) or who.tag_ in ("WP", "WDT"):
        return None
    if who.pos_ == "PRON":
        return span_of(who, who)
    phrase = noun_phrase(who)
    return Span(phrase.start, min(phrase.end, saying.nbor(-1).idx - 1))


def read_accused(page: Page, words: Sequence[Any], piece: Span) -> list[Find]:
    """Return what the accused said, of the words of one content; nothing where it is only told of."""
    found = []
    cues = load_cues()
    for verb in words:
        if verb.tag_ != "VBG" or (stance := verb_stance(verb, cues)) is None:
            continue
        who = accused_of(verb)
        told = clause_behind(page, verb, cues) if who is not None else None
        if told is not None and piece.start <= told.start < piece.end:
            told = Span(told.start, min(told.end, piece.end))
            found.append(Find(who, span_of(verb, verb), (told,), stance=stance, by="verb"))
    return found
