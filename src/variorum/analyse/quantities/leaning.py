"""Tell the bare numbers that count without a noun by them: subjects, parts, repeats of the count before."""

from typing import Final

from variorum.analyse.quantities.fate_lexicon import fate_words
from variorum.analyse.quantities.phrases import Phrase
from variorum.analyse.quantities.scene import Scene
from variorum.analyse.quantities.standing import repeats
from variorum.analyse.quantities.tokens import Token
from variorum.analyse.quantities.totals import is_total
from variorum.model.analysis import Quantity

_FINITE: Final = frozenset({"VBD", "VBN", "VBP", "VB", "VBG"})
_THEM: Final = frozenset({"them", "those", "whom", "these"})
_NAMING: Final = frozenset({"the", "a", "this", "that"})
_SUMS: Final = (["in", "all"], ["all", "told"])


def stands_alone(scene: Scene, phrase: Phrase) -> bool:
    """Say whether a number is itself the subject of a verb in the plural: "thirty survived"."""
    if phrase.low == 1:
        return False
    if scene.norms[phrase.end : phrase.end + 2] in _SUMS or _is_root_of_participle(scene, phrase):
        return True
    token = _subject(scene, phrase)
    if _is_object(scene, phrase, token) or _is_qualified_subject(scene, phrase, token):
        return True
    if token.dep_ not in ("nsubj", "nsubjpass") or token.head.i < token.i:
        return False
    if phrase.in_figures and scene.norm(phrase.first - 1) in _NAMING:
        return False
    return token.head.tag_ in _FINITE and token.head.lemma_ != "be"


def _is_object(scene: Scene, phrase: Phrase, token: Token) -> bool:
    """Say whether a number is the object of a verb that does something to so many: "left 70 of its own"."""
    verb = token.head
    if phrase.kind == "vague" or token.dep_ != "dobj" or verb.i > token.i or verb.tag_[:2] != "VB":
        return False
    if phrase.in_figures and scene.norm(phrase.end) != "of":
        return False
    return verb.lemma_.lower() not in fate_words().reckoning


def _is_qualified_subject(scene: Scene, phrase: Phrase, token: Token) -> bool:
    """Say whether the parser took a qualifier for a preposition: "close on two thousand had queued"."""
    inside = scene.holds(token.head) and phrase.first <= scene.piece(token.head) < phrase.core
    verb = scene.token(phrase.end) if phrase.end < len(scene.words) else token
    return token.dep_ == "pobj" and inside and phrase.first == 0 and verb.tag_ in ("VBD", "VBP", "MD")


def _subject(scene: Scene, phrase: Phrase) -> Token:
    """Return the token of a number that its verb would have for its subject."""
    token = scene.token(phrase.core_end - 1)
    if phrase.kind == "vague" and token.dep_ in ("pobj", "conj"):
        return scene.token(phrase.core)  # "thousands upon thousands filed past"
    if token.dep_ == "appos" and token.head.tag_ == "JJ" and token.head.i == token.i - 1:
        head: Token = token.head
        return head  # "a mere eleven saw the sea"
    return token


def _is_root_of_participle(scene: Scene, phrase: Phrase) -> bool:
    """Say whether the parser took the verb for a participle of the number: "thousands filed past"."""
    first, after = scene.token(phrase.core), phrase.end
    follows = after < len(scene.words) and scene.token(after).tag_ == "VBN"
    return follows and first.head.i == first.i and scene.token(after).dep_ == "acl"


def leans(scene: Scene, phrase: Phrase, last: Quantity | None, last_end: int) -> bool:
    """Say whether a number shares the noun of the count before it, which ends at the piece `last_end`: "two
    of the five", "seven escaped"."""
    if phrase.kind not in ("number", "vague", "range"):
        return False
    if _is_further(scene, phrase) or is_gapped(scene, phrase, last, last_end):
        return True
    before = scene.norm(phrase.first - 1)
    if before == "the" and phrase.first == 2 and scene.norm(0) in ("of", "among"):
        return True  # "Of the 40 on the coach, twelve survived"
    if last is None or scene.token(phrase.core_end - 1).dep_ not in ("nsubj", "nsubjpass", "pobj", "dobj"):
        return False
    return not phrase.in_figures or before == "the" or is_total(scene, phrase)


def _is_further(scene: Scene, phrase: Phrase) -> bool:
    """Say whether a number is of "others", of "all" or "more", or of "those" of whom more is said."""
    after, following = scene.norm(phrase.end), scene.norm(phrase.end + 1)
    if after == "others" or scene.norm(phrase.first - 1) == "all":
        return True
    if after == "more" and following in fate_words().after_more:
        return True  # "found 200 more along the border"
    return after == "of" and following in _THEM  # "seven of those held are minors"


def is_gapped(scene: Scene, phrase: Phrase, last: Quantity | None, last_end: int) -> bool:
    """Say whether a bare number repeats the count before with another place or time: "18 dead in Lod, seven
    in Khur and two in Bhol"."""
    plain = phrase.kind in ("number", "vague", "range")
    return plain and last is not None and repeats(scene, phrase, last_end)
