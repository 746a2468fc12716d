"""Read what befell the one person of a sentence under a pronoun: "he was sitting there when he was shot"."""

from typing import Final

from variorum.analyse.participants.lexicon import Sex, people_words
from variorum.analyse.quantities.fate_lexicon import fate_words
from variorum.analyse.quantities.fates import FateReader
from variorum.analyse.quantities.lexicon import noun_words
from variorum.analyse.quantities.scene import Scene
from variorum.analyse.quantities.sieve import PERSONAL
from variorum.analyse.quantities.tokens import Token

_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_PLACES: Final = frozenset({"nsubj", "nsubjpass", "dobj"})
_PASSING: Final = frozenset({"for", "on", "about"})  # prepositions whose noun a pronoun may take up
_DEEPEST: Final = 4  # verbs that share a subject


def fate_of_pronoun(scene: Scene, reader: FateReader, person: Token) -> str | None:
    """Return what befell "he" or "her", where that can only be the one person told of before.

    No other person of that sex may stand before the pronoun, as owner or by a name, and whoever acts on
    "her" is somebody else.
    """
    if not _may_be_taken_up(person) or person.tag_ not in ("NN", "NNP"):
        return None
    sex = _sex_of(person)
    for i in range(person.i + 1, scene.end):
        token = scene.tokens[i]
        if token.tag_ != "PRP" or _sex_of_pronoun(token) is None:
            continue
        if sex not in (None, _sex_of_pronoun(token)) or _is_rivalled(scene, person, token):
            continue
        slot = reader.read(token, "person", noun=False, attributes=False)
        if slot in PERSONAL:
            return slot
    return None


def _may_be_taken_up(person: Token) -> bool:
    """Say whether a person's place in the sentence is one that a pronoun takes up; a speaker's is open."""
    if person.dep_ == "pobj":
        return person.head.lower_ in _PASSING
    return person.dep_ in _PLACES and not (person.dep_ == "nsubj" and _says(person.head))


def _says(verb: Token) -> bool:
    return verb.lemma_ in fate_words().saying


def _sex_of_pronoun(token: Token) -> Sex | None:
    return people_words().sex_of_pronoun(token.lower_)


def _sex_of(person: Token) -> Sex | None:
    """Return the sex of nouns that say it, None for others and for names."""
    return None if person.tag_ == "NNP" else people_words().sex_of(person.lemma_.lower())


def _is_rivalled(scene: Scene, person: Token, pronoun: Token) -> bool:
    """Say whether the pronoun may be, or must be, somebody else than the person."""
    sex = _sex_of_pronoun(pronoun)
    if pronoun.dep_ not in _SUBJECTS and _acts_on(person, pronoun):
        return True
    for i in range(scene.first, pronoun.i):
        token = scene.tokens[i]
        if token.i == person.i or (token.head.i == person.i and token.dep_ in ("compound", "appos")):
            continue
        if token.tag_ == "PRP$" and token.head.i == person.i and _sex_of_pronoun(token) == sex:
            return True  # "his father noticed that he was bleeding"
        if _is_person(token) and _sex_of(token) in (None, sex):
            return True
    return False


def _is_person(token: Token) -> bool:
    if token.tag_ == "NNP":
        inside = token.dep_ == "compound" and token.head.ent_type_ == "PERSON"
        return token.ent_type_ == "PERSON" and not inside
    return token.tag_ == "NN" and noun_words().units.get(token.lemma_.lower()) == "person"


def _acts_on(person: Token, pronoun: Token) -> bool:
    """Say whether the person does to the pronoun what its verb says: "Collins shot her"."""
    verb = pronoun.head
    for _ in range(_DEEPEST):
        subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
        if subject is not None:
            return subject.i == person.i or _sex_of_pronoun(subject) is not None
        verb = verb.head
    return False
