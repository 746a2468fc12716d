"""At whom a deed is aimed, told behind its verb: "opened fire on demonstrators", "shot at police"."""

import functools
from collections.abc import Mapping

from variorum.analyse.events.mention import Mention
from variorum.analyse.participants import Phrase, Tree
from variorum.data import load_yaml

_DAYS = frozenset({"DATE", "TIME"})


@functools.cache
def _ways() -> dict[str, frozenset[str]]:
    """Return the verbs of aiming, each with the prepositions before what they are aimed at."""
    kinds = load_yaml("events/things.yaml")["fired"]
    return {verb: frozenset(kind["at"]) for kind in kinds for verb in kind["verbs"]}


def aimed_at(tree: Tree, phrases: Mapping[int, Phrase], mention: Mention) -> list[int]:
    """Return the heads of the people behind "at", "on", "into" or "to", where a verb is one of aiming.

    Whether they were hit, such words leave open. Things aimed at are found with the other things harmed.
    """
    i = mention.token
    if mention.is_noun or tree.lemma[i] not in _ways():
        return []
    return [h for end in ends_of_aim(tree, i) for h in tree.conjuncts(end) if _is_whom(tree, phrases, h)]


def ends_of_aim(tree: Tree, i: int) -> list[int]:
    """Return what stands behind the prepositions of aiming of a verb, or of its object: "shots at"."""
    holders, before = [i, *tree.all_children(i, "dobj")], _ways().get(tree.lemma[i], frozenset())
    return [
        end
        for holder in holders
        for c in tree.children[holder]
        if c > i and tree.lower[c] in before and (end := tree.child(c, "pobj")) is not None
    ]


def is_of_aim(tree: Tree, i: int) -> bool:
    """Say whether a passive leaves its "at" or "on" behind: "officers were shot at"."""
    last = i + 1
    if not tree.is_passive(i) or last >= tree.size or tree.lower[last] not in ("at", "on", "upon"):
        return False
    return tree.lemma[i] in _ways() and tree.child(last, "pobj") is None and tree.head[last] == i


def _is_whom(tree: Tree, phrases: Mapping[int, Phrase], head: int) -> bool:
    phrase = phrases.get(head)
    return phrase is not None and phrase.is_person and tree.entity[head] not in _DAYS
