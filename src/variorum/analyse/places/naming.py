"""How a place name is folded so that its spellings meet: case, accents, points, hyphens, St. and Saint."""

import functools
import hashlib
import unicodedata

_DROPPED = ".'`\u2019\u02bb"
_MARKS = str.maketrans({**dict.fromkeys(_DROPPED), "-": " ", "\u2013": " "})
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point"}
_LONGEST = 80  # no place name in GeoNames' own languages of record is longer


@functools.lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """Return the key under which a name is looked up.

    >>> fold("St. Mary's"), fold("S\\u00e3o Tom\\u00e9"), fold("the Lizard-upon-Avon")
    ('saint marys', 'sao tome', 'lizard upon avon')
    """
    name = name[:_LONGEST]
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = name.translate(_MARKS).casefold().split()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    if len(words) > 1 and words[0] in _SHORT:
        words[0] = _SHORT[words[0]]
    return " ".join(words)


def number(key: str) -> int:
    """Return the 64-bit number that stands for a folded name in a compiled gazetteer."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "little")


def is_usable(name: str) -> bool:
    """Say whether another name can stand in English text: Latin letters, no airport code."""
    return len(name) > 3 and name[0].isupper() and not name.isupper() and name[0] < "\u0250"
