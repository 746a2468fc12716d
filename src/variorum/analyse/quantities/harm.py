"""Tell who is hurt by a verb's company: wounds suffered, limbs broken, a hospital that one is brought to."""

from collections.abc import Iterator, Sequence
from typing import Any

from variorum.analyse.quantities.fate_lexicon import fate_words
from variorum.analyse.quantities.grammar import verb_forms
from variorum.analyse.quantities.lexicon import noun_words


def is_harmed(verb: Any, children: Sequence[Any], role: str) -> bool:
    """Say whether a verb's subject or object is hurt by what stands with it, whatever the verb's own fate."""
    if role == "subject":
        return _takes_wound(verb, children) or _comes_in(verb, children)
    return role == "object" and _is_brought_in(verb, children)


def has_wounds(children: Sequence[Any]) -> bool:
    """Say whether wounds stand after "with": "a man with a gunshot wound"."""
    wounds = fate_words().wounds
    return any(c.lemma_.lower() in wounds for w in children if w.lower_ == "with" for c in w.children)


def is_sickened(verb: Any, children: Sequence[Any], role: str) -> bool:
    """Say whether a verb's subject or object falls ill: "had mumps", "gave them salmonella"."""
    known = fate_words()
    if has_disease(children):
        return role in ("subject", "object")
    objects = (c for c in children if c.dep_ == "dobj")
    if role == "subject" and verb.lemma_ in known.sickening:
        suffered = (c for w in children if w.lower_ in ("from", "up") for c in w.children)
        return any(_is_disease(c) for c in (*objects, *suffered))
    return role == "object" and verb.lemma_ == "give" and any(_is_disease(c) for c in objects)


def has_disease(children: Sequence[Any]) -> bool:
    """Say whether an illness stands after "with": "gunners with jaundice", "down with mumps"."""
    return any(_is_disease(c) for w in children if w.lower_ == "with" for c in w.children)


def _is_disease(noun: Any) -> bool:
    return noun.lower_ in fate_words().diseases


def _takes_wound(verb: Any, children: Sequence[Any]) -> bool:
    """Read "suffered minor burns", "are suffering from injuries", "broke both wrists"."""
    objects = [c.lemma_.lower() for c in children if c.dep_ == "dobj"]
    known = fate_words()
    if verb.lemma_ in known.suffering:
        suffered = (c for w in children if w.lower_ == "from" for c in w.children)
        objects += [c.lemma_.lower() for c in suffered]
        return any(lemma in known.wounds for lemma in objects)
    return verb.lemma_ in known.breaking and any(lemma in noun_words().limbs for lemma in objects)


def _comes_in(verb: Any, children: Sequence[Any]) -> bool:
    """Read "arrived at area hospitals with gunshot wounds", "took themselves to hospital"."""
    if any(c.dep_ == "dobj" and c.lower_.endswith(("self", "selves")) for c in children):
        return _is_brought_in(verb, children)
    if verb.lemma_ not in fate_words().arriving:
        return False
    hospitals = list(_hospitals(children, ("at", "to", "in", "into")))
    return bool(hospitals) and (has_wounds(children) or any(has_wounds(h.children) for h in hospitals))


def _is_brought_in(verb: Any, children: Sequence[Any]) -> bool:
    """Read "were transported to area hospitals", "flew them to a trauma center"."""
    bears = not fate_words().bearing.isdisjoint(verb_forms(verb))
    return bears and (_is_in_condition(children) or any(_hospitals(children, ("to", "into", "at"))))


def _is_in_condition(children: Sequence[Any]) -> bool:
    """Read "were transported in serious condition"."""
    return any(c.lemma_ == "condition" for w in children if w.lower_ == "in" for c in w.children)


def _hospitals(children: Sequence[Any], prepositions: Sequence[str]) -> Iterator[Any]:
    """Yield the hospitals that a verb's prepositions lead to."""
    known = fate_words()
    for preposition in children:
        if preposition.lower_ in prepositions:
            for noun in preposition.children:
                parts = [noun, *(c for c in noun.children if c.dep_ == "compound")]
                if noun.tag_ == "NNP":  # "University of Skarn Hospital"
                    parts += [c for of in noun.children if of.lower_ == "of" for c in of.children]
                if any(part.lemma_.lower() in known.hospitals for part in parts):
                    yield noun
