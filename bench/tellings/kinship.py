"""How near two reports are to each other, before any mention of theirs is compared."""

import datetime
import functools
import math
import re
from collections import Counter
from collections.abc import Mapping

_WORD = re.compile(r"[^\W\d_]{3,24}")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][^\W\d_]{2,24}")  # capitalised, and not because it begins a sentence
_NUMBER = re.compile(r"(?<![\w.,:])\d{1,4}(?![\w.,:])")
_READ = 8000  # characters of a report that are compared
_ALIKE = 0.12  # cosine of two reports below which their mentions are not compared
_NEAREST = 6  # reports that count as neighbours of one

Vector = dict[str, float]
Pair = tuple[str, str]


class Kinship:
    """What every two reports have in common: words, names, numbers, and whether they are nearest kin."""

    def __init__(self, reports: Mapping[str, tuple[str | None, str]]) -> None:
        self.days = {doc: _day(date) for doc, (date, _) in reports.items()}
        texts = {doc: text[:_READ] for doc, (_, text) in reports.items()}
        self.words, self.rarity = _vectors(
            {doc: Counter(m.group().lower() for m in _WORD.finditer(text)) for doc, text in texts.items()}
        )
        self.names, _ = _vectors(
            {doc: Counter(m.group().lower() for m in _NAME.finditer(text)) for doc, text in texts.items()}
        )
        self.numbers, _ = _vectors(
            {doc: Counter(m.group() for m in _NUMBER.finditer(text)) for doc, text in texts.items()}
        )

    @functools.cached_property
    def alike(self) -> dict[Pair, float]:
        """The cosine of every two reports that share enough of their rare words."""
        shelves: dict[str, list[str]] = {}
        for doc in sorted(self.words):
            for word in self.words[doc]:
                shelves.setdefault(word, []).append(doc)
        limit = max(20, len(self.words) // 4)
        found: dict[Pair, float] = {}
        for word in sorted(shelves):
            docs = shelves[word]
            if len(docs) > limit:
                continue
            for at, a in enumerate(docs):
                for b in docs[at + 1 :]:
                    found[a, b] = found.get((a, b), 0.0) + self.words[a][word] * self.words[b][word]
        return {pair: cosine for pair, cosine in found.items() if cosine >= _ALIKE}

    @functools.cached_property
    def _nearest(self) -> dict[str, list[str]]:
        kin: dict[str, list[tuple[float, str]]] = {}
        for (a, b), cosine in self.alike.items():
            kin.setdefault(a, []).append((-cosine, b))
            kin.setdefault(b, []).append((-cosine, a))
        return {doc: [other for _, other in sorted(found)[:_NEAREST]] for doc, found in kin.items()}

    @functools.cache  # noqa: B019 - lives as long as one clustering
    def compare(self, one: str, other: str) -> dict[str, float]:
        """Return what two different reports (in order of id) have in common, each as a number near 0 to 1."""
        near = self.alike.get((one, other), 0.0)
        names = dot(self.names[one], self.names[other])
        found = {
            "reports alike": near,
            "reports alike squared": near * near,
            "reports' names alike": names,
            "reports' names alike squared": names * names,
            "reports' numbers alike": dot(self.numbers[one], self.numbers[other]),
            "nearest kin": 0.5 * (self._rank(one, other) + self._rank(other, one)),
        }
        first, second = self.days[one], self.days[other]
        if first and second:
            apart = abs(first - second)
            found["days apart"] = min(1.0, math.log1p(apart) / 6.0)
            found["same days"] = float(apart <= 1)
            found["other month"] = float(apart > 30)
        return found

    def _rank(self, one: str, other: str) -> float:
        nearest = self._nearest.get(one, [])
        return 1.0 / (1 + nearest.index(other)) if other in nearest else 0.0


def dot(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Return the inner product of two vectors."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    return sum(w * long.get(word, 0.0) for word, w in short.items())


def unit(scores: Mapping[str, float]) -> Vector:
    """Return a vector of length 1 that points the same way."""
    length = math.sqrt(sum(s * s for s in scores.values())) or 1.0
    return {w: s / length for w, s in scores.items()}


def _vectors(bags: Mapping[str, Counter[str]]) -> tuple[dict[str, Vector], Vector]:
    spread = Counter(word for bag in bags.values() for word in bag)
    rarity = {word: math.log((len(bags) + 1) / n) for word, n in spread.items()}
    return {
        doc: unit({w: (1 + math.log(n)) * rarity[w] for w, n in bag.items()}) for doc, bag in bags.items()
    }, rarity


def _day(date: str | None) -> int | None:
    try:
        return datetime.date.fromisoformat(date[:10]).toordinal() if date else None
    except ValueError:
        return None
