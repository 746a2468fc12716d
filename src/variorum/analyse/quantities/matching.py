"""Find the phrases of a table in the pieces of a sentence."""

from collections.abc import Sequence

from variorum.analyse.quantities.lexicon import Phrases
from variorum.analyse.quantities.words import Word


def match_at(words: Sequence[Word], i: int, table: Phrases) -> tuple[int, str] | None:
    """Return the end and meaning of the longest phrase of `table` that begins at piece `i`."""
    if not 0 <= i < len(words):
        return None
    for phrase, meaning in table.get(words[i].norm, ()):
        if i + len(phrase) <= len(words) and all(words[i + k].norm == p for k, p in enumerate(phrase)):
            return i + len(phrase), meaning
    return None


def match_before(words: Sequence[Word], end: int, table: Phrases) -> tuple[int, str] | None:
    """Return the first piece and meaning of the longest phrase of `table` that ends before piece `end`."""
    if end <= 0:
        return None
    for phrase, meaning in table.get(words[end - 1].norm, ()):
        first = end - len(phrase)
        if first >= 0 and all(words[first + k].norm == p for k, p in enumerate(phrase)):
            return first, meaning
    return None
