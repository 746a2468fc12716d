"""Which charset bytes without a declared one are in: the one that makes letters of a language of them.

Statistics of bytes take Spanish for Polish: both have letters where the other has some. What decides here is
that each letter of a word must be one that some language has beside the others.
"""

import functools
import itertools
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from variorum.data import load_yaml

_TAG = re.compile(rb"<[^<>]{0,2000}>")
_BEYOND = re.compile(rb"[\x80-\xff]")
_PLAIN = re.compile(rb"(?<![A-Za-z\x80-\xff])[A-Za-z]{1,12}(?![A-Za-z\x80-\xff])")
_HIGH = re.compile(rb"[A-Za-z\x80-\xff]{0,40}[\x80-\xff][A-Za-z\x80-\xff]{0,40}")
_SAMPLE = 1 << 16  # bytes in which words of plain letters are counted
_MOST_READ = 1 << 22  # bytes in which words with others are sought
_MOST = 600  # different words with other letters that are looked at
_OFTEN = 3  # times that a word counts at most
# What a character of a word says for a charset: a letter that the language has, one that it has not, a sign.
_LETTER, _COMMON, _FOREIGN, _SIGN, _CONTROL = 0.8, 1.0, -2.0, -1.0, -4.0
_CASE = -1.0  # a large letter behind a small one; behind a large one half as much
_BARE, _LONG = (
    -1.5,
    3,
)  # a word of the Latin script all of whose letters are beyond ASCII, from this length on
_WORDS = 0.5  # what the commonest words of a language say for it at most
_SHARE = 0.15  # their share of all words at which they say that
_LEAST = 0.5  # below this none of the charsets is believed
# What bytes are in among which letters beyond ASCII are rare and none of which tells a language.
_USUAL, _RARE = "windows-1252", 0.05
# Signs that stand beside words in any charset and say nothing.
_MARKS = frozenset("“”‘’„‚«»‹›–—…•·§°©®™£¥€¿¡º´\xa0\xad،؛؟\u200c\u200d\u200e\u200f")


@dataclass(frozen=True)
class _Language:
    letters: frozenset[str]
    common: frozenset[str]
    words: frozenset[bytes]
    is_latin: bool


def guess_charset(data: bytes) -> str | None:
    """Return the charset of one byte a character that bytes are in; None where none makes words of them.

    >>> guess_charset("El niño murió en España".encode("latin-1"))
    'windows-1252'
    >>> guess_charset("Trzech mężczyzn zginęło pod Łodzią".encode("cp1250"))
    'windows-1250'
    """
    bare = without_tags(data[:_MOST_READ])
    held = Counter(word for word in _HIGH.findall(bare) if len(word) > 1 or _is_letter(word))
    words = dict(held.most_common(_MOST))
    if not words and _BEYOND.search(bare):
        return _USUAL  # signs alone
    plain = Counter(word.lower() for word in _PLAIN.findall(bare[:_SAMPLE]))
    best, most = None, _LEAST
    for charset, languages in _charsets():
        texts = [(word.decode(charset, "replace"), min(n, _OFTEN)) for word, n in words.items()]
        score = max(_fit(texts, language, plain) for language in languages)
        if score > most:
            best, most = charset, score
    if best is None and len(_BEYOND.findall(bare)) < _RARE * len(bare):
        return _USUAL
    return best


def _is_letter(byte: bytes) -> bool:
    """Say whether a byte that stands alone is a letter in the usual charset: else it is a sign in most."""
    return byte.decode(_USUAL, "replace").isalpha()


def without_tags(data: bytes) -> bytes:
    """Return the bytes of a page without its tags, in whatever charset it is."""
    return _TAG.sub(b" ", data)


def _fit(texts: list[tuple[str, int]], language: _Language, plain: Mapping[bytes, int]) -> float:
    """Return how well words are those of a language: 1 and a half at most."""
    total = high = 0.0
    for text, times in texts:
        points, count = _weigh(text, language)
        total += points * times
        high += count * times
    known = sum(plain[word] for word in language.words if word in plain)
    share = known / max(1, sum(plain.values()))
    return total / max(1.0, high) + _WORDS * min(1.0, share / _SHARE)


def _weigh(text: str, language: _Language) -> tuple[float, int]:
    """Return what the characters beyond ASCII say, and how many say something."""
    signs = [sign for sign in text if not sign.isascii() and sign not in _MARKS]
    points = sum(_value(sign, language) for sign in signs)
    plain = sum(sign.isascii() for sign in text)
    if language.is_latin:
        points += _BARE if len(signs) >= _LONG and not plain else 0.0
    else:
        points += _FOREIGN * plain
    inner = text.strip("".join(_MARKS))
    points += _SIGN * sum(sign in _MARKS and sign != "’" for sign in inner)
    for before, sign in itertools.pairwise(text):
        if sign.isupper() and before.isalpha():
            points += _CASE if before.islower() else 0.0 if sign.isascii() else _CASE / 2
    return points, len(signs)


def _value(sign: str, language: _Language) -> float:
    sign = sign if sign in language.letters else sign.lower()
    if sign in language.letters:
        return _COMMON if sign in language.common else _LETTER
    if sign == "\ufffd" or "\x80" <= sign <= "\x9f":
        return _CONTROL
    return _FOREIGN if sign.isalpha() else _SIGN


@functools.cache
def _charsets() -> tuple[tuple[str, tuple[_Language, ...]], ...]:
    data = load_yaml("clean/charsets.yaml")
    known = {
        name: _Language(
            frozenset(held["letters"]),
            frozenset(held.get("often", held["letters"])),
            frozenset(word.encode() for word in held.get("words", ())),
            "words" in held,
        )
        for name, held in data["languages"].items()
    }
    return tuple(
        (charset, tuple(known[name] for name in names)) for charset, names in data["charsets"].items()
    )
