"""The word lists that guards and tense consult, by group and name."""

import functools

from variorum.data import load_yaml


@functools.cache
def cues(group: str, name: str, language: str = "en") -> frozenset[str]:
    """Return a word list of `data/time/LANGUAGE/cues.yaml`.

    >>> "percent" in cues("guards", "not_year_after")
    True
    """
    return frozenset(str(word) for word in load_yaml(f"time/{language}/cues.yaml")[group][name])
