"""Crimes that only say what somebody is accused of: "wanted for armed robbery", "counts of assault".

They are told as charges (see `charges`); as happenings they would be taken for the one that a report is of.
"""

import functools
from typing import NamedTuple

from variorum.analyse.events.mention import Mention
from variorum.analyse.participants import Tree
from variorum.data import load_yaml

_HIGHEST = 8  # words from a crime up to who is accused of it
_OWN = frozenset({"DATE", "TIME", "GPE", "FAC", "LOC"})
_WHOSE = frozenset({"of", "by", "on", "against"})  # before whom it befell, or who did it
_BELOW = 8  # words behind a crime among which its day or place is looked for
_BESIDE = frozenset({"conj", "appos", "pobj", "dobj", "nmod", "compound", "dep"})


class _Words(NamedTuple):
    lesser: frozenset[str]
    accusing: frozenset[str]
    accused_of: frozenset[str]
    of_crime: frozenset[str]


@functools.cache
def _words() -> _Words:
    data = load_yaml("events/charges.yaml")
    return _Words(*(frozenset(data[key]) for key in _Words._fields))


def is_only_charged(tree: Tree, mention: Mention) -> bool:
    """Say whether a lesser crime stands under words of being accused, with no day, place or victim given."""
    i, words = mention.token, _words()
    if not mention.is_noun or tree.lemma[i] not in words.lesser or mention.is_definite or _is_set(tree, i):
        return False
    if tree.dep[i] in ("compound", "nmod") and tree.lemma[tree.head[i]] in words.of_crime:
        return True
    for _ in range(_HIGHEST):
        up = tree.head[i]
        if tree.dep[i] == "prep" and tree.lower[i] not in words.accused_of:
            return False
        if tree.dep[i] not in _BESIDE and tree.dep[i] != "prep":
            return False
        if {tree.lemma[up], tree.lower[up]} & words.accusing:
            return True
        if up == i:
            return False
        i = up
    return False


def _is_set(tree: Tree, i: int) -> bool:
    """Say whether a crime is given a day or a place, a victim or what came of it.

    "An armed robbery on July 21", "robbery and assault of a couple", "a robbery that left a clerk dead".
    """
    crimes = [i, tree.head[i]] if tree.dep[i] == "conj" else [i]
    below = [c for crime in crimes for c in tree.children[crime]]
    if any(tree.lower[c] in _WHOSE or tree.dep[c] == "relcl" for c in below):
        return True
    behind = range(i + 1, min(i + 1 + _BELOW, tree.size))
    return any(tree.entity[j] in _OWN and i in tree.ancestors(j, 4) for j in behind)
