"""What a report is about, as weighted words of six kinds."""

import functools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from variorum.data import load_yaml
from variorum.model.report import Report

_WORD = re.compile(r"\w+")
# What comes later is background, or furniture.
_READ = 12_000
_LEAD = 90
# A collection smaller than this does not know which words are rare; it borrows the list of common ones.
_KNOWING = 3_000
_COMMON_SHARE = 0.125
# A word of one report alone says little of how it differs; half of its weight.
_ALONE = 0.25

KINDS = ("words", "capitals", "names", "numbers", "lead", "title")


class Description(msgspec.Struct, frozen=True):
    """How often each word of each kind stands in a report: `counts[k]` is of `KINDS[k]`."""

    counts: tuple[Mapping[str, int], ...]


class Space(msgspec.Struct, frozen=True):
    """One kind of words over all reports: a vector for each of length about 1, and how rare the words are."""

    vectors: Sequence[Mapping[str, float]]
    rarity: Mapping[str, float]
    carriers: Mapping[str, int]

    def compare(self, one: int, other: int) -> float:
        """Return the cosine of two reports."""
        a, b = self.vectors[one], self.vectors[other]
        if len(a) > len(b):
            a, b = b, a
        return sum(weight * b[word] for word, weight in a.items() if word in b)

    def list_shared(self, one: int, other: int, most: int) -> list[float]:
        """Return the rarity of the words of both that stand in at most so many reports, rarest first."""
        a, b = self.vectors[one], self.vectors[other]
        if len(a) > len(b):
            a, b = b, a
        return sorted((self.rarity[w] for w in a if w in b and self.carriers[w] <= most), reverse=True)


def describe(report: Report) -> Description:
    """Count the words of a report by kind.

    >>> d = describe(Report(id="a", sha256="", text="Fire at Kell Mill kills 3"))
    >>> sorted(d.counts[2]), sorted(d.counts[3])
    (['kell mill'], ['3'])
    """
    written = _WORD.findall(report.text[:_READ])
    lower = [w.lower() for w in written]
    empty = _empty()
    capital = [w[0].isupper() and low not in empty for w, low in zip(written, lower, strict=True)]
    title = [w.lower() for w in _WORD.findall(report.title or "")]
    return Description(
        (
            Counter(w for w in lower if w not in empty and len(w) > 1),
            Counter(w for w, is_capital in zip(lower, capital, strict=True) if is_capital),
            Counter(
                f"{lower[n]} {lower[n + 1]}" for n in range(len(lower) - 1) if capital[n] and capital[n + 1]
            ),
            Counter(w for w in lower if w[0].isdigit()),
            Counter(w for w in lower[:_LEAD] if w not in empty and len(w) > 1),
            Counter(w for w in title if w not in empty),
        )
    )


def weigh(descriptions: Sequence[Description]) -> tuple[Space, ...]:
    """Weigh the words of all reports by their rarity among them, kind by kind."""
    return tuple(_weigh_kind([d.counts[k] for d in descriptions]) for k in range(len(KINDS)))


def _weigh_kind(counts: Sequence[Mapping[str, int]]) -> Space:
    carriers: dict[str, int] = defaultdict(int)
    for count in counts:
        for word in count:
            carriers[word] += 1
    return weigh_kind(counts, carriers, len(counts))


def weigh_kind(counts: Sequence[Mapping[str, int]], carriers: Mapping[str, int], total: int) -> Space:
    """Weigh the words of some reports, where `carriers` of all the `total` reports have each word."""
    unknown = max(0, _KNOWING - total)
    common = _common()
    rarity = {
        word: math.log((total + unknown + 1) / (n + (_COMMON_SHARE * unknown if word in common else 0)))
        for word, n in carriers.items()
    }
    return Space([_vector(count, rarity, carriers) for count in counts], rarity, dict(carriers))


def _vector(
    count: Mapping[str, int], rarity: Mapping[str, float], carriers: Mapping[str, int]
) -> dict[str, float]:
    weights = {word: (1 + math.log(n)) * rarity[word] for word, n in count.items()}
    length = math.sqrt(
        _square(weights, (w for w in weights if carriers[w] > 1))
        + _ALONE * _square(weights, (w for w in weights if carriers[w] == 1))
    )
    return {word: weight / length for word, weight in weights.items() if carriers[word] > 1} if length else {}


def _square(weights: Mapping[str, float], words: Iterable[str]) -> float:
    return sum(weights[w] ** 2 for w in words)


@functools.cache
def _empty() -> frozenset[str]:
    return frozenset(load_yaml("link/common_words.yaml")["empty"])


@functools.cache
def _common() -> frozenset[str]:
    return frozenset(load_yaml("link/common_words.yaml")["common"])
