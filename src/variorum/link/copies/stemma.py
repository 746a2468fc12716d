"""From compared pairs to a tree: for each report its sources, passage by passage."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from variorum.link.copies.candidates import Candidates, find_candidates
from variorum.link.copies.comparing import Passage, compare
from variorum.link.copies.direction import order_by_odds, weigh_direction
from variorum.link.copies.shingles import sample_shingles
from variorum.link.copies.witness import Witness, open_report
from variorum.model.report import Report

# Third reports that are asked which of two readings they share: more change nothing.
_OTHERS = 12
# A further source must add so many words that no better source has.
_ADDS = 12
# A shorter piece goes with the one that it stands next to in both texts, with hardly a word between.
_NEXT = 2
# Where a root has nearly as much in common as a copy of it, the root is the source.
_NEARLY = 0.95
# A report is a copy where half of its words are taken over, a third of them from one report.
_COPY, _MAIN = 0.5, 0.3


class Taken(msgspec.Struct, frozen=True):
    """One passage of a report with the report it comes from (by number)."""

    source: int
    passage: Passage


@dataclass
class Stemma:
    """Who took what from whom, by numbers of reports in the order of publication."""

    witnesses: dict[int, Witness] = field(default_factory=dict)
    order: list[int] = field(default_factory=list)
    taken: dict[int, list[Taken]] = field(default_factory=dict)
    copy_of: dict[int, int] = field(default_factory=dict)
    leaning: dict[int, tuple[int, float]] = field(default_factory=dict)
    """The source that gave a report most, and the share of its words that it gave."""


@dataclass
class _Pairs:
    passages: dict[tuple[int, int], list[Passage]] = field(default_factory=dict)
    odds: dict[tuple[int, int], float] = field(default_factory=dict)
    related: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))


def draw_stemma(reports: Sequence[Report], candidates: Candidates | None = None) -> Stemma:
    """Compare the reports (in the order of publication, then id) and give each its sources.

    Reports that no chain of candidate pairs connects do not influence each other: the reports of one
    component, with its `candidates`, give the same as they give among all others.
    """
    if candidates is None:
        candidates = find_candidates([sample_shingles(r.text) for r in reports], [r.outlet for r in reports])
    numbers = sorted({n for pair in candidates.pairs for n in pair})
    stemma = Stemma({n: open_report(reports[n], candidates.stock) for n in numbers})
    pairs = _compare_pairs(stemma.witnesses, sorted(candidates.pairs))
    stemma.order = order_by_odds(pairs.related, pairs.odds)
    places = {number: place for place, number in enumerate(stemma.order)}
    _join_rivals(stemma.witnesses, pairs, places)
    for number, place in places.items():
        earlier = [n for n in pairs.related[number] if places[n] < place]
        _find_sources(stemma, pairs, number, earlier)
    return stemma


def _compare_pairs(witnesses: Mapping[int, Witness], candidates: Sequence[tuple[int, int]]) -> _Pairs:
    pairs = _Pairs()
    for a, b in candidates:
        passages = compare(witnesses[b], witnesses[a])
        if passages:
            pairs.passages[a, b] = passages
            pairs.related[a].append(b)
            pairs.related[b].append(a)
    for (a, b), passages in pairs.passages.items():
        others = sorted(set(pairs.related[a]) & set(pairs.related[b]))[:_OTHERS]
        odds = weigh_direction(witnesses[a], witnesses[b], passages, [witnesses[n] for n in others])
        pairs.odds[a, b] = odds or 1e-9
    return pairs


def _join_rivals(witnesses: Mapping[int, Witness], pairs: _Pairs, places: Mapping[int, int]) -> None:
    """Compare the seeming first sources of one report with each other, where they were not paired.

    Of a text that very many carry, each was compared with a few only. Of several that seem to stand before
    these, the first in order is a source of the others too.
    """
    first = {n for n in places if all(places[o] > places[n] for o in pairs.related[n])}
    joined: set[int] = set()
    for number in places:
        rivals = sorted(first.intersection(pairs.related[number]), key=lambda n: places[n])
        for other in rivals[1:]:
            pair = (rivals[0], other)
            if other in joined or pair in pairs.passages or (other, rivals[0]) in pairs.passages:
                continue
            passages = compare(witnesses[other], witnesses[rivals[0]])
            if any(p.how != "quoted" for p in passages):
                joined.add(other)
                pairs.passages[pair] = passages
                pairs.related[pair[0]].append(other)
                pairs.related[other].append(pair[0])


def _find_sources(stemma: Stemma, pairs: _Pairs, number: int, earlier: Sequence[int]) -> None:
    """Give a report its sources, the one with most in common first, none for words already accounted for."""
    witness = stemma.witnesses[number]
    offers: dict[int, list[Passage]] = {}
    for source in earlier:
        known = pairs.passages.get((source, number))
        offers[source] = known if known is not None else compare(witness, stemma.witnesses[source])
    covered = [False] * len(witness.words)
    taken: list[Taken] = []
    for source in _rank(stemma, offers):
        short: list[Passage] = []
        for passage in offers[source]:
            fresh = sum(not c for c in covered[passage.start : passage.end])
            if fresh * 2 < passage.end - passage.start:
                continue
            if fresh >= _ADDS:
                taken.append(Taken(source, passage))
                covered[passage.start : passage.end] = [True] * (passage.end - passage.start)
            elif passage.how == "verbatim":
                short.append(passage)
        taken += _go_along(short, [t for t in taken if t.source == source])
    if taken:
        stemma.taken[number] = sorted(taken, key=lambda t: (t.passage.start, t.source))
        _decide_copy(stemma, number)


def _go_along(short: Sequence[Passage], taken: Sequence[Taken]) -> list[Taken]:
    """Return the short pieces that stand next to one taken from the same source: its own next paragraph."""
    return [
        Taken(taken[0].source, piece)
        for piece in short
        if any(_is_next(t.passage, piece) or _is_next(piece, t.passage) for t in taken)
    ]


def _is_next(one: Passage, other: Passage) -> bool:
    return 0 <= other.start - one.end <= _NEXT and 0 <= other.source_start - one.source_end <= _NEXT


def _rank(stemma: Stemma, offers: Mapping[int, Sequence[Passage]]) -> list[int]:
    """Order sources by what they have in common with the taker; plain words first, a root before its copy."""
    place = {n: k for k, n in enumerate(stemma.order)}
    plain = {n: sum(p.plain for p in ps if p.how != "quoted") for n, ps in offers.items()}
    equal = {n: sum(p.equal for p in ps) for n, ps in offers.items()}
    ranked = sorted(offers, key=lambda n: (-plain[n], -equal[n], place[n]))
    for n in list(ranked):
        root = stemma.copy_of.get(n)
        if root in plain and plain[root] >= _NEARLY * plain[n] and ranked.index(root) > ranked.index(n):
            ranked.remove(root)
            ranked.insert(ranked.index(n), root)
    return ranked


def _decide_copy(stemma: Stemma, number: int) -> None:
    witness = stemma.witnesses[number]
    words: dict[int, int] = defaultdict(int)
    for t in stemma.taken[number]:
        if t.passage.how != "quoted":
            words[t.source] += witness.count_telling(t.passage.start, t.passage.end)
    if not words:
        return
    telling = max(1, witness.telling)
    best = max(sorted(words), key=lambda n: words[n])
    stemma.leaning[number] = best, min(1.0, words[best] / telling)
    if sum(words.values()) >= _COPY * telling and words[best] >= _MAIN * telling:
        stemma.copy_of[number] = best
