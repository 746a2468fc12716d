"""Read ages that are told of several at once ("the sisters were nine and six") or that open a sentence."""

from typing import Any, Final

from variorum.analyse.quantities.fate_lexicon import fate_words
from variorum.analyse.quantities.owners import is_person
from variorum.analyse.quantities.phrases import Phrase
from variorum.analyse.quantities.scene import Scene, noun_after
from variorum.data import load_words

_BARELY: Final = load_words("quantities/words.yaml", "barely")
_OWNED: Final = frozenset({"the", "a", "an", "his", "her", "their"})
_ENDING: Final = frozenset({",", ".", "", ";", "when"})
_GOING_ON: Final = frozenset({"VBD", "VBZ", "VBP", "MD", "IN", "VBN", "WP", "WP$", "WDT"})


def listed_persons(scene: Scene, phrase: Phrase) -> Any:
    """Return the sisters of "the sisters were nine and six": one number for each, so none counts them."""
    persons = scene.token(phrase.first - 2) if phrase.first > 1 else None
    if persons is None or persons.tag_ != "NNS" or not is_person(persons):
        return None
    last = next((p for p in scene.phrases if p.first == phrase.end + 1), None)
    if last is None or not is_bare(scene, last):
        return None
    if scene.norm(phrase.end) == ",":
        return persons if joins_another(scene, last) else None
    return persons if scene.norm(phrase.end) == "and" and scene.norm(last.end) in _ENDING else None


def of_opened(scene: Scene, phrase: Phrase) -> Any:
    """Return the midshipman of "barely eighteen, the midshipman was lost", not who says so: "barely forty,
    the mayor said, came"."""
    if phrase.first != 1 or scene.norm(0) not in _BARELY or scene.norm(phrase.end + 1) not in _OWNED:
        return None
    person = noun_after(scene, phrase.end + 2)
    if person is None or person.tag_ != "NN" or not is_person(person):
        return None
    return None if person.head.lemma_ in fate_words().saying else person


def joins_another(scene: Scene, phrase: Phrase) -> bool:
    """Say whether "and" and another bare number follow."""
    second = next((p for p in scene.phrases if p.first == phrase.end + 1), None)
    return scene.norm(phrase.end) == "and" and second is not None and is_bare(scene, second)


def is_bare(scene: Scene, phrase: Phrase) -> bool:
    """Say whether a number stands without a noun behind it."""
    after = scene.norm(phrase.end)
    if after == "-" and not scene.words[phrase.end].glued:
        return True  # "two boys, ages 16 and 17 -- were hurt"
    return after in (",", ".", "", "and", ";", ")", "or") or scene.token(phrase.end).tag_ in _GOING_ON
