"""The counts and the ages that the numbers of a page give its nouns."""

import bisect
from collections.abc import Sequence

import msgspec

from variorum.analyse.participants.ages import bearer_of, both_of, is_of_many, of_being, whose_age
from variorum.analyse.participants.tree import Tree
from variorum.model.analysis import Quantity
from variorum.model.span import Span

_ELLIPTIC = ("fatally", "mortally")  # how a share of those told before was hit
_LONG_AGO = frozenset({"since", "from", "before", "until", "by", "after"})
_DECADE = 9  # years between the bounds of an age that is told of one person: "in her 60s"


def by_head(
    tree: Tree, quantities: Sequence[Quantity]
) -> tuple[dict[int, Quantity], dict[int, list[Quantity]], dict[int, int]]:
    """Return the count and the ages that each head carries, and whose age each number is that is one."""
    counts: dict[int, Quantity] = {}
    ages: dict[int, list[Quantity]] = {}
    old: dict[int, int] = {}
    for quantity in quantities:
        head = bearer_of(tree, head_of(tree, quantity.counted or quantity.span))
        if quantity.slot == "age":
            low, high = quantity.low, quantity.high
            named = head if quantity.counted else bearer_of(tree, whose_age(tree, head))
            bearer = None if _is_since(tree, quantity) else of_being(tree, named)
            if bearer is None:
                continue
            head = bearer
            if low is not None and high is not None and (high - low <= _DECADE or is_of_many(tree, head)):
                own = head_of(tree, quantity.span)
                for joined in (head, *both_of(tree, head, own)):
                    ages.setdefault(joined, []).append(quantity)
                if own != head and tree.pos[own] == "NUM":
                    old[own] = head
        elif quantity.kind == "count" and _is_ordinal(tree, head_of(tree, quantity.span)):
            if quantity.counted is None and quantity.slot is not None:  # "wounded a third": one more
                one = msgspec.structs.replace(quantity, low=1, high=1, cumulative=False)
                counts.setdefault(head_of(tree, quantity.span), one)
        elif quantity.kind == "count":
            own = head_of(tree, quantity.span)
            if quantity.counted is None and tree.dep[own] == "nummod":
                head = tree.head[own]  # "nine others"
            if tree.pos[own] == "NUM" and (
                tree.dep[own] in ("nsubj", "nsubjpass", "dobj", "pobj")
                or (tree.dep[own] in ("attr", "appos") and tree.lower[own + 1 : own + 2] == ["of"])
                or is_share(tree, own)
            ):
                head = own  # "two of the soldiers"
            counts.setdefault(head, quantity)
    return counts, ages, old


def _is_since(tree: Tree, quantity: Quantity) -> bool:
    """Say whether an age is of long ago: "since the age of 14"."""
    i = head_of(tree, quantity.span)
    age = tree.head[tree.head[i]]
    if tree.dep[i] != "pobj" or tree.lower[age] != "age" or tree.dep[age] != "pobj":
        return False
    return tree.lower[tree.head[age]] in _LONG_AGO


def parts_of_figures(tree: Tree, quantities: Sequence[Quantity]) -> set[int]:
    """Return the words that only go on with figures in corpora cut into words: the "1" of "1 , 400"."""
    parts: set[int] = set()
    for quantity in quantities:
        i = tree.at.get(quantity.span.start)
        while i is not None and i + 2 < tree.size and tree.end[i + 2] <= quantity.span.end:
            if tree.text[i + 1] == "," and tree.pos[i] == "NUM":
                parts.add(i)
            i += 1
    return parts


def is_share(tree: Tree, i: int) -> bool:
    """Say whether a bare number is told to have been hit otherwise: "four were shot, one fatally"."""
    return any(tree.lower[c] in _ELLIPTIC for c in tree.children[i])


def _is_ordinal(tree: Tree, i: int) -> bool:
    return tree.tag[i] == "JJ" and tree.entity[i] in ("ORDINAL", "CARDINAL")  # "a third", read as a share


def head_of(tree: Tree, span: Span) -> int:
    """Return the token that heads the words of a span."""
    first = max(0, bisect.bisect_right(tree.start, span.start) - 1)
    last = max(first, bisect.bisect_left(tree.start, span.end) - 1)
    while last > first and tree.pos[last] == "PUNCT":
        last -= 1
    head = last
    while first <= tree.head[head] <= last and tree.head[head] != head:
        head = tree.head[head]
    return head
