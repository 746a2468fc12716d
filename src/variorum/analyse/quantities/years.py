"""Numbers that are years: "in 1998", "the 2019 floods"."""

from variorum.analyse.quantities.dismissing import refusal_words
from variorum.analyse.quantities.lexicon import noun_words
from variorum.analyse.quantities.numerals import Exact
from variorum.analyse.quantities.phrases import Phrase
from variorum.analyse.quantities.scene import Scene
from variorum.analyse.quantities.tokens import Token
from variorum.analyse.tags import PLURAL_TAGS


def is_year(scene: Scene, phrase: Phrase) -> bool:
    """Say whether the number is a year."""
    before, value = scene.norm(phrase.first - 1), phrase.low
    if before == "year" and phrase.kind == "number" and 1100 <= (value or 0) <= 2100:
        return True  # "by the year two thousand"
    if (
        phrase.kind == "range"
        and _is_year(scene, phrase, phrase.low)
        and _is_year(scene, phrase, phrase.high)
    ):
        return True
    if phrase.kind not in ("number", "range") or not _is_year(scene, phrase, value):
        return False
    if phrase.qualifier and phrase.bound != "about":
        return False
    token = scene.token(phrase.core)
    if token.dep_ == "nummod" and token.head.tag_ in PLURAL_TAGS and token.head.i > token.i:
        if before in refusal_words().determining and (value or 0) >= 1900 and _is_happening(token.head):
            return True
        return before in ("in", "since", "of", "by", "until", "the", "'s") and token.head.i > token.i + 1
    following = scene.token(phrase.core_end) if phrase.core_end < len(scene.words) else None
    return following is None or following.tag_ not in PLURAL_TAGS


def _is_happening(noun: Token) -> bool:
    """Say whether a plural is of events, which years tell apart: "the 2019 floods"."""
    return noun_words().unit_of(noun.lemma_.lower()) == "event"


def _is_year(scene: Scene, phrase: Phrase, value: Exact | None) -> bool:
    if value is None or not 1100 <= value <= 2100 or not phrase.in_figures or phrase.currency:
        return False
    return scene.words[phrase.core_end - 1].norm.isdigit() and len(scene.words[phrase.core_end - 1].norm) == 4
