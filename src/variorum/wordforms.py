"""What a query asks for: words with their English forms, words as they stand, and beginnings of words."""

import functools
import re
from collections.abc import Mapping
from typing import NamedTuple

from variorum.data import load_yaml
from variorum.store.words import fold

_PART = re.compile(r'"([^"]*)"|(\S+)')
_MOST = 32  # nobody types more, and each costs a search
_VOWELS = frozenset("aeiouy")
_SHORTEST = 3  # letters of a word that endings are taken from


class Term(NamedTuple):
    """One thing that a report must hold: any of some forms, or a word that begins so."""

    forms: tuple[str, ...]
    is_beginning: bool = False

    def fits(self, word: str) -> bool:
        """Say whether a folded word is what is asked for."""
        return word.startswith(self.forms[0]) if self.is_beginning else word in self.forms


def read_query(query: str) -> tuple[Term, ...]:
    """Return what a query asks for: `shoot*` begins so, "shooting" stands so, other words in any form.

    >>> [term.forms[0] for term in read_query('fires "Shooting" bomb*')]
    ['fires', 'shooting', 'bomb']
    >>> read_query('" * ?')
    ()
    """
    found: list[Term] = []
    for quoted, plain in _PART.findall(query):
        words = fold(quoted or plain)
        if quoted:
            found += [Term((word,)) for word in words]
            continue
        is_beginning = plain.rstrip("\"'.,;").endswith("*")
        for number, word in enumerate(words, 1):
            is_last = is_beginning and number == len(words)
            found.append(Term((word,), True) if is_last else Term(forms_of(word)))
    return tuple(dict.fromkeys(found))[:_MOST]


@functools.cache
def _families() -> Mapping[str, tuple[str, ...]]:
    families = load_yaml("search/forms.yaml")["families"]
    return {word: tuple(family) for family in families for word in family}


@functools.cache
def _fixed() -> frozenset[str]:
    return frozenset(load_yaml("search/forms.yaml")["fixed"])


def forms_of(word: str) -> tuple[str, ...]:
    """Return a word and what may be forms of it; some are no words, which no report holds either.

    >>> [form for form in ("shot", "shootings", "news") if form in forms_of("shooting")]
    ['shot', 'shootings']
    >>> sorted(set(forms_of("cities")) & {"city", "cities", "cited"})
    ['cities', 'city']
    """
    if len(word) < _SHORTEST or not (word.isascii() and word.isalpha()) or word in _fixed():
        return (word,)
    if word in _families():
        return tuple(dict.fromkeys((word, *_families()[word])))
    bases = [word]
    for base in bases:  # it grows: killings, killing, kill
        bases += [stem for stem in _stems(base) if stem not in bases and _may_be_word(stem)]
    irregular = [form for base in bases for form in _families().get(base, ())]
    return tuple(dict.fromkeys((word, *irregular, *(form for base in bases for form in _grow(base)))))


def _may_be_word(stem: str) -> bool:
    return len(stem) >= _SHORTEST and not _VOWELS.isdisjoint(stem) and stem not in _fixed()


def _stems(word: str) -> list[str]:
    """Return what a word may be without its ending."""
    if word.endswith(("ies", "ied")):
        return [word[:-3] + "y"]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return [
            word[:-1],
            *([word[:-2]] if word.endswith(("ses", "xes", "zes", "ches", "shes", "oes")) else []),
        ]
    for ending in ("ed", "ing"):
        if word.endswith(ending):
            stem = word[: -len(ending)]
            single = [stem[:-1]] if stem[-1:] == stem[-2:-1] and not stem.endswith(("ll", "ss")) else []
            return [*single, stem, stem + "e"]
    return []


def _grow(base: str) -> list[str]:
    """Return a base with the endings of nouns and verbs."""
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return [base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"]
    if base.endswith("e"):
        return [base, base + "s", base + "d", base[:-1] + "ing"]
    plural = "es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s"
    grown = [base, base + plural, base + "ed", base + "ing"]
    if base[-1] not in "aeiouywx" and base[-2:-1] in tuple("aeiou") and base[-3:-2] not in tuple("aeiou"):
        grown += [base + base[-1] + "ed", base + base[-1] + "ing"]
    return grown
