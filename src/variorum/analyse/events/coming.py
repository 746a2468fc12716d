"""How many came: bare words for taking part, which tell it of a march alone ("2,500 farmers had come")."""

from variorum.analyse.participants import Tree
from variorum.analyse.participants.figures import head_of
from variorum.data import load_yaml
from variorum.model.analysis import Quantity

_CROWD = 20  # fewer who come may be a delegation
_BESIDE = frozenset({"aux", "auxpass", "punct", "advmod", "mark", "nsubj", "cc", "conj", "npadvmod"})


def counts_comers(tree: Tree, number: Quantity) -> bool:
    """Say whether a number is of many who came, with no word on whereto."""
    if number.slot is not None or number.kind != "count" or (number.low or 0) < _CROWD:
        return False
    head = head_of(tree, number.counted or number.span)
    verb = tree.head[head]
    if tree.dep[head] != "nsubj" or tree.lemma[verb] not in load_yaml("events/counted.yaml")["coming"]:
        return False
    return all(tree.dep[c] in _BESIDE for c in tree.children[verb])
