"""Clusters of single event mentions across reports, each telling one happening."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from variorum.data.forest import read_forest
from variorum.link.stories.linkage import join

from .kinship import Kinship, dot, unit
from .outline import Outline
from .sorts import NONE, SORTS, Shares, load_weights, sort_shares
from .triggers import UNSEEN, Counts, load_counts, trigger_clues, trigger_key

_STEM = 5
# Mean log odds above which two clusters are one, and what a pair that was not compared counts: best mean
# CoNLL F1 on four folds of the topics of ECB+ and GVC train, each scored by weights from the other three;
# -0.75 was within 0.003.
_THRESHOLD = -1.0
_UNPAIRED = -2.0
_BATCH = 4096  # pairs weighed at once
_SAME_SORT = 0.08  # how likely two mentions must be of one sort to be compared for that alone
Telling = tuple[str, Outline]  # a mention with the id of the report that it stands in


def cluster_tellings(tellings: Sequence[Telling], reports: Mapping[str, tuple[str | None, str]]) -> list[int]:
    """Return a cluster number for each mention; `reports` gives each report's date and text."""
    forest = read_forest(Path(__file__).with_name("mentions.tsv"))
    space = Space(tellings, reports)
    pairs = list(space.candidates())
    odds: dict[tuple[int, int], float] = {}
    for at in range(0, len(pairs), _BATCH):
        batch = pairs[at : at + _BATCH]
        odds.update(zip(batch, forest.all_odds([space.features(i, j) for i, j in batch]), strict=True))
    return join(len(tellings), odds, _THRESHOLD, _UNPAIRED)


class Space:
    """The mentions of all reports with what it takes to compare them."""

    def __init__(self, tellings: Sequence[Telling], reports: Mapping[str, tuple[str | None, str]]) -> None:
        self.docs = [doc for doc, _ in tellings]
        self.outlines = [outline for _, outline in tellings]
        self.kinship = Kinship(reports)
        self.lemmas = Counter(lemma for _, lemma in {(doc, one.lemma) for doc, one in tellings})
        self.contexts = [self._context(one) for one in self.outlines]
        self.sorts = [self.weigh_sort(doc, reports[doc][1], one) for doc, one in tellings]

    def _context(self, telling: Outline) -> dict[str, float]:
        words = {*telling.words, *telling.names}
        return unit({w: self.kinship.rarity.get(w, 1.0) for w in words})

    @property
    def alike(self) -> dict[tuple[str, str], float]:
        """The cosine of every two reports whose mentions are compared."""
        return self.kinship.alike

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
        if a.lemma == b.lemma or a.lemma[:_STEM] == b.lemma[:_STEM] or (a.family and a.family == b.family):
            return True
        if _same_sort(self.sorts[i], self.sorts[j]) > _SAME_SORT or set(a.patients) & set(b.patients):
            return True
        counts = self.counts(i, j)
        return counts[0] > 0 or counts[2] > 0

    def weigh_sort(self, doc: str, text: str, telling: Outline) -> Shares:
        """Return how likely a mention of a report with this text is of each sort."""
        return sort_shares(text, telling, load_weights())

    def counts(self, i: int, j: int) -> Counts:
        """Return how often the triggers of two mentions told one happening, and how often two."""
        return load_counts().get(trigger_key(self.outlines[i], self.outlines[j]), UNSEEN)

    def features(self, i: int, j: int) -> dict[str, float]:
        """Return what two mentions have in common and what differs, each as a number near 0 to 1."""
        a, b = self.outlines[i], self.outlines[j]
        one, other = sorted((self.docs[i], self.docs[j]))
        same_doc = one == other
        found = {"base": 1.0, "same report": 1.0} if same_doc else {"base": 1.0}
        if not same_doc:
            found |= self.kinship.compare(one, other)
        near = found.get("reports alike", 1.0)
        link = _trigger_link(a, b)
        found[f"{link}, {'same report' if same_doc else 'other'}"] = 1.0
        if not same_doc:
            found[f"{link} alike"] = near
        if link == "lemma":
            found["rare lemma"] = 1.0 - min(
                1.0, self.lemmas[a.lemma] / max(4.0, len(self.kinship.days) * 0.2)
            )
        found["sentences alike"] = dot(self.contexts[i], self.contexts[j])
        for name in ("agents", "patients", "numbers", "names"):
            mine, yours = set(getattr(a, name)), set(getattr(b, name))
            if mine and yours:
                found[f"{name} shared" if mine & yours else f"{name} differ"] = 1.0
        if same_doc:
            found["sentence apart"] = min(1.0, abs(a.sentence - b.sentence) / 10.0)
        counts = self.counts(i, j)
        sorts = _sort_clues(self.sorts[i], self.sorts[j])
        return found | sorts | _shape_clues(a, b) | trigger_clues(counts, same_report=same_doc)


def _same_sort(one: Shares, other: Shares) -> float:
    """Return how likely two mentions are of one sort that the weights know."""
    return sum(a * b for n, (a, b) in enumerate(zip(one, other, strict=True)) if n != NONE)


def _sort_clues(one: Shares, other: Shares) -> dict[str, float]:
    """Return how alike two mentions are in sort, and the lesser and the greater share of each sort."""
    found = {
        "sort same": sum(a * b for a, b in zip(one, other, strict=True)),
        "sort top": float(one.index(max(one)) == other.index(max(other))),
    }
    for sort, a, b in zip(SORTS, one, other, strict=True):
        found[f"least {sort}"], found[f"most {sort}"] = min(a, b), max(a, b)
    return found


def _shape_clues(a: Outline, b: Outline) -> dict[str, float]:
    """Return how two mentions are worded, and which share of their words they have in common."""
    found = {
        "nouns": float(a.is_noun) + float(b.is_noun),
        "with patients": float(bool(a.patients)) + float(bool(b.patients)),
        "with agents": float(bool(a.agents)) + float(bool(b.agents)),
        "earlier": min(a.sentence, b.sentence) / 10.0,
        "later": max(a.sentence, b.sentence) / 10.0,
    }
    for name in ("patients", "words", "names"):
        mine, yours = set(getattr(a, name)), set(getattr(b, name))
        found[f"{name} in common"] = len(mine & yours) / (1 + min(len(mine), len(yours)))
    return found


def _trigger_link(a: Outline, b: Outline) -> str:
    if a.lemma == b.lemma:
        return "lemma"
    if a.lemma[:_STEM] == b.lemma[:_STEM] and len(a.lemma) >= 4:
        return "stem"
    if a.type and a.type == b.type:
        return "type"
    return "family" if a.family and a.family == b.family else "none"
