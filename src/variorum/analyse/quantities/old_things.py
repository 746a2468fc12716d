"""Ages that are nobody's: of things ("a 30-year-old record") and in the names of films."""

from typing import Any, Final

from variorum.analyse.quantities.lexicon import noun_words
from variorum.analyse.quantities.phrases import Phrase
from variorum.analyse.quantities.scene import Scene

_OLD: Final = frozenset({"home", "building", "vehicle", "place", "organisation", "event", "flight"})
_NEAR: Final = 12  # words beside an age by which a headline is known


def is_old_thing(noun: Any) -> bool:
    """Say whether a noun is of a thing that is so old: "a 30-year-old record", "a 90-year-old church"."""
    lemma = noun.lemma_.lower()
    is_thing = lemma in noun_words().old_things or noun_words().units.get(lemma) in _OLD
    return noun.tag_ in ("NN", "NNS") and is_thing and noun.lower_ != "shot"  # "2-year-old shot in Osk"


def is_in_a_title(scene: Scene, phrase: Phrase, at: int) -> bool:
    """Say whether capitals make an age part of the name of a film: "seen in The 9-Year-Old Queen"."""
    words = [scene.page.cased(scene.token(i).i) for i in range(phrase.end, at + 1)]
    if not all(word[:1].isupper() for word in words if word[:1].isalpha()):
        return False
    first = max(scene.first, scene.token(at).i - _NEAR)
    beside = [scene.page.cased(i) for i in range(first, min(scene.end, first + 2 * _NEAR))]
    return sum(word.islower() and len(word) > 2 for word in beside) > 1  # no headline: those have capitals
