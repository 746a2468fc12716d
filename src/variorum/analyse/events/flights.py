"""Whether those who flee are driven from where they live, or get away from what they did."""

from collections.abc import Mapping
from typing import Any

from variorum.analyse.participants import Tree

_MANY = frozenset({"NNS", "NNPS", "CD"})
_PEOPLE = frozenset({"people", "others"})
_STEPS = 4


def is_flight(tree: Tree, i: int, known: Mapping[str, Any]) -> bool:
    """Say whether the verb "flee" at a token tells of people who leave their homes.

    Where the words name one person ("the man fled"), a doer ("both gunmen fled") or what only doers flee
    ("the scene"), it does not. `known` is `events/senses.yaml` as `senses.senses` loads it.
    """
    fled = {tree.lemma[c] for c in tree.children[i] if tree.dep[c] == "dobj"}
    beside = {tree.lower[w] for c in tree.children[i] if tree.dep[c] == "prep" for w in tree.children[c]}
    if (fled | beside) & known["fled_by_doers"]:
        return False
    who = _who(tree, i)
    return not who or any(_is_many(tree, w, known) for w in who)


def _who(tree: Tree, i: int) -> list[int]:
    """Return those who flee: the subject, also that of "fired and fled", or the noun described."""
    for up in (i, *tree.ancestors(i, _STEPS)):
        if tree.pos[up] not in ("VERB", "AUX"):
            return [up] if tree.pos[up] in ("NOUN", "PROPN", "PRON", "NUM") else []
        subjects = tree.all_children(up, "nsubj", "nsubjpass")
        if subjects and tree.lower[subjects[0]] not in ("who", "that", "which"):
            return [j for subject in subjects for j in tree.conjuncts(subject)]
    return []


def _is_many(tree: Tree, w: int, known: Mapping[str, Any]) -> bool:
    if tree.lemma[w] in known["doers"]:
        return False
    numbers = {tree.lower[c] for c in tree.children[w] if tree.dep[c] == "nummod"}
    if numbers & known["few"] and tree.lemma[w] not in known["many"] - _PEOPLE:
        return False  # "two people fled" tells of doers or witnesses, not of refugees
    counted = bool(numbers - {"one", "1"})
    return (
        tree.tag[w] in _MANY
        or counted
        or tree.lower[w] in known["many"]
        or any(tree.lower[c] in known["many"] for c in tree.children[w])
        or any(tree.dep[c] == "conj" for c in tree.children[w])
    )
