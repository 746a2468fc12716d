"""Sources that are nobody: a measure, a manner, a reason given, a claim still to be checked."""

from typing import Any

from variorum.analyse.attribution.describing import is_able_to_speak
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.headlines import find_title
from variorum.analyse.attribution.lexicon import load_cues
from variorum.analyse.attribution.mouths import is_thing
from variorum.analyse.attribution.phrase import agent_of, passive_subject
from variorum.analyse.page import Page

_MEASURED = frozenset({"DATE", "TIME", "QUANTITY", "MONEY", "PERCENT"})
_PARTICIPLE = 2  # words of a cue that is a participle and its preposition
_LOOSE = frozenset({"in", "on", "at", "with", "for", "after", "as", "over", "following"})
_THAT = frozenset({"that", "this", "which", "it"})
_TOLD = 4  # words of "a figure the rebels"
_THAN = 12  # characters before a source, or behind "leaked", that are looked at
_OUT_OF = frozenset({"from", "into", "out", "onto", "through", "in", "at", "inside", "during"})
_TO = 4  # words after "is" or "has" in which the infinitive of a check stands: "has yet to be confirmed"


def is_voiceless(page: Page, find: Find) -> bool:
    """Say whether a source can be nobody's mouth, whatever verb stands with it.

    "Per cent", "in 45 minutes", "according to the way it was built", "citing obligations in Harwick",
    "inspected the hall to confirm that", "this information has yet to be confirmed", "what is being called",
    "fewer than the brokers had announced", "ammonia leaked from a store".
    """
    if find.cue is None or find.by in ("headline", "continued"):
        return False
    cue = page.tokens(find.cue)
    return (
        _is_measure(page, find)
        or _is_told_of(page, find)
        or is_thing(page, find)
        or _is_reason(page, find, cue)
        or _is_aim(find, cue)
        or _is_unchecked(page, find, cue)
        or _is_label(page, find, cue)
        or _is_undergone(page, find, cue)
        or _is_compared(page, find)
        or _is_spilt(page, find, cue)
    )


def _is_measure(page: Page, find: Find) -> bool:
    # "45 minutes", "per cent", "the way": not "the Times" nor "Wednesday's paper", whose head is another.
    if find.source is None:
        return False
    words = page.tokens(find.source)
    head = words.root
    if head.pos_ == "PROPN" or head.lemma_.lower() not in load_cues().data["voiceless"]["measures"]:
        return False
    if head.lower_ == "minutes" and not any(t.like_num for t in words):
        return False  # "minutes of the meeting show"
    first = next((t for t in words if t.pos_ in ("NOUN", "PROPN")), head)
    if first.i < head.i and first.pos_ == "NOUN" and is_able_to_speak(first):
        return False  # "a woman in a coat two sizes too big"
    return not any(t.pos_ == "PROPN" and t.ent_type_ not in _MEASURED for t in words)


def _is_told_of(page: Page, find: Find) -> bool:
    # ", the army said, a figure the rebels dispute": what is told, and who says what of it, are no voice.
    words = page.tokens(find.source) if find.source is not None else None
    if words is None or len(words) < _TOLD or words[0].tag_ != "DT" or words[1].pos_ != "NOUN":
        return False
    told = load_cues().nouns.keys() | load_cues().data["told_things"]
    return words[1].lemma_.lower() in told and words[2].tag_ in ("DT", "PRP$")


def _is_reason(page: Page, find: Find, cue: Any) -> bool:
    # "Citing obligations in Harwick": why, and no voice.
    if find.source is None or not any(t.lemma_.lower() == "cite" for t in cue):
        return False
    head = page.tokens(find.source).root
    if any(c.lower_ == "by" for c in head.children):
        return False  # "an inquiry by the Courier"
    return head.pos_ != "PROPN" and head.lemma_.lower() in load_cues().data["voiceless"]["reasons"]


