"""At whom a deed is aimed, told behind its verb: "opened fire on demonstrators", "shot at police"."""

import functools
from collections.abc import Mapping
from typing import Any

from variorum.analyse.events.mention import Mention
from variorum.analyse.participants import Phrase, Tree
from variorum.data import load_yaml

_DAYS = frozenset({"DATE", "TIME"})


@functools.cache
def _words() -> dict[str, Any]:
    words = load_yaml("events/things.yaml")["fired"]
    return {"verbs": frozenset(words["verbs"]), "at": frozenset(words["at"])}


def aimed_at(tree: Tree, phrases: Mapping[int, Phrase], mention: Mention) -> list[int]:
    """Return the heads of the people behind "at", "on", "into" or "to", where a verb is one of aiming.

    Whether they were hit, such words leave open. Things aimed at are found with the other things harmed.
    """
    i = mention.token
    if mention.is_noun or tree.lemma[i] not in _words()["verbs"]:
        return []
    return [h for end in ends_of_aim(tree, i) for h in tree.conjuncts(end) if _is_whom(tree, phrases, h)]


def ends_of_aim(tree: Tree, i: int) -> list[int]:
    """Return what stands behind the prepositions of aiming of a verb, or of its object: "shots at"."""
    holders = [i, *tree.all_children(i, "dobj")]
    return [
        end
        for holder in holders
        for c in tree.children[holder]
        if c > i and tree.lower[c] in _words()["at"] and (end := tree.child(c, "pobj")) is not None
    ]


def is_of_aim(tree: Tree, i: int) -> bool:
    """Say whether a passive leaves its "at" or "on" behind: "officers were shot at"."""
    last = i + 1
    if not tree.is_passive(i) or last >= tree.size or tree.lower[last] not in ("at", "on", "upon"):
        return False
    return tree.lemma[i] in _words()["verbs"] and tree.child(last, "pobj") is None and tree.head[last] == i


def _is_whom(tree: Tree, phrases: Mapping[int, Phrase], head: int) -> bool:
    phrase = phrases.get(head)
    return phrase is not None and phrase.is_person and tree.entity[head] not in _DAYS
