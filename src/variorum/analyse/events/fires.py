"""Whether a fire is one that burns a place, or one of guns."""

from collections.abc import Mapping
from typing import Any

from variorum.analyse.events.sense_words import senses
from variorum.analyse.participants import Tree

_PLACED = frozenset({"at", "in", "on", "aboard", "inside"})


def is_blaze(tree: Tree, i: int, known: Mapping[str, Any]) -> bool | None:
    """Say whether the noun "fire" at a token burns, None where only the words around can tell.

    It does where it breaks out, where its words name what burns ("a nightclub fire", "a fire at a mill"),
    and where somebody died in it or it killed. `known` is `events/senses.yaml` as `senses.senses` loads it.
    """
    built = known["structures"] | known["vehicles"] | known["vessels"] | known["premises"]
    up = tree.head[i]
    if tree.dep[i] == "nsubj" and tree.lemma[up] in known["burns"]:
        return True
    if any(tree.lemma[c] in built for c in tree.children[i] if c < i):
        return True
    if not any(tree.dep[c] in ("det", "amod", "compound", "nummod") for c in tree.children[i]):
        return False
    if is_of_guns(tree, i):
        return False
    placed = [w for c in tree.children[i] if tree.lower[c] in _PLACED for w in tree.children[c]]
    if any(tree.lemma[w] in built for w in placed):
        return True
    if tree.dep[i] == "nsubj" and tree.lemma[up] in known["burnt"]:
        return True
    if tree.dep[i] == "pobj" and tree.lower[up] == "in" and tree.lemma[tree.head[up]] in known["burnt"]:
        return True
    inside = [c for c in tree.children[i] if tree.dep[c] == "relcl" and tree.lemma[c] in known["burnt"]]
    return True if inside else None


def is_of_guns(tree: Tree, i: int) -> bool:
    """Say whether the word before a noun makes its fire one of guns: "sniper fire killed a soldier"."""
    return i > 0 and tree.lower[i - 1] in senses()["fired"]
