"""Tell the "one" that is a pronoun or idiom from the one person: "one should go", "one is missing"."""

from variorum.analyse.quantities.dismissing import refusal_words
from variorum.analyse.quantities.phrases import Phrase
from variorum.analyse.quantities.scene import Scene
from variorum.data import load_words

_GRAVE = load_words("quantities/words.yaml", "grave")
_ONE_BY_ONE = (["after", "another"], ["after", "the"], ["by", "one"])


def is_one_refused(scene: Scene, phrase: Phrase) -> bool:
    """Say whether "one" is a pronoun or idiom and counts nothing."""
    token = scene.token(phrase.core)
    before = scene.norm(phrase.first - 1)
    if before in refusal_words().before_pronoun:
        counts = token.dep_ == "nummod" and token.head.i > token.i
        opens = before == "that" and scene.token(phrase.first - 1).dep_ == "mark"
        part = scene.norm(phrase.end) == "of"  # "only one of the two was found"
        alone = before == "only" and (part or token.dep_ in ("nsubj", "nsubjpass"))  # "only one was found"
        return not (alone or (counts and (before == "only" or opens)))  # "said that one person was killed"
    if scene.norm(phrase.core_end) == "-":
        return True
    if scene.norms[phrase.core_end : phrase.core_end + 2] in _ONE_BY_ONE:
        return True
    if token.tag_ != "PRP" or token.dep_ not in ("nsubj", "poss"):
        return False
    return token.head.tag_ in ("VBZ", "VBP", "MD") and not _is_in_state(scene, phrase)


def _is_in_state(scene: Scene, phrase: Phrase) -> bool:
    """Say whether "one is" goes on with a fate: "three were killed and one is missing"."""
    verb = scene.token(phrase.core).head
    if scene.token(phrase.core).dep_ != "nsubj" or verb.lemma_ not in ("be", "remain"):
        return False
    if any(p.end <= phrase.first for p in scene.phrases):
        return True
    return any(c.dep_ == "acomp" and c.lower_ in _GRAVE for c in verb.children)
