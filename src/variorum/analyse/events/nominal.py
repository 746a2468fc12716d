"""Who did what a noun tells, and whom it befell: its owner, its "by" and "of", the verbs that carry it."""

import functools
from collections.abc import Sequence
from typing import Any

from variorum.analyse.participants import Tree
from variorum.data import load_yaml

Parts = tuple[list[int], list[int]]
_NO_ONE = frozenset({"DATE", "TIME"})
_MEANWHILE = frozenset({"by", "after", "before", "while", "since", "when", "upon"})


@functools.cache
def _words() -> dict[str, Any]:
    return {
        k: v if isinstance(v, dict) else frozenset(v) for k, v in load_yaml("events/nominal.yaml").items()
    }


def noun_parts(tree: Tree, i: int) -> Parts:
    """Return who acts and who suffers in what a noun tells, as heads of phrases.

    Its own words go before those of the verb above it; a doer is looked for there only where it names none.
    """
    agents, patients = _own_parts(tree, i)
    agents += _before_whom(tree, i, "agent")
    patients += _before_whom(tree, i, "patient")
    patients += _suffering(tree, i)
    if not agents:
        agents += _claimants(tree, i) or _accused(tree, i) or _carriers(tree, i) or _done_by(tree, i)
    return agents, patients


def by_whom(tree: Tree, i: int) -> list[int]:
    """Return whom "by" names beside a word: nobody where it names a time."""
    for c in tree.children[i]:
        if tree.dep[c] == "agent" or (tree.dep[c] == "prep" and tree.lower[c] == "by"):
            who = tree.child(c, "pobj")
            if who is not None and (tree.entity[who] not in _NO_ONE or tree.lower[who] == "old"):
                return [who]  # "by another 5-year-old" is no time
            if who is not None:  # "by the Veldars more than five years ago", parsed as the Veldars' years
                return [k for k in tree.children[who] if tree.dep[k] == "nmod" and tree.pos[k] == "PROPN"][:1]
    return []


def _own_parts(tree: Tree, i: int) -> Parts:
    words = _words()
    agents, patients = by_whom(tree, i), list[int]()
    for c in tree.children[i]:
        if tree.dep[c] == "poss" and tree.entity[c] not in ("EVENT", *_NO_ONE):
            (patients if tree.lemma[i] in words["owner_suffers"] else agents).append(c)
        elif tree.dep[c] == "prep":
            what = tree.child(c, "pobj")
            if what is None or tree.entity[what] in _NO_ONE:
                continue
            if tree.lower[c] == "of" or tree.lower[c] in words["aimed"]:
                patients.append(what)
            elif tree.lower[c] in ("between", "with") and tree.lemma[i] in words["mutual"]:
                agents.append(what)
    return agents, patients


def _before_whom(tree: Tree, i: int, role: str) -> list[int]:
    """Return the noun that a trigger stands before, where that noun has the role ("the shooting victim")."""
    up = tree.head[i]
    if tree.dep[i] not in ("compound", "nmod"):
        return []
    found = _words()["stands_by"].get(tree.lemma[up])
    if found == "of" and role == "patient":
        return [
            w for c in tree.children[up] if tree.lower[c] == "of" and (w := tree.child(c, "pobj")) is not None
        ]
    return [up] if found == role else []


def _suffering(tree: Tree, i: int) -> list[int]:
    """Return whom it befell by the verb above: "the post came under attack", "was the target of a raid"."""
    words, up = _words(), tree.head[i]
    if tree.dep[i] == "dobj" and tree.lemma[up] in words["suffers"]:
        return subjects_of(tree, up)
    if tree.dep[i] != "pobj":
        return []
    over = tree.head[up]
    if tree.lower[up] == "of" and tree.lemma[over] in words["marks"]:
        verb = tree.head[over]
        if tree.dep[over] == "attr":
            return subjects_of(tree, verb)
        named = tree.child(verb, "attr") if tree.dep[over] == "nsubj" else None
        return [] if named is None else [named]
    return subjects_of(tree, over) if tree.lower[up] in words["undergone"].get(tree.lemma[over], ()) else []


def _claimants(tree: Tree, i: int) -> list[int]:
    """Return who claimed what a noun tells ("the group claimed responsibility for the attack")."""
    words, up = _words(), tree.head[i]
    if tree.dep[i] == "dobj" and tree.lemma[up] == "claim":
        return by_whom(tree, up) if tree.is_passive(up) else subjects_of(tree, up)
    if tree.dep[i] != "pobj" or tree.lower[up] != "for":
        return []
    if tree.lemma[tree.head[up]] not in words["responsibility"]:
        return []
    verb = tree.head[tree.head[up]]
    if tree.lemma[verb] not in words["claims"]:
        return []
    return by_whom(tree, verb) if tree.is_passive(verb) else subjects_of(tree, verb)


