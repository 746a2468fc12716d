"""Nouns that name a happening in a way of speaking alone: "like wildfire", "a line of attack"."""

from collections.abc import Mapping
from typing import Any

from variorum.analyse.participants import Tree


def is_figure(tree: Tree, known: Mapping[str, Any], i: int, lemma: str) -> bool:
    """Say whether a noun is a way of speaking: "like wildfire", "a line of attack", "by accident"."""
    determined = any(tree.dep[c] in ("det", "poss") for c in tree.children[i])
    if any(tree.lower[c] in ("every", "each", "any") for c in tree.children[i]):
        return True
    if tree.dep[i] == "pobj" and _is_behind(tree, known, i, lemma, determined):
        return True
    if (lemma == "death" and _is_sentence(tree, i)) or (lemma == "indictment" and tree.dep[i] == "attr"):
        return True
    if lemma in ("charge", "conviction") and _is_belief(tree, i):
        return True
    of = all_of(tree, i)
    if lemma in known["torrents"] and of:
        return not any(
            tree.lemma[o] in known["torrents_of"]
            or tree.pos[o] in ("NUM", "PROPN")
            or tree.entity[o] in ("DATE", "GPE", "LOC")
            for o in of
        )
    return lemma == "demonstration" and any(tree.pos[o] in ("NOUN", "SCONJ", "ADV") for o in of)


def _is_behind(tree: Tree, known: Mapping[str, Any], i: int, lemma: str, is_one: bool) -> bool:
    """Say whether a preposition makes it one: "by accident", "in charge of", "resigned in protest"."""
    up = tree.head[i]
    before, above = tree.lower[up], tree.lemma[tree.head[up]]
    if lemma == "protest" and before == "in" and not is_one:
        return above not in known["in_protest"]
    if lemma == "charge" and ((before == "in" and not is_one) or before == "under"):
        return True
    by_accident = before == "by" and lemma == "accident" and not is_one
    return before == "like" or by_accident or (before == "of" and above in known["ways"])


def _is_sentence(tree: Tree, i: int) -> bool:
    """Say whether a death is only what a court ordered: "sentenced four men to death"."""
    up = tree.head[i]
    return tree.lower[up] == "to" and any(
        tree.lemma[a] in ("sentence", "condemn") for a in tree.ancestors(up, 3)
    )


def _is_belief(tree: Tree, i: int) -> bool:
    """Say whether a clause with "that" hangs on a noun: a charge or conviction that something is so."""
    said = tree.child(i, "acl", "ccomp", "relcl")
    return said is not None and any(
        tree.lower[c] == "that" and tree.dep[c] == "mark" for c in tree.children[said]
    )


def all_of(tree: Tree, i: int) -> list[int]:
    """Return all that stands behind "of" on a word."""
    return [
        w
        for c in tree.children[i]
        if tree.dep[c] == "prep" and tree.lower[c] == "of"
        for w in tree.children[c]
        if tree.dep[w] in ("pobj", "pcomp")
    ]
