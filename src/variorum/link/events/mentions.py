"""Clusters of single event mentions across reports, each telling one happening."""

import datetime
import functools
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from variorum.data import load_yaml
from variorum.link.events.clusters import cluster
from variorum.model.outline import Outline

_WORD = re.compile(r"[^\W\d_]{3,24}")
_ALIKE = 0.12  # cosine of two reports below which their mentions are not compared
_STEM = 5
_BARRED = -6.0
Telling = tuple[str, Outline]  # a mention with the id of the report that it stands in


def cluster_tellings(tellings: Sequence[Telling], reports: Mapping[str, tuple[str | None, str]]) -> list[int]:
    """Return a cluster number for each mention; `reports` gives each report's date and text."""
    weights = _weights()
    space = Space(tellings, reports)
    scored = []
    known = {}
    for i, j in space.candidates():
        odds = sum(weights.get(name, 0.0) * value for name, value in space.features(i, j).items())
        known[i, j] = odds
        if odds > 0:
            scored.append((odds, i, j))
    clusters, _ = cluster(len(tellings), (scored,), known, _BARRED, range(len(tellings)))
    return clusters.owner


@functools.cache
def _weights() -> dict[str, float]:
    return {str(k): float(v) for k, v in load_yaml("events/mentions.yaml")["weights"].items()}


@functools.cache
def _affinity() -> dict[str, float]:
    return {str(k): float(v) for k, v in load_yaml("events/mentions.yaml").get("affinity", {}).items()}


class Space:
    """The mentions of all reports with what it takes to compare them."""

    def __init__(self, tellings: Sequence[Telling], reports: Mapping[str, tuple[str | None, str]]) -> None:
        self.docs = [doc for doc, _ in tellings]
        self.outlines = [outline for _, outline in tellings]
        self.days = {doc: _day(date) for doc, (date, _) in reports.items()}
        bags = {
            doc: Counter(m.group().lower() for m in _WORD.finditer(text[:8000]))
            for doc, (_, text) in reports.items()
        }
        spread = Counter(word for bag in bags.values() for word in bag)
        self.rarity = {word: math.log((len(bags) + 1) / n) for word, n in spread.items()}
        self.vectors = {doc: self._unit(bag) for doc, bag in bags.items()}
        self.lemmas = Counter(lemma for _, lemma in {(doc, one.lemma) for doc, one in tellings})
        self.contexts = [self._context(one) for one in self.outlines]

    def _unit(self, bag: Mapping[str, int]) -> dict[str, float]:
        scores = {w: (1 + math.log(n)) * self.rarity[w] for w, n in bag.items()}
        length = math.sqrt(sum(s * s for s in scores.values())) or 1.0
        return {w: s / length for w, s in scores.items()}

    def _context(self, telling: Outline) -> dict[str, float]:
        words = {*telling.words, *telling.names}
        scores = {w: self.rarity.get(w, 1.0) for w in words}
        length = math.sqrt(sum(s * s for s in scores.values())) or 1.0
        return {w: s / length for w, s in scores.items()}

    @functools.cached_property
    def alike(self) -> dict[tuple[str, str], float]:
        """The cosine of every two reports that share enough of their rare words."""
        shelves: dict[str, list[str]] = {}
        for doc in sorted(self.vectors):
            for word in self.vectors[doc]:
                shelves.setdefault(word, []).append(doc)
        limit = max(20, len(self.vectors) // 4)
        found: dict[tuple[str, str], float] = {}
        for word in sorted(shelves):
            docs = shelves[word]
            if len(docs) > limit:
                continue
            for at, a in enumerate(docs):
                for b in docs[at + 1 :]:
                    found[a, b] = found.get((a, b), 0.0) + self.vectors[a][word] * self.vectors[b][word]
        return {pair: cosine for pair, cosine in found.items() if cosine >= _ALIKE}

    def candidates(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs of mentions worth comparing: in one report or alike ones, with alike triggers."""
        by_doc: dict[str, list[int]] = {}
        for i, doc in enumerate(self.docs):
            by_doc.setdefault(doc, []).append(i)
        for doc in sorted(by_doc):
            members = by_doc[doc]
            yield from (
                (i, j) for at, i in enumerate(members) for j in members[at + 1 :] if self._close(i, j)
            )
        for a, b in sorted(self.alike):
            for i in by_doc.get(a, ()):
                for j in by_doc.get(b, ()):
                    if self._close(i, j):
                        yield min(i, j), max(i, j)

    def _close(self, i: int, j: int) -> bool:
        a, b = self.outlines[i], self.outlines[j]
        return (
            a.lemma[:_STEM] == b.lemma[:_STEM]
            or bool(a.family and a.family == b.family)
            or pair_key(a.lemma, b.lemma) in _affinity()
            or bool(set(a.patients) & set(b.patients))
        )

    def features(self, i: int, j: int) -> dict[str, float]:
        """Return what two mentions have in common and what differs, each as a number near 0 to 1."""
        a, b = self.outlines[i], self.outlines[j]
        one, other = sorted((self.docs[i], self.docs[j]))
        same_doc = one == other
        near = 1.0 if same_doc else self.alike.get((one, other), 0.0)
        found = {"base": 1.0}
        found["same report" if same_doc else "reports alike"] = 1.0 if same_doc else near
        if not same_doc:
            found["reports alike squared"] = near * near
            first, second = self.days[one], self.days[other]
            if first and second:
                found["days apart"] = min(1.0, math.log1p(abs(first - second)) / 6.0)
        link = _trigger_link(a, b)
        found[f"{link}, {'same report' if same_doc else 'other'}"] = 1.0
        if not same_doc:
            found[f"{link} alike"] = near
        if link == "lemma":
            found["rare lemma"] = 1.0 - min(1.0, self.lemmas[a.lemma] / max(4.0, len(self.days) * 0.2))
        found["affinity"] = _affinity().get(pair_key(a.lemma, b.lemma), 0.0) if link != "lemma" else 0.0
        found["sentences alike"] = _dot(self.contexts[i], self.contexts[j])
        for name in ("agents", "patients", "numbers", "names"):
            mine, yours = set(getattr(a, name)), set(getattr(b, name))
            if mine and yours:
                found[f"{name} shared" if mine & yours else f"{name} differ"] = 1.0
        if same_doc:
            found["sentence apart"] = min(1.0, abs(a.sentence - b.sentence) / 10.0)
        return found


def pair_key(one: str, other: str) -> str:
    """Return the name under which the affinity of two lemmas is kept.

    >>> pair_key("slay", "kill")
    'kill slay'
    """
    return f"{min(one, other)} {max(one, other)}"


def _trigger_link(a: Outline, b: Outline) -> str:
    if a.lemma == b.lemma:
        return "lemma"
    if a.lemma[:_STEM] == b.lemma[:_STEM] and len(a.lemma) >= 4:
        return "stem"
    if a.type and a.type == b.type:
        return "type"
    return "family" if a.family and a.family == b.family else "none"


def _dot(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    return sum(w * long.get(word, 0.0) for word, w in short.items())


def _day(date: str | None) -> int | None:
    try:
        return datetime.date.fromisoformat(date[:10]).toordinal() if date else None
    except ValueError:
        return None
