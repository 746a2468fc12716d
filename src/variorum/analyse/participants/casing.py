"""Ordinary case for reports written in capitals, so that the parser meets words as it knows them."""

import functools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any

from variorum.analyse.participants.lexicon import demonyms, people_words
from variorum.data import load_rows, load_yaml

_WORD = re.compile(r"[^\W\d_]+")
_ENDINGS = ("s", "es", "ed", "d", "ing", "ly", "er", "ers", "ies", "ied")
_MEN = ("men", "women")
_SHARE = 0.7  # of the letters in capitals, from which a text counts as written in capitals
_SMALL_SHARE = 0.31  # of all characters small letters, from which it cannot
_MONTHS = frozenset({"may", "march"})
_ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?:MR|MRS|MS|DR|GEN|COL|SGT|LT|ST))\.")
_SMALL = 3  # letters of words that no title capitalises
_MOST = 0.8  # of the longer words of a title, above which it begins every word with a capital
_ACRONYMS = 3  # words in capitals that may each be an acronym: no title in capitals yet
_ACRONYM = re.compile(r"[\[(\"]\s?([A-Z-]{2,8})\s?[\])\"]")


def is_in_capitals(text: str) -> bool:
    """Say whether a text is written in capitals throughout.

    >>> is_in_capitals("THE ARMY DENIED IT."), is_in_capitals("The US denied it.")
    (True, False)
    """
    if sum(map(text.count, ascii_lowercase)) > _SMALL_SHARE * len(text):
        return False  # said without a look at each letter
    letters = sum(map(str.isalpha, text))
    return letters > 0 and sum(map(str.isupper, text)) > _SHARE * letters


def plain_case(text: str, title_end: int, nlp: Any) -> str | None:
    """Return the text in ordinary case where all of it or its title has capitals throughout, else None.

    In a title that begins every word with a capital, as many papers write them, the report below it tells
    which words are names.
    """
    if is_in_capitals(text):
        return restore_case(text, nlp)
    title, body = text[:title_end], text[title_end:]
    if is_in_capitals(title) and len(title.split()) > _ACRONYMS:
        return restore_case(title, nlp) + body
    if _begins_with_capitals(title):
        return _lower_common(title, body, nlp) + body
    return None


def _begins_with_capitals(title: str) -> bool:
    words = [word for word in _WORD.findall(title) if len(word) > _SMALL]
    return len(words) > _ACRONYMS and sum(word[0].isupper() for word in words) > _MOST * len(words)


def _lower_common(title: str, body: str, nlp: Any) -> str:
    """Return a title with small letters in those of its words that are no names in the body.

    >>> _lower_common("Two Men Shot Near Orlan Park", "Two men were shot near the park of Orlan.", None)
    'Two men shot near Orlan park'
    """
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for match in _WORD.finditer(body):
        word = match.group()
        if word.islower():
            small[word] += 1
        elif not _starts(body, match.start()):
            large[word.lower()] += 1
    known = _lemmas(nlp) if nlp is not None else frozenset()
    out = list(title)
    for match in _WORD.finditer(title):
        word, start = match.group(), match.start()
        lower = word.lower()
        is_name = large[lower] > small[lower]
        if not start or is_name or not word[1:].islower() or len(lower) != len(word):
            continue
        if lower in small or (lower not in _proper() and _is_known(lower, known)):
            out[start : match.end()] = lower
    return "".join(out)


def restore_case(text: str, nlp: Any) -> str:
    """Return a text in capitals with words in lower case and names capitalised; every offset stays.

    A word that the pipeline's lemma index knows and that news does not capitalise is a word; all others are
    names. What stands alone in brackets after a name is an acronym and stays as it is.
    """
    acronyms = {m.group(1) for m in _ACRONYM.finditer(text) if m.group(1).lower() not in _proper()}
    known = _lemmas(nlp)
    found = [m for m in _WORD.finditer(text) if len(m.group().lower()) == len(m.group())]
    lowered = [m.group().lower() for m in found]
    named = _names(lowered, known)
    out = list(text)
    for n, (match, lower) in enumerate(zip(found, lowered, strict=True)):
        word, start = match.group(), match.start()
        if word in acronyms or _is_initial(text, match):
            continue
        is_month = lower in _MONTHS and _is_beside_day(text, match)
        is_name = n in named or is_month or _starts(text, start)
        out[start : match.end()] = word[0] + lower[1:] if is_name else lower
    return "".join(out)


def _names(words: Sequence[str], known: frozenset[str]) -> set[int]:
    """Return the places of words that are names: unknown, listed, in a listed phrase, joined to a name."""
    proper, capitals = _proper(), _capitals()
    found = {n for n, word in enumerate(words) if word in proper or not _is_known(word, known)}
    for n, word in enumerate(words):
        for phrase in capitals.phrases.get(word, ()):
            if tuple(words[n : n + len(phrase)]) == phrase:
                found |= set(range(n, n + len(phrase)))
    for n in range(len(words) - 2, -1, -1):
        if words[n] in capitals.joiners and n + 1 in found:
            found.add(n)
    return found


def _is_initial(text: str, match: re.Match[str]) -> bool:
    """Say whether a word is one letter of an abbreviation or a name ("U.S.", "John F. Doe"), or "I"."""
    if len(match.group()) > 1:
        return False
    return text[match.end() : match.end() + 1] == "." or match.group() == "I"


def _is_beside_day(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 3) : match.start()].rstrip()[-1:]
    after = text[match.end() : match.end() + 3].lstrip()[:1]
    return before.isdigit() or after.isdigit()


def _starts(text: str, at: int) -> bool:
    back = at - 1
    while back >= 0 and text[back] in " \n\t\"'“‘(":
        back -= 1
    if back >= 0 and text[back] == ".":  # no sentence ends with the point of "U.S." or "Mr."
        return not _ABBREVIATED.search(text, max(0, back - 4), back + 1)
    mark = text[max(0, back - 4) : back + 1]
    return back < 0 or text[back] in "!?:" or mark == "TEXT]" or text[back + 1 : at].count("\n") > 1


@dataclass(frozen=True, slots=True)
class _Capitals:
    phrases: dict[str, list[tuple[str, ...]]]  # by their first word
    joiners: frozenset[str]


@functools.cache
def _capitals() -> _Capitals:
    data = load_yaml("lexicon/capitals.yaml")
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for phrase in data["phrases"]:
        words = tuple(phrase.split())
        phrases.setdefault(words[0], []).append(words)
    return _Capitals(phrases, frozenset(data["joiners"]))


def _is_known(word: str, known: frozenset[str]) -> bool:
    if word in known or len(word) < 3:
        return True
    if word.endswith(_MEN) and people_words().is_person(f"{word[:-2]}an"):
        return True  # "hitmen"
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
    listed = {row[0] for row in load_rows("events/capitalised.txt")}
    return frozenset(listed | demonyms() | set(load_yaml("lexicon/capitals.yaml")["words"]))


@functools.lru_cache(maxsize=2)
def _lemmas(nlp: Any) -> frozenset[str]:
    lookups = nlp.pipeline.get_pipe("lemmatizer").lookups
    words = {word for listed in lookups.get_table("lemma_index").values() for word in listed}
    words |= {word for forms in lookups.get_table("lemma_exc").values() for word in forms}
    return frozenset(words) | frozenset(nlp.pipeline.Defaults.stop_words)
