"""Words of a page picked by a label, without a look at every word."""

from collections.abc import Callable, Iterable, Sequence

from variorum.analyse.words import Words

_MOST = 100_000  # labels whose answer is kept


class Picker:
    """Picks the words whose label (such as `LOWER` or `POS`) passes a test, which is asked once a label.

    >>> import spacy
    >>> page = spacy.blank("en")("She said he Said so.")
    >>> Picker("LOWER", {"said"}.__contains__).pick(Words(page, page.text))
    [1, 3]
    """

    def __init__(self, label: str, test: Callable[[str], bool]) -> None:
        self.label, self.test = label, test
        self._asked: set[str] = set()
        self._passing: set[str] = set()

    def pick(self, doc: Words) -> list[int]:
        """Return the indices of the words that pass, in order."""
        places = doc.places(self.label)
        if len(self._asked) > _MOST:
            self._asked.clear()
            self._passing.clear()
        if not self._asked.issuperset(places):
            new = [word for word in places if word not in self._asked]
            self._asked.update(new)
            self._passing.update(filter(self.test, new))
        return sorted(i for word in places.keys() & self._passing for i in places[word])


def pick_any(pickers: Iterable[Picker], doc: Words) -> Sequence[int]:
    """Return the indices of the words that pass any of several tests, in order."""
    return sorted({i for picker in pickers for i in picker.pick(doc)})