def _accused(tree: Tree, i: int) -> list[int]:
    """Return whom somebody blames for what a noun tells, on whom it is blamed, or who answers for it."""
    words, up = _words(), tree.head[i]
    if tree.dep[i] in ("dobj", "nsubjpass") and tree.lemma[up] in words["attributes"]:
        return _behind(tree, up, words["attributes"][tree.lemma[up]])
    if tree.dep[i] == "nsubj":
        work = tree.child(up, "attr")
        return [] if work is None or tree.lemma[work] not in words["works"] else _behind(tree, work, ("of",))
    if tree.dep[i] != "pobj":
        return []
    over = tree.head[up]
    if tree.lower[up] == "behind" or (tree.lower[up] == "for" and tree.lower[over] in words["answers"]):
        verb = over if tree.lower[up] == "behind" else tree.head[over]
        return tree.all_children(verb, "nsubj") if tree.lemma[verb] == "be" else []
    if tree.lower[up] not in words["accuses"].get(tree.lemma[over], ()):
        # "blamed the League for the attack", the preposition taken for the name's own
        return [over] if tree.lower[up] == "for" and _is_blamed(tree, over) else []
    if tree.dep[over] in ("acl", "amod") and tree.tag[over] == "VBN":
        return [tree.head[over]]
    return tree.all_children(over, "dobj") or tree.all_children(over, "nsubjpass")


def _is_blamed(tree: Tree, i: int) -> bool:
    return tree.dep[i] == "dobj" and tree.lemma[tree.head[i]] == "blame"


def _behind(tree: Tree, i: int, prepositions: Sequence[str]) -> list[int]:
    """Return what stands behind one of some prepositions that hang on a word."""
    return [
        w
        for c in tree.children[i]
        if tree.lower[c] in prepositions and (w := tree.child(c, "pobj")) is not None
    ]


def _carriers(tree: Tree, i: int) -> list[int]:
    """Return the subject of a verb that carries the noun ("rebels launched the raid", "got into a fight")."""
    words, up = _words(), tree.head[i]
    if tree.dep[i] == "dobj" and tree.lemma[up] in words["does"]:
        return by_whom(tree, up) if tree.is_passive(up) else subjects_of(tree, up)
    if tree.dep[i] == "nsubjpass" and tree.lemma[up] in words["does"]:
        return by_whom(tree, up)
    if tree.dep[i] == "pobj":
        over = tree.head[up]
        held = tree.child(over, "dobj")
        told = tree.lemma[over] if held is None else f"{tree.lemma[over]} {tree.lemma[held]}"
        if tree.lower[up] in words["engages"].get(told, ()):
            return subjects_of(tree, tree.head[over] if tree.pos[over] == "NOUN" else over)
    return []


def _done_by(tree: Tree, i: int) -> list[int]:
    """Return by whom a clause that hangs on the noun says it was done ("an attack carried out by gunmen")."""
    words = _words()
    for c in tree.all_children(i, "acl", "relcl"):
        if tree.tag[c] == "VBN" and tree.lemma[c] in (*words["does"], *words["claims"], "attribute", "blame"):
            found = by_whom(tree, c) or _behind(tree, c, words["attributes"].get(tree.lemma[c], ()))
            if found:
                return found
    return []


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
            return [] if tree.lemma[up] in _words()["stands_by"] else [up]  # "protesting delegates"
        if dep == "pcomp" and tree.pos[tree.head[up]] in ("VERB", "AUX"):
            i = tree.head[up]
            accused = _words()["accuses"].get(tree.lemma[i], ())
            if tree.lower[up] in _MEANWHILE:
                continue  # "staged an attack by killing"
            if tree.lower[up] in (*accused, "of", "from"):
                return tree.all_children(i, "dobj") or tree.all_children(i, "nsubj", "nsubjpass")
        return []
    return []


_RECEIVES = frozenset({"give", "hand", "deny", "award", "leave", "charge"})  # "arrested and given a lawyer"


def acts_with(tree: Tree, i: int) -> bool:
    """Say whether a verb shares its subject with one behind it that has an object: "shot and killed her"."""
    return any(
        tree.child(c, "dobj") is not None
        and tree.child(c, "nsubj", "nsubjpass", "auxpass") is None
        and tree.lemma[c] not in _RECEIVES
        for c in tree.all_children(i, "conj")
    )
