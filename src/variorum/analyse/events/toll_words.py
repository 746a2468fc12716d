"""What all words of a report say of how many died and how many were hurt, however it tells who.

"He is expected to survive" or "the second victim" speak for one number and against another, whether or not
the parse ties them to somebody. Weights learnt from incident reports (`training/events/train_choosers.py`)
turn the words into odds for none, one, two, and three or more; the choice of the toll takes them as clues.
"""

import bisect
import functools
from collections.abc import Mapping, Sequence, Set

from variorum.analyse.page import Page
from variorum.analyse.participants import Tree
from variorum.data import load_rows

Odds = Mapping[str, Sequence[float]]  # for each slot: none, one, two, `MOST` or more

SLOTS = ("killed", "injured")
MOST = 3
SCALE = 5.0  # what the weights of a report are multiplied with, over the root of how many words are known
FEW = 60  # added to how many are known: a short report says little by its words
_FINE = 1000  # weights are shipped in this part, as whole numbers: their sum does not depend on the order
_LEAD = 5  # sentences behind the title
_LONG = 2  # digits of a number that is a word of its own


def read_words(page: Page, tree: Tree) -> frozenset[str]:
    """Return the words of a report, each with where it stands: in the title, the lead, the text at all."""
    starts = [s.start for s in page.sentences]
    behind = bisect.bisect_left(starts, page.title_end) + _LEAD
    lead_end = starts[behind] if behind < len(starts) else len(page.text)
    zones = {
        "text": tree.lower,
        "lead": tree.lower[: bisect.bisect_left(tree.start, lead_end)],
        "title": tree.lower[: bisect.bisect_left(tree.start, page.title_end)],
    }
    told = {word for word in set(tree.lower) if _is_told(word)}
    return frozenset(f"{zone} {word}" for zone, words in zones.items() for word in told.intersection(words))


def _is_told(word: str) -> bool:
    return word.isalpha() or (word.isdigit() and len(word) <= _LONG) or any(map(str.isalpha, word))


def weigh_words(words: Set[str]) -> dict[str, list[float]]:
    """Return for each slot the log odds of each number that the words give; 0 everywhere without weights."""
    weights = _load()
    known = [row for row in map(weights.get, words) if row is not None]
    scale = SCALE / (len(known) + FEW) ** 0.5
    base = weights.get("", (0,) * (len(SLOTS) * (MOST + 1)))
    sums = [sum(column) for column in zip(*known, strict=True)] if known else [0] * len(base)
    odds = [(own + scale * total) / _FINE for own, total in zip(base, sums, strict=True)]
    return {slot: odds[n * (MOST + 1) : (n + 1) * (MOST + 1)] for n, slot in enumerate(SLOTS)}


def fit_clues(odds: Odds, slot: str, value: int) -> dict[str, float]:
    """Return the clues that the words give for one number: those of all numbers, and how well this one fits.

    >>> fit_clues({"killed": (0.0, 2.0, -1.0, -3.0), "injured": (0.0,) * 4}, "killed", 2)["words margin"]
    -3.0
    """
    clues = {f"words {name} {n}": each for name in SLOTS for n, each in enumerate(odds[name])}
    at = min(value, MOST)
    clues["words fit"] = odds[slot][at]
    clues["words margin"] = odds[slot][at] - max(each for n, each in enumerate(odds[slot]) if n != at)
    return clues


@functools.cache
def _load() -> dict[str, tuple[int, ...]]:
    return {word: tuple(map(int, row)) for word, *row in load_rows("events/toll_words.tsv")}
