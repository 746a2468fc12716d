"""Find the noun of a number that stands without one: in an opening, in apposition, before a colon."""

from typing import Any, Final

from variorum.analyse.quantities.fate_lexicon import fate_words
from variorum.analyse.quantities.lexicon import noun_words
from variorum.analyse.quantities.phrases import Phrase
from variorum.analyse.quantities.scene import Scene, noun_after
from variorum.analyse.tags import NOUN_TAGS, PLURAL_TAGS
from variorum.data import load_words

# Verbs that bring a running count to a number.
BRINGING: Final = load_words("quantities/words.yaml", "bringing")

# What a list of counts may repeat after each number, and what stands before it.
_REPEATED: Final = frozenset({"in", "at", "on", "near", "from", "outside", "for", "around", "by", "under"})
_ONLY: Final = frozenset({"just", "only", "barely", "merely"})
_CHANGED: Final = 8  # pieces between a number and what it was before
_LISTING: Final = frozenset({",", "and", ";", "or"})
_REACH: Final = 10  # pieces between a number and the verb that brings a tally to it


def of_opening(scene: Scene, phrase: Phrase) -> Any:
    """Return the noun of an opening "Of the 96 cases," that a later number is a part of."""
    doc = scene.tokens
    out = 1 if scene.norms[:2] == ["out", "of"] else 0
    if doc[scene.first + out].lower_ not in ("of", "among") or phrase.first < 3 + out:
        return None
    rough = scene.norm(1 + out) in ("at", "some", "about")
    noun = noun_after(scene, out + (3 if rough else 1))
    if noun is None:
        number = next((p for p in scene.phrases if p.end <= phrase.first), None)
        noun = noun_after(scene, number.end) if number is not None else None
    if noun is None or scene.piece(noun) >= phrase.first:
        return None
    state = noun.lower_ in fate_words().states and scene.norm(scene.piece(noun) - 1) != "the"
    return None if state else noun  # "of the 23 hurt"


def identified(scene: Scene, phrase: Phrase) -> Any:
    """Return what part of a whole is said to be: "of the 12 who died, seven were civilians"."""
    number = scene.token(phrase.core_end - 1)
    verb = number.head
    if number.dep_ != "nsubj" or verb.lemma_ != "be" or phrase.end > scene.piece(verb):
        return None
    said = (c for c in verb.children if c.dep_ == "attr" and c.i > verb.i)
    return next((c for c in said if c.tag_ in PLURAL_TAGS), None)


def those_after(scene: Scene, piece: int) -> Any:
    """Return the word for those of one state that goes on at a piece: "the wounded", "the missing"."""
    if scene.norm(piece) not in ("the", "those") or piece + 1 >= len(scene.words):
        return None
    norm = scene.norm(piece + 1)
    return scene.token(piece + 1) if norm in fate_words().states or norm in _MANY else None


_MANY: Final = load_words("quantities/words.yaml", "many")


def follows_change(scene: Scene, phrase: Phrase, floor: int) -> bool:
    """Say whether a bare number is what one that ends at `floor` was before, or is now: "4,500 kyat, up from
    1,200", "fell from 660,000 dollars to just 75,000"."""
    if phrase.first - floor > _CHANGED:
        return False
    opening = scene.norms[max(0, phrase.first - 3) : phrase.first]
    before = opening[-2:] in (["up", "from"], ["down", "from"])
    led = scene.norms[max(0, floor - 4) : floor]
    now = "from" in led and (opening[-1:] == ["to"] or (opening[-2:-1] == ["to"] and opening[-1] in _ONLY))
    if not (before or now):
        return False
    return phrase.end >= len(scene.words) or scene.token(phrase.end).tag_ not in NOUN_TAGS


def repeats(scene: Scene, phrase: Phrase, floor: int) -> bool:
    """Say whether a bare number goes on like the one that ends at `floor`, with the preposition that followed
    that one: "18 dead in Lod, seven in Khur", "twelve years for one and eight for the other"."""
    preposition = scene.norm(phrase.end)
    if preposition not in _REPEATED or scene.norm(phrase.first - 1) not in _LISTING:
        return False
    return preposition in scene.norms[floor : phrase.first - 1]


