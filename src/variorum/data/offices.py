"""Words for offices: who reads a report and who joins voices across reports ask alike."""

import functools

from variorum.data import load_yaml


@functools.cache
def held_by_one() -> frozenset[str]:
    """Return the words for offices that one person at a time holds."""
    return frozenset(load_yaml("attribution/bodies.yaml")["offices"])
