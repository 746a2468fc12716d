"""Triggers that tell another type than their own with some subjects, objects or words around them."""

from collections.abc import Mapping
from typing import Any

from variorum.analyse.events.ontology import Trigger, load_ontology
from variorum.analyse.participants import Tree

_AROUND = 18  # words
_REPORT = 150  # words around a strike that say of what kind it is


def read_otherwise(tree: Tree, known: Mapping[str, Any], i: int, trigger: Trigger) -> Trigger | None:
    """Return the trigger of another type that the word at a token tells, None where it keeps its own.

    `known` is `events/senses.yaml` as `senses.senses` loads it.
    """
    name = _by_parts(tree, known, i) or _by_subject(tree, known, i) or _by_report(tree, known, i)
    if name is not None:
        return Trigger(load_ontology().types[name], is_weak=True)
    if trigger.rest and trigger.type.name == "expulsion" and not _is_from_abroad(tree, known, i):
        return Trigger(load_ontology().types["displacement"])
    return None


def _by_parts(tree: Tree, known: Mapping[str, Any], i: int) -> str | None:
    """Return the type by subject, object, or what stands behind "of", "by" and "with"."""
    rules: Mapping[str, str] = known["becomes"].get(tree.lemma[i], {})
    if not rules:
        return None
    beside = [c for c in tree.children[i] if tree.dep[c] in ("nsubj", "dobj", "nsubjpass", "compound")]
    if tree.dep[i] == "conj":  # "a bullet fired and struck the child"
        beside += tree.all_children(tree.head[i], "nsubj")
    beside += [w for c in tree.children[i] if tree.lower[c] in ("by", "of", "with") for w in tree.children[c]]
    for kind, name in rules.items():
        if any(tree.lemma[w] in known[kind] or tree.lower[w] in known[kind] for w in beside):
            return name
    return None


def _by_subject(tree: Tree, known: Mapping[str, Any], i: int) -> str | None:
    """Return the type by who acts alone ("a train struck the van"); a weapon that flies is no vehicle."""
    rules: Mapping[str, str] = known["becomes_of"].get(tree.lemma[i], {})
    if not rules:
        return None
    doers = [c for c in tree.children[i] if tree.dep[c] == "nsubj"]
    if _is_struck(tree, known, i):  # "struck by a bus"
        behind = [w for c in tree.children[i] if tree.lower[c] == "by" for w in tree.all_children(c, "pobj")]
        doers += [w for w in behind if not any(_says_other(tree, known, c) for c in tree.children[w])]
    subjects = {tree.lemma[c] for c in doers} - known["missiles"]
    return next((name for kind, name in rules.items() if subjects & known[kind]), None)


def _is_struck(tree: Tree, known: Mapping[str, Any], i: int) -> bool:
    """Say whether something is struck ("gunmen struck by boat" are not) and no word near calls it a deed."""
    below = {tree.dep[c] for c in tree.children[i]}
    if tree.tag[i] != "VBN" or not (tree.dep[i] == "acl" or below & {"nsubjpass", "auxpass"}):
        return False
    near = range(max(0, i - _AROUND), min(tree.size, i + _AROUND + 1))
    return not any(tree.lemma[j] in known["attacking"] or tree.lemma[j] in known["deeds"] for j in near)


def _says_other(tree: Tree, known: Mapping[str, Any], i: int) -> bool:
    """Say whether a word under a vehicle makes it none: "a train of attacks", "a missile boat"."""
    return tree.lower[i] == "of" or tree.lemma[i] in known["missiles"]


def _by_report(tree: Tree, known: Mapping[str, Any], i: int) -> str | None:
    """Return attack for "the strike" in a report of drones, shells or air strikes, and of no pay."""
    if tree.lemma[i] != "strike" or tree.pos[i] != "NOUN":
        return None
    if any(tree.lemma[c] in known["called"] for c in tree.children[i]):
        return None  # "an armed strike": people are made to stay at home
    around = range(max(0, i - _REPORT), min(tree.size, i + _REPORT))
    near = {tree.lemma[j] for j in around}
    if near & known["picketing"]:
        return None
    is_armed = near & known["missiles"] or any(
        tree.lemma[j] == "strike" and tree.lower[j - 1] == "air" for j in around if j
    )
    return "attack" if is_armed else None


def _is_from_abroad(tree: Tree, known: Mapping[str, Any], i: int) -> bool:
    """Say whether words near speak of those from another country, who alone can be expelled."""
    near = range(max(0, i - _AROUND), min(tree.size, i + _AROUND + 1))
    return any(tree.lemma[j] in known["from_abroad"] for j in near)
