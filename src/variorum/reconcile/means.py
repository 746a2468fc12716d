"""Whether two wordings of what a deed was done with may be one thing: "a gun" and "a revolver"."""

import functools
from collections.abc import Iterator, Mapping

from variorum.data import load_yaml

_PLURALS = (("s", ""), ("es", ""), ("ves", "fe"), ("ies", "y"))
_JOINING = frozenset({"and", "or"})


def means_agree(one: str, other: str) -> bool:
    """Say whether one names only the sort of thing that the other is, or what it sends: "gun", "bullet".

    A word for a sort does so where it stands bare; with a word of its own before it, it is a thing by itself.
    Both come in plain words.

    >>> means_agree("gun", "loaded revolver"), means_agree("nail gun", "rifle")
    (True, False)
    """
    left, right = one.split(), other.split()
    if not _JOINING.isdisjoint(left + right):
        return False  # "a knife and a gun" are two things
    (a, a_bare), (b, b_bare) = _head_of(left), _head_of(right)
    return any(
        _may_be(sort, a, a_bare, b, b_bare) or _may_be(sort, b, b_bare, a, a_bare) for sort in _sorts()
    )


def _may_be(sort: Mapping[str, frozenset[str]], wide: str, bare: bool, other: str, other_bare: bool) -> bool:
    if wide not in sort["wide"] or not bare:
        return False
    return other in sort["narrow"] or (other in sort["wide"] and other_bare)


def _head_of(words: list[str]) -> tuple[str, bool]:
    """Return the word, or the two words, that tell the thing, and whether none before them tells of it."""
    for size in (2, 1):
        for head in _singulars_of(" ".join(words[-size:])):
            if len(words) >= size and head in _known():
                return head, all(word.isdigit() or word in _bare() for word in words[:-size])
    return "", False


def _singulars_of(words: str) -> Iterator[str]:
    """Yield words and what they may be the plural of."""
    yield words
    for ending, instead in _PLURALS:
        if words.endswith(ending):
            yield words.removesuffix(ending) + instead


@functools.cache
def _sorts() -> tuple[Mapping[str, frozenset[str]], ...]:
    rows = load_yaml("reconcile/means.yaml")["sorts"]
    return tuple({key: frozenset(row[key]) for key in ("wide", "narrow")} for row in rows)


@functools.cache
def _known() -> frozenset[str]:
    return frozenset(word for sort in _sorts() for words in sort.values() for word in words)


@functools.cache
def _bare() -> frozenset[str]:
    return frozenset(load_yaml("reconcile/means.yaml")["bare"])
