"""When two reports name one person or body: full names, surnames, acronyms."""

import re

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_EMPTY = frozenset({"the", "a", "an", "of", "and", "for", "in", "s"})


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name, lower case, without generation suffixes.

    >>> name_words("John A. Smith Jr.")
    ('john', 'a', 'smith')
    """
    return tuple(w for w in (m.group().lower() for m in _WORD.finditer(name[:200])) if w not in _SUFFIXES)


def is_same_person(one: str, other: str) -> bool:
    """Say whether two names may be one person's: same surname, and given names that do not differ.

    What stands before a full name is what its bearer is: "poet John Smith".

    >>> is_same_person("Smith", "John Smith"), is_same_person("J. Smith", "John Smith")
    (True, True)
    >>> is_same_person("Ann Smith", "John Smith")
    False
    """
    a, b = name_words(one), name_words(other)
    if not a or not b or a[-1] != b[-1]:
        return False
    if len(a) == 1 or len(b) == 1 or a[0].startswith(b[0]) or b[0].startswith(a[0]):
        return True
    shorter, longer = sorted((a, b), key=len)
    return longer[-len(shorter) :] == shorter


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
