"""The subjects of verbs, whom "by" names, and what stands behind a preposition: the grammar of who did it."""

import functools
from collections.abc import Sequence
from typing import Any

from variorum.analyse.participants import Tree
from variorum.data import load_yaml

NO_ONE = frozenset({"DATE", "TIME"})
_MEANWHILE = frozenset({"by", "after", "before", "while", "since", "when", "upon"})
_RECEIVES = frozenset({"give", "hand", "deny", "award", "leave", "charge"})  # "arrested and given a lawyer"


@functools.cache
def nominal_words() -> dict[str, Any]:
    """Read `events/nominal.yaml`: the words by which a sentence says who did what a noun tells."""
    return {
        k: v if isinstance(v, dict) else frozenset(v) for k, v in load_yaml("events/nominal.yaml").items()
    }


def by_whom(tree: Tree, i: int) -> list[int]:
    """Return whom "by" names beside a word: nobody where it names a time."""
    for c in tree.children[i]:
        if tree.dep[c] == "agent" or (tree.dep[c] == "prep" and tree.lower[c] == "by"):
            who = tree.child(c, "pobj")
            if who is not None and (tree.entity[who] not in NO_ONE or tree.lower[who] == "old"):
                return [who]  # "by another 5-year-old" is no time
            if who is not None:  # "by the Veldars more than five years ago", parsed as the Veldars' years
                return [k for k in tree.children[who] if tree.dep[k] == "nmod" and tree.pos[k] == "PROPN"][:1]
    return []


def behind(tree: Tree, i: int, prepositions: Sequence[str]) -> list[int]:
    """Return what stands behind one of some prepositions that hang on a word."""
    return [
        w
        for c in tree.children[i]
        if tree.lower[c] in prepositions and (w := tree.child(c, "pobj")) is not None
    ]


def subjects_of(tree: Tree, i: int) -> list[int]:
    """Return who does what a verb tells: its subject, that of the verb it is joined to, whom it describes."""
    for _ in range(6):
        own = tree.all_children(i, "nsubj", "nsubjpass")
        if own:
            return own
        up, dep = tree.head[i], tree.dep[i]
        is_verb = tree.pos[up] in ("VERB", "AUX", "ADJ") or tree.child(up, "nsubj") is not None  # "shot and"
        if dep in ("conj", "xcomp", "advcl", "ccomp") and up != i and is_verb:
            if dep == "xcomp" and (moved := tree.all_children(up, "dobj")):
                return moved
            i = up
            continue
        if dep == "acl" and (tree.tag[i] in ("VBG", "VB") or acts_with(tree, i)):
            return [up]
        if dep == "relcl" or (dep == "amod" and tree.tag[i] == "VBG"):
            return [] if tree.lemma[up] in nominal_words()["stands_by"] else [up]  # "protesting delegates"
        if dep == "pcomp" and is_accused(tree, tree.head[up], tree.lower[up]):
            return [tree.head[up]]
        if dep == "pcomp" and tree.pos[tree.head[up]] in ("VERB", "AUX"):
            i = tree.head[up]
            accused = nominal_words()["accuses"].get(tree.lemma[i], ())
            if tree.lower[up] in _MEANWHILE:
                continue  # "staged an attack by killing"
            if tree.lower[up] in (*accused, "of", "from"):
                return tree.all_children(i, "dobj") or tree.all_children(i, "nsubj", "nsubjpass")
        return []
    return []


def is_accused(tree: Tree, i: int, preposition: str) -> bool:
    """Say whether a name is blamed for what the parse hung on the name itself."""
    accuses = nominal_words()["accuses"].get(tree.lemma[tree.head[i]], ())
    return tree.dep[i] == "dobj" and preposition in accuses


def acts_with(tree: Tree, i: int) -> bool:
    """Say whether a verb shares its subject with one behind it that has an object: "shot and killed her"."""
    return any(
        tree.child(c, "dobj") is not None
        and tree.child(c, "nsubj", "nsubjpass", "auxpass") is None
        and tree.lemma[c] not in _RECEIVES
        for c in tree.all_children(i, "conj")
    )
