"""Whom a definite description names again: "the boy", "the two soldiers", "the teenager"."""

from collections.abc import Sequence

from variorum.analyse.participants.befalling import tellers_of
from variorum.analyse.participants.entities import Entity
from variorum.analyse.participants.phrases import Phrase
from variorum.analyse.participants.told import FAR, RANKS, Told
from variorum.data import load_yaml

_NEAR = 2  # sentences that "the woman" looks back over
_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "dative")


def tell_again(told: Told, phrase: Phrase) -> Entity | None:
    """Find the latest entity with the same noun, then one that the noun may name again."""
    if any(m in told.words.another for m in phrase.modifiers if m not in RANKS):
        return None
    beside = _beside(told, phrase.head)
    beside |= {told.of[teller] for teller in tellers_of(told.tree, phrase.head) if teller in told.of}
    known = dict.fromkeys(told.of[head] for head in reversed(told.recent[-FAR:]))
    seen = [told.entities[index] for index in known if index not in beside]
    if (same := _of_same_noun(told, phrase, seen)) is not None:
        return same
    if phrase.is_plural or not RANKS.isdisjoint(phrase.modifiers):
        return None
    aged = _of_age(told, phrase, seen)
    return aged if aged is not None else _of_sex(told, phrase, seen)


def _of_same_noun(told: Told, phrase: Phrase, seen: Sequence[Entity]) -> Entity | None:
    tree, own = told.tree, set(phrase.modifiers)
    fates = {
        tree.lemma[c] for c in tree.children[phrase.head] if tree.tag[c] == "VBN" and tree.dep[c] == "amod"
    }
    for entity in seen:
        if fates and not fates & entity.suffered:
            continue
        if fates and told.fits(entity, phrase):
            return entity
        same = phrase.lemma in entity.lemmas or phrase.lemma in entity.modifiers
        if same and told.fits(entity, phrase) and _modifiers_fit(entity, own):
            return entity
    return None


def _of_sex(told: Told, phrase: Phrase, seen: Sequence[Entity]) -> Entity | None:
    """Return whom "the woman" or "the 40-year-old" means of those told of shortly before."""
    words = told.words
    sex = words.sex_of(phrase.lemma) if phrase.lemma in words.people else None  # no trade
    if phrase.lemma in words.kin or not (sex or phrase.age is not None):
        return None
    for entity in seen:
        near = told.sentence[phrase.head] - told.sentence[entity.heads[-1]] <= _NEAR
        alike = entity.sex == sex or phrase.age in entity.ages
        if near and alike and told.fits(entity, phrase) and not _relational(told, entity):
            return entity
    return None


def _beside(told: Told, head: int) -> set[int]:
    """Return those of whom the same verb tells: "someone shot the boy" is of two."""
    tree, verb = told.tree, told.tree.head[head]
    if tree.dep[head] not in _ARGUMENTS:
        return set()
    beside = tree.all_children(verb, *_ARGUMENTS)
    return {told.of[other] for other in beside if other != head and other in told.of}


def _of_age(told: Told, phrase: Phrase, seen: Sequence[Entity]) -> Entity | None:
    """Return whom a word for an age means again: "the teenager" was told as 15; None where two may be."""
    first, last = load_yaml("events/ages.yaml").get(phrase.lemma, (0, 0))
    if not last or told.tree.child(phrase.head, "poss") is not None:
        return None
    aged = [e for e in seen if any(first <= age <= last for age in e.ages) and told.fits(e, phrase)]
    return aged[0] if len(aged) == 1 else None


def _relational(told: Told, entity: Entity) -> bool:
    return not entity.names and any(m in told.words.kin for m in entity.lemmas)


def _modifiers_fit(entity: Entity, own: set[str]) -> bool:
    ordinals = RANKS | {"other", "lone"}
    return not (own & ordinals) or bool(own & ordinals & entity.modifiers)
