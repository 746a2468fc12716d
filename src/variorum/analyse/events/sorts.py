"""Which type names a happening that several words tell, and what its means say of it."""

import functools
from collections import Counter

from variorum.analyse.events.happening import Happening
from variorum.analyse.events.mention import Mention
from variorum.data import load_yaml


def type_of(group: Happening, text: str) -> str:
    """Return the type that names a happening told by several words: the highest in rank.

    Where they tell of dead and hurt alone, what these were hurt with says more: "a car bomb killed six".
    """
    told = group.told or group.mentions
    names = Counter(m.type.name for m in told)
    best = max(
        told, key=lambda m: (not m.type.is_outcome, not m.is_state, names[m.type.name] > 1, m.type.rank)
    ).type
    if best.is_outcome and best.family == "violence":
        means = next((kind for m in told if (kind := type_by_means(m, text)) is not None), None)
        return means or best.name
    return best.name


def type_by_means(mention: Mention, text: str) -> str | None:
    """Return the type that the instrument of a mention tells, None where it has none that tells one."""
    if mention.instrument is None:
        return None
    noun = mention.instrument.of(text).split()[-1].casefold()
    return _means().get(noun) or _means().get(noun.removesuffix("s"))


@functools.cache
def _means() -> dict[str, str]:
    means = load_yaml("events/means.yaml")["means"]
    return {noun: kind for kind, nouns in means.items() for noun in nouns}
