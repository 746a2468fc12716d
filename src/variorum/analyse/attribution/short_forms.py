"""When a name is a short form of another: a surname, a word of it, its initials, the officer of a body."""

from collections.abc import Sequence

from variorum.analyse.attribution.describing import Description
from variorum.analyse.attribution.lexicon import load_source_words

SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "s", "a", "an"})


def same_name(a: Description, b: Description) -> bool:
    """Say whether two fullest descriptions are one voice; unnamed indefinite ones never are."""
    if a.is_named and b.is_named:
        return a.key == b.key or is_part(a, b) or is_part(b, a)
    if a.is_named != b.is_named or a.anonymous != b.anonymous:
        return False
    if a.anonymous and a.type in ("person", "role") and a.head not in load_source_words().hidden:
        return a == b and a.is_definite
    return a.key == b.key and bool(a.key)


def is_part(short: Description, long: Description) -> bool:
    """Say whether a name is a short form of another: a surname, a word of a body's name, its initials."""
    a, b = bare_words(short.key), bare_words(long.key)
    if not a or not b or len(a) > len(b):
        return False
    if _is_officer_of(a, b) or _is_officer_behind(long.key, a):
        return False
    if a == b:
        return True
    words = load_source_words()
    joined = long.name.lower().split()
    if "and" in joined and "and" not in short.name.lower().split() and not _is_of_body(joined):
        return False  # "Brand and Didor" are two, and the full name of neither
    if long.type == "person" or short.type == "person":
        if any(k in words.organisations or k in words.outlets for k in (*a, *b)):
            return len(a) > 1 and _contains(b, a)
        return (a[-1] == b[-1] and (len(a) == 1 or _contains(b, a) or _initials_agree(a, b))) or (
            len(a) == 1 and a[0] == b[0] and len(b) > 1
        )
    within = _contains(b, a) and not _is_of(long.key, a) and not _is_arm(a, b)
    return within or is_abbreviation(short.name, long.name)


def _is_of_body(named: Sequence[str]) -> bool:
    words = load_source_words()
    return any(k in ("of", "for") or k in words.organisations or k in words.outlets for k in named)


def _is_arm(short: Sequence[str], long: Sequence[str]) -> bool:
    # "Detroit Police" are not Detroit, "the Orvan army" is not Orvan.
    return tuple(long[: len(short)]) == tuple(short) and long[-1] in load_source_words().arms


def _is_officer_of(short: Sequence[str], long: Sequence[str]) -> bool:
    # "Orvan's Police Chief" is not the police, whatever the tagger of names takes him for.
    words = load_source_words()
    return long[-1] in words.titles and long[-1] != short[-1] and bool(set(short) & words.organisations)


def _is_officer_behind(long: Sequence[str], short: Sequence[str]) -> bool:
    # "A corporal of the Guards" is not the Guards; the Secretary of State Ana Vell is Vell.
    at = next((i for i, word in enumerate(long) if word == "of"), 0)
    tail = tuple(w for w in long[at + 1 :] if w not in SMALL)
    return at > 0 and long[at - 1] in load_source_words().titles and tail == tuple(short)


def _is_of(long: Sequence[str], short: Sequence[str]) -> bool:
    # "The chiefs of the FMLN" are not the FMLN; the Republic of Varn is Varn.
    at = next((i for i, word in enumerate(long) if word in ("of", "for")), 0)
    return at > 0 and long[at - 1] not in load_source_words().realms and not set(short) & set(long[:at])


def _initials_agree(a: Sequence[str], b: Sequence[str]) -> bool:
    return len(a[0]) == 1 and a[0] == b[0][:1]


def is_abbreviation(short: str, long: str) -> bool:
    """Say whether capitals are the initials of a name.

    >>> is_abbreviation("NIS", "National Intelligence Service")
    True
    """
    letters = short.replace(".", "")
    if not (2 <= len(letters) <= 6 and letters.isupper()):
        return False
    words = [w for w in long.replace("-", " ").split() if w[:1].isupper()]
    initials = "".join(w[0] for w in words)
    return initials == letters or initials.endswith(letters)


def bare_words(key: Sequence[str]) -> tuple[str, ...]:
    """Return the words of a name without the courtesies, titles and small words around them."""
    courtesy = load_source_words().courtesy
    words = load_source_words().titles
    kept = tuple(w for w in key if w not in courtesy and w not in SMALL)
    is_body = bool(kept) and kept[-1] in load_source_words().organisations  # "Health Ministry"
    while len(kept) > 1 and kept[0] in words and not is_body:
        kept = kept[1:]
    return kept or tuple(key)


def _contains(long: Sequence[str], short: Sequence[str]) -> bool:
    n = len(short)
    return any(tuple(long[i : i + n]) == tuple(short) for i in range(len(long) - n + 1))
