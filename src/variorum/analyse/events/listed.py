"""How many a report lists one by one: by their ages, by where each was hit, by how each is.

"A 15-year-old girl was shot in the leg. A man, 20, was grazed in the cheek" tells of two, though no word says
so and the parse may lose either. What is read here is only weighed, as clues of the toll (see `tolls`).
"""

import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from variorum.analyse.page import Page
from variorum.analyse.participants import Tree
from variorum.model.analysis import Quantity
from variorum.model.span import Span

Kinds = Mapping[str, frozenset[str]]  # kinds of fate, each with its words

_GIVES = frozenset({"the", "his", "her", "their", "each", "one"})  # before a part of the body
_NEAR = 3  # words between how somebody is and "condition"


@dataclass(frozen=True, slots=True)
class Listed:
    """Those of one kind told one by one, with the words that tell each."""

    kind: str
    count: int
    words: tuple[Span, ...]


def list_persons(
    page: Page, tree: Tree, quantities: Sequence[Quantity], kinds: Kinds, body: frozenset[str]
) -> list[Listed]:
    """Return how many are told apart by age, by wound and by condition, in sentences that tell a fate."""
    starts = [s.start for s in page.sentences]
    told, wounds, states = _read(tree, starts, kinds, body)
    ages = _ages(quantities, starts, told)
    found = [Listed(f"aged {kind}", len(own), tuple(own.values())) for kind, own in sorted(ages.items())]
    struck = {**ages.get("shot", {}), **ages.get("hurt", {})}
    left = [span for age, span in struck.items() if age not in ages.get("dead", {})]
    hit = [span for span in wounds if {"shot", "hurt"} & told.get(_sentence(starts, span.start), set())]
    listed = (("aged left", left), ("wounds", hit), ("conditions", states))
    found += [Listed(kind, len(spans), tuple(spans)) for kind, spans in listed]
    return [one for one in found if one.count]


def _sentence(starts: Sequence[int], at: int) -> int:
    return bisect.bisect_right(starts, at) - 1


def _read(
    tree: Tree, starts: Sequence[int], kinds: Kinds, body: frozenset[str]
) -> tuple[dict[int, set[str]], list[Span], list[Span]]:
    """Return the kinds of fate that each sentence tells, the wounds, and how somebody is said to be."""
    fates = {word: kind for kind, words in kinds.items() for word in words}
    told: dict[int, set[str]] = {}
    wounds: list[Span] = []
    states: list[Span] = []
    last = -_NEAR
    for i, word in enumerate(tree.lower):
        if (kind := fates.get(word)) is not None:
            told.setdefault(_sentence(starts, tree.start[i]), set()).add(kind)
        elif i and tree.lemma[i] in body and tree.lower[i - 1] in _GIVES:
            if i - last > _NEAR:  # "in the leg and the arm" is one wound
                wounds.append(tree.word(i))
            last = i
        elif word == "condition" and not fates.keys().isdisjoint(tree.lower[max(0, i - _NEAR) : i]):
            states.append(tree.word(i))
    return told, wounds, states


def _ages(
    quantities: Sequence[Quantity], starts: Sequence[int], told: Mapping[int, set[str]]
) -> dict[str, dict[float, Span]]:
    """Return the ages given in sentences that tell each kind of fate, each age once, with its words."""
    ages: dict[str, dict[float, Span]] = {}
    for age in quantities:
        if age.slot == "age" and age.low is not None and age.low == age.high:
            for kind in told.get(_sentence(starts, age.span.start), ("none",)):
                ages.setdefault(kind, {}).setdefault(age.low, age.span)
    return ages
