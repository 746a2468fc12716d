"""Ordinary case for reports written in capitals, so that the parser meets words as it knows them."""

import functools
import re
from typing import Any

from variorum.data import load_rows

_WORD = re.compile(r"[^\W\d_]+")
_ENDINGS = ("s", "es", "ed", "d", "ing", "ly", "er", "ers", "ies", "ied")
_SHARE = 0.7  # of the letters in capitals, from which a text counts as written in capitals
_ACRONYM = re.compile(r"[\[(\"]\s?([A-Z-]{2,8})\s?[\])\"]")


def is_in_capitals(text: str) -> bool:
    """Say whether a text is written in capitals throughout.

    >>> is_in_capitals("THE ARMY DENIED IT."), is_in_capitals("The US denied it.")
    (True, False)
    """
    letters = sum(c.isalpha() for c in text)
    return letters > 0 and sum(c.isupper() for c in text) > _SHARE * letters


def restore_case(text: str, nlp: Any) -> str:
    """Return a text in capitals with words in lower case and names capitalised; every offset stays.

    A word that the pipeline's lemma index knows and that news does not capitalise is a word; all others are
    names. What stands alone in brackets after a name is an acronym and stays as it is.
    """
    acronyms = {m.group(1) for m in _ACRONYM.finditer(text)}
    known = _lemmas(nlp)
    proper = _proper()
    out = list(text)
    for match in _WORD.finditer(text):
        word = match.group()
        lower = word.lower()
        if len(lower) != len(word):
            continue
        if word in acronyms:
            continue
        is_name = lower in proper or not _is_known(lower, known)
        cased = word[0] + lower[1:] if is_name or _starts(text, match.start()) else lower
        out[match.start() : match.end()] = cased
    return "".join(out)


def _starts(text: str, at: int) -> bool:
    back = at - 1
    while back >= 0 and text[back] in " \n\t\"'“‘(":
        back -= 1
    return back < 0 or text[back] in ".!?]:" or text[back + 1 : at].count("\n") > 1


def _is_known(word: str, known: frozenset[str]) -> bool:
    if word in known or len(word) < 3:
        return True
    for ending in _ENDINGS:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            if (
                stem in known
                or stem + "e" in known
                or stem + "y" in known
                or (stem[-1:] == stem[-2:-1] and stem[:-1] in known)
            ):
                return True
    return False


@functools.cache
def _proper() -> frozenset[str]:
    return frozenset(row[0] for row in load_rows("events/capitalised.txt"))


@functools.lru_cache(maxsize=2)
def _lemmas(nlp: Any) -> frozenset[str]:
    lookups = nlp.pipeline.get_pipe("lemmatizer").lookups
    words = {word for listed in lookups.get_table("lemma_index").values() for word in listed}
    words |= {word for forms in lookups.get_table("lemma_exc").values() for word in forms}
    return frozenset(words) | frozenset(nlp.pipeline.Defaults.stop_words)
