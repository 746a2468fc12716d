"""Tell by the parse too the numbers that are no quantity: years, labels, addresses, scores, names."""

from typing import Any

from variorum.analyse.quantities.labels import is_address, is_aircraft, is_label, is_name, is_sequence
from variorum.analyse.quantities.lexicon import noun_words, unit_words
from variorum.analyse.quantities.phrases import Phrase
from variorum.analyse.quantities.scene import Scene, noun_after
from variorum.analyse.quantities.scores import is_score
from variorum.analyse.quantities.tokens import Token
from variorum.analyse.quantities.years import is_year
from variorum.analyse.tags import PLURAL_TAGS
from variorum.data import load_words

_ROOM = frozenset({"can", "could", "may", "might"})
_FITTED = load_words("quantities/words.yaml", "fitted")
_PUT_ASIDE = frozenset({(",", "not"), ("and", "not"), ("rather", "than"), ("instead", "of")})


def is_refused(scene: Scene, phrase: Phrase) -> bool:
    """Say whether the parse around a number phrase that its words leave standing makes it no quantity."""
    if phrase.kind == "fixed":
        both = scene.token(phrase.core)  # "both Ann and her brother"
        joins = any(c.dep_ == "conj" for c in both.head.children)
        if _sums_up(scene, phrase, both):
            return True
        if scene.norm(phrase.core) == "both" and _joins_bare_plurals(both.head):
            return True
        points = both.dep_ == "preconj" or (
            scene.norm(phrase.core) == "both" and both.head.tag_ in ("NN", "NNP")
        )
        return points and both.head.i > both.i and joins
    if phrase.kind in ("vague", "zero", "decade"):
        return phrase.kind == "vague" and (is_compound(scene, phrase) or _scores(scene, phrase))
    return (
        is_year(scene, phrase)
        or is_aircraft(scene, phrase)
        or is_label(scene, phrase)
        or is_address(scene, phrase)
        or is_score(scene, phrase)
        or is_name(scene, phrase)
        or is_sequence(scene, phrase)
        or is_compound(scene, phrase)
    )


def _scores(scene: Scene, phrase: Phrase) -> bool:
    """Say whether "scores" is a verb: "Orlan Scores Twice", "she scores high"."""
    if scene.norm(phrase.core) != "scores" or scene.norm(phrase.end) in ("of", "more") or phrase.first < 1:
        return False
    before, number = scene.token(phrase.first - 1), scene.token(phrase.core)
    named = before.tag_ in ("NNP", "PRP") and scene.cased(phrase.core)[:1].isupper()
    return number.tag_ == "VBZ" or named or before.tag_ == "PRP"


def _joins_bare_plurals(noun: Token) -> bool:
    """Say whether "both police and soldiers" stands there: neither noun is counted by itself."""
    if noun.tag_ not in PLURAL_TAGS:
        return False
    joined = (c for c in noun.children if c.dep_ == "conj" and c.tag_ in PLURAL_TAGS)
    return any(all(m.dep_ not in ("det", "nummod", "poss", "predet") for m in c.children) for c in joined)


def _sums_up(scene: Scene, phrase: Phrase, both: Token) -> bool:
    """Say whether "both" only takes up two who were told of: "Ann and her son were both shot", or points at
    a name: "both of Montgomery"."""
    if scene.norm(phrase.core) != "both":
        return False
    if scene.norm(phrase.first - 1) == "," and scene.lemma(phrase.first - 2) in noun_words().pairs:
        return True  # "the couple, both in their 80s,"
    name = scene.cased(phrase.end + 1)
    if scene.norm(phrase.end) == "of" and name[:1].isupper() and not name.endswith(("'s", "’s")):
        return True
    subjects = (c for c in both.head.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < both.i)
    return any(c.tag_ in ("NN", "NNP") and any(d.dep_ == "conj" for d in c.children) for c in subjects)


def is_compound(scene: Scene, phrase: Phrase) -> bool:
    """Say whether a number is part of an adjective that counts nothing: "two-term", "three-vehicle"."""
    words, end = scene.words, phrase.end
    if (
        end + 1 >= len(words)
        or words[end].norm != "-"
        or not words[end].glued
        or words[end + 1].kind != "word"
    ):
        return False
    known = unit_words()
    if phrase.currency is not None or words[end + 1].norm.removesuffix("s") in known.currencies:
        return False
    if words[end + 1].norm in noun_words().members and _is_group(noun_after(scene, end + 1)):
        return False
    return (
        words[end + 1].glued and words[end + 1].norm not in known.units and words[end + 1].norm != "magnitude"
    )


def _is_group(noun: Token | None) -> bool:
    """Say whether a noun is of people together, which a number of members may be of."""
    known, lemma = noun_words(), "" if noun is None else noun.lemma_.lower()
    return lemma in known.groups or known.unit_of(lemma) in ("person", "household", "organisation")


def is_denied(scene: Scene, phrase: Phrase) -> bool:
    """Say whether a number is put aside for another: "four people, and not seven as first told".

    Also "rather than seven" and "not seven but four".
    """
    at = phrase.first - (scene.norm(phrase.first - 1) == "the")
    before = tuple(scene.norms[max(0, at - 2) : at])
    if before in _PUT_ASIDE:
        return True
    is_told_after = scene.norm(phrase.end) == "but" and any(p.first == phrase.end + 1 for p in scene.phrases)
    return before[-1:] == ("not",) and is_told_after


def is_capacity(number: Any) -> bool:
    """Say whether a number tells how many there is room for: "may carry 200", "licensed to carry 80"."""
    verb = number.head
    for _ in range(2):
        if verb.tag_[:2] == "VB":
            break
        verb = verb.head
    has_room = any(c.tag_ == "MD" and c.lower_ in _ROOM for c in verb.children)
    return (has_room and verb.tag_ == "VB") or (
        verb.dep_ in ("xcomp", "advcl") and verb.head.lemma_ in _FITTED
    )
