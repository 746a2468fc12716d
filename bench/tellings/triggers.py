"""How readily two trigger words name one happening: counted in annotated reports, by lemma and word class."""

import functools
import math
from collections.abc import Mapping
from pathlib import Path

from variorum.data import read_rows

from .outline import Outline

# How often two triggers told one happening and how often two: in different reports alike, then in one report.
Counts = tuple[int, int, int, int]
UNSEEN: Counts = (0, 0, 0, 0)
_PRIOR = (0.7, 2.0)  # counts added to either side, so that a pair never seen leans to two happenings
_SURE = 20  # pairs from which the counts are taken at their word


def trigger_key(one: Outline, other: Outline) -> str:
    """Return the name under which the counts of two triggers are kept, whatever their order."""
    return " ".join(sorted((_word(one), _word(other))))


def _word(outline: Outline) -> str:
    return f"{outline.lemma}/{'n' if outline.is_noun else 'v'}"


def trigger_clues(counts: Counts, *, same_report: bool) -> dict[str, float]:
    """Return what counts say of two triggers, as log odds that they tell one happening, and how surely.

    >>> trigger_clues((8, 0, 0, 5), same_report=False)["triggers, other"] > 0
    True
    """
    joined, apart = counts[2:] if same_report else counts[:2]
    odds = math.log((joined + _PRIOR[0]) / (apart + _PRIOR[1]))
    name = "triggers, same report" if same_report else "triggers, other"
    return {name: odds, "triggers seen": min(1.0, (joined + apart) / _SURE)}


@functools.cache
def load_counts() -> Mapping[str, Counts]:
    """Load the counts of all pairs of triggers that were seen."""
    found: dict[str, Counts] = {}
    for one, other, *counts in read_rows(Path(__file__).with_name("triggers.tsv")):
        a, b, c, d = (int(n) for n in counts)
        found[f"{one} {other}"] = (a, b, c, d)
    return found
