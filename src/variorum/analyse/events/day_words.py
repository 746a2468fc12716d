"""What the words beside a day say of what happened on it: the deed, a death in hospital, a hearing.

They are clues of the choice of a main happening's day, see `dating`.
"""

import functools

from variorum.analyse.participants import Tree
from variorum.data import load_yaml

_NEAR = 12  # words to either side that are looked at


@functools.cache
def _words() -> dict[str, str]:
    """Return the kind of each word that says what a day is the day of."""
    return {lemma: kind for kind, lemmas in load_yaml("events/day_words.yaml").items() for lemma in lemmas}


def words_beside(tree: Tree, first: int, last: int) -> dict[str, float]:
    """Return how near a word of each kind stands to the words `first` to `last`, and whether they own one."""
    kinds = _words()
    clues: dict[str, float] = {}
    for i in range(max(0, first - _NEAR), min(tree.size, last + _NEAR + 1)):
        kind = kinds.get(tree.lemma[i])
        if kind is not None and not first <= i <= last:
            side = "before" if i < first else "behind"
            near = float(_NEAR + 1 - (first - i if i < first else i - last))
            name = f"{kind} {side}"
            clues[name] = max(clues.get(name, 0.0), near)
    behind = tree.lower[last + 1] if last + 1 < tree.size else ""
    clues["owning"] = float(behind in ("'s", "’s"))
    return clues
