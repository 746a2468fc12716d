"""When two reports name one person or body: full names, surnames, acronyms."""

import re
from collections.abc import Sequence

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_FULL = 2  # words of a full name
_MISSPELT = 2  # letters by which a word of a name may differ where the rest agrees
_SHORT = 4  # letters of a word that two people may differ by: "Ann", "Anna"
_EMPTY = frozenset({"the", "a", "an", "of", "and", "for", "in", "s"})


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name, lower case, without generation suffixes.

    >>> name_words("John A. Smith Jr.")
    ('john', 'a', 'smith')
    """
    return tuple(w for w in (m.group().lower() for m in _WORD.finditer(name[:200])) if w not in _SUFFIXES)


def is_same_person(one: str, other: str) -> bool:
    """Say whether two names may be one person's: same surname, and given names that do not differ.

    What stands before a full name is what its bearer is ("poet John Smith"), what stands within it alone a
    second name ("John Amos Smith"); one name may be spelt in two ways.

    >>> is_same_person("Smith", "John Smith"), is_same_person("J. Smith", "John Smith")
    (True, True)
    >>> is_same_person("Poet John Smith", "John Amos Smith"), is_same_person("Tomas Varnick", "Tomas Varnik")
    (True, True)
    >>> is_same_person("Ann Smith", "John Smith")
    False
    """
    a, b = name_words(one), name_words(other)
    if not a or not b:
        return False
    if a[-1] != b[-1]:
        return _are_spelt_alike(a, b)
    if len(a) == 1 or len(b) == 1 or a[0].startswith(b[0]) or b[0].startswith(a[0]):
        return True
    return not set(a[:-1]).isdisjoint(b[:-1]) or _are_spelt_alike(a, b)


def _are_spelt_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether two full names differ by the spelling of a word or two: "Orlan Varnick", "Orlen Varnik"."""
    if len(one) < _FULL or len(one) != len(other):
        return False
    differing = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    if len(differing) == len(one) or any(min(map(len, pair)) <= _SHORT for pair in differing):
        return False
    return max(_edits(*pair) for pair in differing) <= (1 if len(differing) == 1 else _MISSPELT)


def _edits(one: str, other: str) -> int:
    from rapidfuzz.distance import DamerauLevenshtein

    return DamerauLevenshtein.distance(one, other)


def body_key(name: str) -> tuple[str, ...]:
    """Return the words by which a body is known, in order, articles and prepositions left out.

    >>> body_key("the Ministry of Health") == body_key("Health Ministry")
    True
    """
    return tuple(sorted(w for w in name_words(name) if w not in _EMPTY))


def acronym(name: str) -> str:
    """Return the initials of a name's capitalised words.

    >>> acronym("National Intelligence Service")
    'nis'
    """
    words = [w for w in name.split() if w[:1].isupper() and w.lower() not in _EMPTY]
    return "".join(w[0] for w in words).lower() if len(words) > 1 else ""
