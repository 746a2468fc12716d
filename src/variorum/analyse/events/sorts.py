"""Which type names a happening that several words tell, and what its means or cause say of it."""

import functools
from collections import Counter

from variorum.analyse.events.fires import is_of_guns
from variorum.analyse.events.happening import Happening
from variorum.analyse.events.mention import Mention
from variorum.analyse.participants import Tree
from variorum.data import load_yaml
from variorum.model.span import Span


def type_of(group: Happening, tree: Tree, text: str) -> str:
    """Return the type that names a happening told by several words: the highest in rank.

    Where they tell of dead and hurt alone, what brought it about says more: "a car bomb killed six".
    """
    told = group.told or group.mentions
    names = Counter(m.type.name for m in told)
    best = max(
        told, key=lambda m: (not m.type.is_outcome, not m.is_state, names[m.type.name] > 1, m.type.rank)
    ).type
    if not best.is_outcome:
        return best.name
    means = next((found for m in told if (found := type_by_means(m, tree, text)) is not None), None)
    return means[0] if means is not None else best.name


def type_by_means(mention: Mention, tree: Tree, text: str) -> tuple[str, Span] | None:
    """Return the type that the instrument or cause of a mention tells, with the words for it."""
    if mention.instrument is not None:
        noun = mention.instrument.of(text).split()[-1].casefold()
        kind = _kinds("means").get(noun) or _kinds("means").get(noun.removesuffix("s"))
        return None if kind is None else (kind, mention.instrument)
    for cause in tree.all_children(mention.token, "nsubj"):
        if tree.lemma[cause] == "fire" and is_of_guns(tree, cause):
            continue
        if (kind := _kinds("causes").get(tree.lemma[cause])) is not None:
            return kind, tree.word(cause)
    return None


def is_cause(lemma: str) -> bool:
    """Say whether a noun is of a disaster or an illness, which nobody is: "cholera has killed 28"."""
    return lemma in _kinds("causes")


@functools.cache
def _kinds(of: str) -> dict[str, str]:
    kinds = load_yaml("events/means.yaml")[of]
    return {noun: kind for kind, nouns in kinds.items() for noun in nouns}
