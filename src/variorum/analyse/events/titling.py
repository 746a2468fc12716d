"""How much of the title each sentence repeats.

A page may glue other news to its own, or tell of a night's many shootings: the title is of one of them.
"""

import bisect
from collections.abc import Sequence

from variorum.analyse.page import Page
from variorum.analyse.participants import Tree

_SHORT = 3  # letters of a word that may tell one title from another
_EMPTY = frozenset({"DET", "ADP", "PRON", "CCONJ", "SCONJ", "AUX", "PART", "PUNCT", "SPACE", "SYM"})


def title_shares(page: Page, tree: Tree) -> list[float]:
    """Return for each sentence the share of the title's words that it repeats with the one before it.

    Sentences of the title repeat all of it; without a title all repeat nothing.
    """
    starts = [s.start for s in page.sentences]
    titled = bisect.bisect_left(starts, page.title_end)
    shares = [1.0] * titled
    title = _told(tree, 0, page.title_end)
    if not title:
        return [0.0] * len(starts)
    ends = [*starts[1:], len(page.text)]
    before: frozenset[str] = frozenset()
    for start, end in list(zip(starts, ends, strict=True))[titled:]:
        words = _told(tree, start, end) & title
        shares.append(round(len(words | before) / len(title), 3))
        before = words
    return shares


def _told(tree: Tree, start: int, end: int) -> frozenset[str]:
    words = range(bisect.bisect_left(tree.start, start), bisect.bisect_left(tree.start, end))
    return frozenset(
        tree.lower[i]
        for i in words
        if tree.pos[i] not in _EMPTY and (len(tree.lower[i]) >= _SHORT or tree.lower[i].isdigit())
    )


def rank_of(share: float, shares: Sequence[float]) -> float:
    """Say whether a share is the largest of several, 1 or 0."""
    return float(bool(shares) and share >= max(shares))
