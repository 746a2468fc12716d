"""Runs of five words as numbers, and the sample of them by which texts are compared."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from variorum.link.copies.words import key_words

Hashes = NDArray[np.uint64]

# Five words: four are shared by chance in two of three independent reports of one happening, six lose
# half of the copies whose letters were misread (copies set, 2026-11 sweep).
SIZE = 5
# One shingle of three is kept, by its hash, so that all texts keep the same ones. A taken-over passage
# of two sentences (25 words) keeps seven; the chance that it keeps fewer than two is 1 in 400.
_ONE_OF = 3
_FACTOR = 0x9E3779B97F4A7C15
_POWERS = np.array([pow(_FACTOR, k, 1 << 64) for k in range(SIZE)], dtype=np.uint64)


def hash_shingles(keys: Sequence[int]) -> Hashes:
    """Return the hash of every run of five words, in order; fewer than five words have none.

    >>> len(hash_shingles(key_words("one two three four five six")))
    2
    """
    count = len(keys) - SIZE + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    words = np.array(keys, np.uint64)
    mixed = np.zeros(count, np.uint64)
    for k in range(SIZE):
        mixed += words[k : k + count] * _POWERS[k]
    mixed ^= mixed >> np.uint64(31)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(29)
    return mixed


def is_sampled(hashes: Hashes) -> NDArray[np.bool_]:
    """Say of each shingle whether it belongs to the sample that is indexed."""
    sampled: NDArray[np.bool_] = hashes % np.uint64(_ONE_OF) == 0
    return sampled


def sample_shingles(text: str) -> Hashes:
    """Return the different sampled shingles of a text, ascending."""
    hashes = hash_shingles(key_words(text))
    return np.unique(hashes[is_sampled(hashes)])