def apposed(scene: Scene, phrase: Phrase) -> Any:
    """Return the noun in "the last of the cavers, 19 in all,"."""
    if scene.norm(phrase.first - 1) != "," or phrase.first < 2:
        return None
    if phrase.kind == "fixed":  # "the suspects, both in their twenties,"
        noun = scene.token(phrase.first - 2)
        numbered = noun.tag_ not in PLURAL_TAGS or any(c.dep_ == "nummod" for c in noun.children)
        return None if numbered or scene.norm(phrase.core) != "both" else noun
    if scene.norm(phrase.end) == "," and (tallied := _tallied(scene, phrase)) is not None:
        return tallied
    if scene.norm(phrase.end) not in ("in", "all", "altogether", "strong") or scene.norm(
        phrase.end + 1
    ) not in ("all", "told", "total"):
        return None
    token = scene.token(phrase.first - 2)
    state = scene.norm(phrase.first - 3) == "the" and scene.norm(phrase.first - 2) in fate_words().states
    return token if state or token.tag_ in PLURAL_TAGS else None  # "the dead, 14 in all,"


def _tallied(scene: Scene, phrase: Phrase) -> Any:
    """Return the plural in "a record number of delegates, 247,"."""
    noun = scene.token(phrase.first - 2)
    over = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else None
    tallied = over is not None and over.lemma_ in noun_words().tallies and noun.tag_ in PLURAL_TAGS
    return noun if tallied else None


def brought_to(scene: Scene, phrase: Phrase) -> Any:
    """Return the tally after the number in "that brings to 12 the number of people killed"."""
    if scene.norm(phrase.first - 1) != "to" or scene.norm(phrase.end) not in ("the", "their", "its"):
        return None
    window = range(phrase.end + 1, min(len(scene.words), phrase.end + 4))
    tally = next((i for i in window if scene.norm(i) in noun_words().tallies), None)
    brings = any(scene.lemma(i) in BRINGING for i in range(max(0, phrase.first - 4), phrase.first))
    return scene.token(tally) if brings and tally is not None else None


def brought(scene: Scene, phrase: Phrase) -> Any:
    """Return those of one state in "brings the number of confirmed dead to 27"."""
    if scene.norm(phrase.first - 1) != "to":
        return None
    for i in range(phrase.first - 3, max(0, phrase.first - _REACH), -1):
        if scene.norm(i) in noun_words().tallies and scene.norm(i + 1) == "of":
            brings = any(scene.lemma(k) in BRINGING for k in range(max(0, i - 3), i))
            words = range(i + 2, min(i + 5, phrase.first))
            states = (scene.token(k) for k in words if scene.norm(k) in fate_words().states)
            return next(states, None) if brings else None
    return None


def headed(scene: Scene, phrase: Phrase) -> Any:
    """Return the plural that heads a list before a colon: "Homes destroyed: 320."."""
    if scene.norm(phrase.first - 1) != ":" or scene.norm(phrase.end) in fate_words().states:
        return None  # "Silo bursts: 14 hurt"
    for i in range(phrase.first - 2, max(-1, phrase.first - 8), -1):
        if scene.words[i].kind != "word":
            return None
        if scene.token(i).tag_ in PLURAL_TAGS and scene.norm(i) not in fate_words().states:
            speaks = scene.lemma(i) in fate_words().police or scene.lemma(i) in fate_words().doers
            return None if speaks else scene.token(i)  # "Police: 1 dead"
    return None


def first_of_many(scene: Scene, phrase: Phrase) -> Any:
    """Return the first plural of a sentence, or "the dead" before it."""
    for i in range(phrase.first):
        token = scene.token(i)
        if token.tag_ in PLURAL_TAGS or (
            scene.norm(i - 1) == "the" and scene.norm(i) in fate_words().toll_nouns
        ):
            return token
    return None
