"""The words of a text as numbers that do not change from run to run."""

import hashlib
import re

import msgspec

_WORD = re.compile(r"\w+")
# Half a million different words take about 60 MB; beyond that the memory starts afresh.
_REMEMBERED = 500_000


class Words(msgspec.Struct, frozen=True):
    """The words of one text: where each begins and ends, and its key.

    Two words have the same key where they differ only in capitals.
    """

    starts: list[int]
    ends: list[int]
    keys: list[int]

    def __len__(self) -> int:
        return len(self.keys)


class _Keys(dict[str, int]):
    def __missing__(self, word: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        lower = word.lower().encode("utf-8", "surrogatepass")
        key = self[word] = int.from_bytes(hashlib.blake2b(lower, digest_size=8).digest(), "big")
        return key


_keys = _Keys()


def key_words(text: str) -> list[int]:
    """Return the key of each word of `text`, in order.

    >>> key_words("The dam broke") == key_words("the dam, broke!")
    True
    """
    return [_keys[word] for word in _WORD.findall(text)]


def find_words(text: str) -> Words:
    """Return the words of `text` with their places.

    >>> words = find_words("The dam, the dam")
    >>> words.starts, words.keys[1] == words.keys[3]
    ([0, 4, 9, 13], True)
    """
    found = list(_WORD.finditer(text))
    return Words([m.start() for m in found], [m.end() for m in found], [_keys[m.group()] for m in found])