def _is_aim(find: Find, cue: Any) -> bool:
    # "Searched the hall to make sure that nobody was inside": what a search is for says nothing.
    words = load_cues().data["voiceless"]
    verb = next((t for t in cue if t.tag_ == "VB" and t.lemma_.lower() in words["checking"]), None)
    if verb is None or verb.i == 0 or verb.nbor(-1).lower_ != "to":
        return False
    return verb.dep_ in ("advcl", "xcomp", "acl") and verb.head.lemma_.lower() in words["searching"]


def _is_unchecked(page: Page, find: Find, cue: Any) -> bool:
    """Say whether a claim is the subject of its own check: "this information has yet to be confirmed".

    What it tells is the word of whoever gave it; nobody is named who would check it.
    """
    words = load_cues().data["voiceless"]
    verb = next((t for t in cue if t.tag_ in ("VBN", "VBD") and t.lemma_.lower() in words["checking"]), None)
    if verb is None or find.source is None:
        return False
    subject = passive_subject(verb)
    if subject is not None and subject.lower_ in _THAT and subject.idx == find.source.start:
        return True  # "he heard them fire, but that has not been confirmed by police"
    if agent_of(verb) is not None:
        return False
    if not any(t.lemma_ == "be" for t in verb.doc[max(0, verb.i - _TO) : verb.i]):
        return False
    head = page.tokens(find.source).root
    return find.source.end <= verb.idx and head.lemma_.lower() in words["claims"]


def _is_undergone(page: Page, find: Find, cue: Any) -> bool:
    """Say whether a source is whom something befell: "teen charged in shooting", "a man wanted for murder".

    A participle right behind it, with nothing governed but by a preposition.
    """
    verb = cue[0]
    if [t.lower_ for t in cue] == ["wanted", "for"] and verb.dep_ in ("acl", "advcl", "amod"):
        return True
    if find.source is None or find.cue is None or not 0 <= find.cue.start - find.source.end <= 1:
        return False
    is_participle = verb.tag_ in ("VBN", "VBD") and verb.lower_.endswith(("ed", "en", "ught"))
    if not is_participle or len(cue) > _PARTICIPLE or any(t.pos_ == "VERB" for t in cue[1:]):
        return False
    if verb.lemma_.lower() not in load_cues().data["undergone"] or page.tokens(find.source)[0].pos_ == "PRON":
        return False
    behind = [p for p in find.content if p.start >= find.cue.end]
    first = [page.tokens(p)[0] for p in behind]
    title = find_title(page)
    return (
        title is not None
        and title.end >= find.cue.end
        and all(t.pos_ == "ADP" or t.lower_ in _LOOSE for t in first)
    )


def _is_label(page: Page, find: Find, cue: Any) -> bool:
    # "In what is being called an accident": a name that somebody gave it, and no statement.
    verb = next((t for t in cue if t.tag_ in ("VBN", "VBD") and t.pos_ == "VERB"), None)
    if find.source is not None or verb is None:
        return False
    if verb.lemma_.lower() not in load_cues().data["voiceless"]["labelling"] or agent_of(verb) is not None:
        return False
    subject = passive_subject(verb)
    is_what = subject is not None and subject.lower_ == "what"
    return is_what or any(piece.of(page.text).lower() == "what" for piece in find.content)


def _is_compared(page: Page, find: Find) -> bool:
    # "Three fewer than the brokers had announced": what somebody had said is only measured against.
    if find.source is None or find.cue is None or find.source.start >= find.cue.start:
        return False
    before = page.text[max(0, find.source.start - _THAN) : find.source.start].lower().split()
    if before[-1:] == ["the"]:
        before.pop()
    return before[-1:] == ["than"] and all(piece.end <= find.cue.start for piece in find.content)


def _is_spilt(page: Page, find: Find, cue: Any) -> bool:
    # "Ammonia leaked from a cold store": no news leaks from, into or through a thing.
    if find.cue is None or not any(t.lemma_.lower() == "leak" for t in cue):
        return False
    behind = page.text[find.cue.end : find.cue.end + _THAN].split()[:1]
    return bool(behind) and behind[0].lower() in _OUT_OF
