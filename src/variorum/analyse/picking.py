"""Words of a document picked by a label, without an object made of every word."""

import itertools
from collections.abc import Callable, Iterable, Sequence
from typing import Any

_MOST = 100_000  # labels whose answer is kept


class Picker:
    """Picks the words whose label (such as `LOWER` or `POS`) passes a test, which is asked once a label.

    >>> import spacy
    >>> Picker("LOWER", {"said"}.__contains__).pick(spacy.blank("en")("She said he Said so."))
    [1, 3]
    """

    def __init__(self, label: str, test: Callable[[str], bool]) -> None:
        self.label, self.test = label, test
        self._known: dict[int, bool] = {}

    def pick(self, doc: Any) -> list[int]:
        """Return the indices of the words that pass, in order."""
        known = self._known
        if len(known) > _MOST:
            known.clear()
        keys = doc.to_array(self.label).tolist()
        for key in set(keys).difference(known):
            known[key] = self.test(doc.vocab.strings[key])
        return list(itertools.compress(itertools.count(), map(known.__getitem__, keys)))


def pick_any(pickers: Iterable[Picker], doc: Any) -> Sequence[int]:
    """Return the indices of the words that pass any of several tests, in order."""
    return sorted({i for picker in pickers for i in picker.pick(doc)})
