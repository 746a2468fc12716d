"""Find the phrases of a table in the pieces of a sentence."""

from collections.abc import Sequence

from variorum.analyse.quantities.lexicon import Phrases
from variorum.analyse.quantities.words import Word


def match_at(words: Sequence[Word], i: int, table: Phrases) -> tuple[int, str] | None:
    """Return the end and meaning of the longest phrase of `table` that begins at piece `i`."""
    if not 0 <= i < len(words):
        return None
    for phrase, meaning in table.get(words[i].norm, ()):
        end = i + len(phrase)
        if end <= len(words):
            for word, part in zip(words[i:end], phrase, strict=True):
                if word.norm != part:
                    break
            else:
                return end, meaning
    return None


def match_before(words: Sequence[Word], end: int, table: Phrases) -> tuple[int, str] | None:
    """Return the first piece and meaning of the longest phrase of `table` that ends before piece `end`."""
    if end <= 0:
        return None
    for phrase, meaning in table.get(words[end - 1].norm, ()):
        first = end - len(phrase)
        if first >= 0:
            for word, part in zip(words[first:end], phrase, strict=True):
                if word.norm != part:
                    break
            else:
                return first, meaning
    return None
