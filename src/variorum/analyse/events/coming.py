"""How many came: bare words for taking part, which tell it of a march alone ("2,500 farmers had come")."""

from collections.abc import Container

from variorum.analyse.participants import Tree
from variorum.analyse.participants.figures import head_of
from variorum.data import load_yaml
from variorum.model.analysis import Quantity

_CROWD = 20  # fewer who come may be a delegation
_BESIDE = frozenset({"aux", "auxpass", "punct", "advmod", "mark", "nsubj", "cc", "conj", "npadvmod"})


def is_by_crowd(tree: Tree, number: Quantity, told: Container[int]) -> bool:
    """Say whether a number is of those by whom a march or strike is: "the strike by 3,000 miners".

    `told` are the tokens that tell it.
    """
    if number.kind != "count" or number.counted is None:
        return False
    head = head_of(tree, number.counted)
    by = tree.head[head]
    return tree.dep[head] == "pobj" and tree.lower[by] == "by" and tree.head[by] in told


def counts_comers(tree: Tree, number: Quantity) -> bool:
    """Say whether a number is of many who came, with no word on whereto."""
    if number.slot is not None or number.kind != "count" or (number.low or 0) < _CROWD:
        return False
    head = head_of(tree, number.counted or number.span)
    verb = tree.head[head]
    if tree.dep[head] != "nsubj" or tree.lemma[verb] not in load_yaml("events/counted.yaml")["coming"]:
        return False
    return all(tree.dep[c] in _BESIDE for c in tree.children[verb])
