"""Which pairs of many reports share enough to be compared, and which shared words are stock."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from variorum.link.copies.shingles import Hashes

# Two sampled shingles: about a dozen words in common.
SHARED = 2
# Up to so many carriers of one shingle are all paired; of more, each with the first few alone.
_ALL_PAIRS, _FIRST = 24, 6
# Two reports with this share of the shorter in common tell one text, so that what they share is no stock;
# in one outlet more is asked, because its furniture may be a third of a brief report.
_ONE_TEXT, _ONE_TEXT_SAME_OUTLET = 0.4, 0.6
# Words that stand in so many different texts of one outlet, or of any outlets, are stock.
_STOCK_IN_OUTLET, _STOCK_ANYWHERE = 3, 6

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Candidates:
    """Pairs of report numbers (earlier first) with the sampled shingles they share, and the stock."""

    pairs: Mapping[tuple[int, int], int]
    stock: frozenset[int]


@dataclass(frozen=True)
class Carriers:
    """Which reports carry which shingle: both lists are sorted by shingle, then report number."""

    hashes: Hashes
    reports: Numbers
    firsts: Numbers
    """Index of the first carrier of each shingle that has two or more."""
    sizes: Numbers

    def without(self, stock: frozenset[int]) -> "Carriers":
        """Leave aside the shingles that are stock."""
        kept = ~np.isin(self.hashes[self.firsts], np.fromiter(stock, np.uint64, len(stock)))
        return Carriers(self.hashes, self.reports, self.firsts[kept], self.sizes[kept])


def find_candidates(samples: Sequence[Hashes], outlets: Sequence[str | None]) -> Candidates:
    """Pair the reports that share sampled shingles, leaving aside what is stock.

    `samples` are in the order of publication; the numbers of the result are places in it. A sentence that
    stands in many different texts (a copyright notice, an appeal for tips, an outlet's app) pairs nobody.
    """
    lengths = [len(s) for s in samples]
    carriers = list_carriers(
        np.concatenate(samples) if samples else np.empty(0, np.uint64),
        np.repeat(np.arange(len(samples), dtype=np.int64), lengths),
    )
    pairs = _count_pairs(carriers, len(samples))
    stock = find_stock(carriers, _join_texts(pairs, samples, outlets), outlets)
    if stock:
        pairs = _count_pairs(carriers.without(stock), len(samples))
    return Candidates(pairs, stock)


def list_carriers(hashes: Hashes, reports: Numbers) -> Carriers:
    """Sort rows of a sampled shingle and the report that carries it; reports of a shingle must ascend."""
    order = np.argsort(hashes, kind="stable")
    hashes, reports = hashes[order], reports[order]
    edges = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1], True]) if len(hashes) else np.zeros(1, int)
    sizes = np.diff(edges)
    shared = sizes > 1
    return Carriers(hashes, reports, edges[:-1][shared], sizes[shared])


def _count_pairs(carriers: Carriers, total: int) -> dict[tuple[int, int], int]:
    pairs, counts = tally_pairs(carriers, total)
    enough = counts >= SHARED
    return {
        (p // total, p % total): n
        for p, n in zip(pairs[enough].tolist(), counts[enough].tolist(), strict=True)
    }


def tally_pairs(carriers: Carriers, total: int) -> tuple[Numbers, Numbers]:
    """Return each pair of carriers as `first * total + second`, and how many shingles pair them.

    Counts over disjoint sets of shingles add up: a cluster tallies shingle by shingle wherever these lie.
    """
    keys: list[Numbers] = []
    reports, firsts, sizes = carriers.reports, carriers.firsts, carriers.sizes
    few = sizes <= _ALL_PAIRS
    for step in range(1, _ALL_PAIRS):
        rows = few & (sizes > step)
        if not rows.any():
            break
        for k in range(_ALL_PAIRS - step):
            at = firsts[rows & (sizes > step + k)] + k
            if not len(at):
                break
            keys.append(reports[at] * total + reports[at + step])
    for first, size in zip(firsts[~few].tolist(), sizes[~few].tolist(), strict=True):
        for k in range(_FIRST):
            keys.append(reports[first + k] * total + reports[first + k + 1 : first + size])
    pairs, counts = np.unique(np.concatenate(keys or [np.empty(0, np.int64)]), return_counts=True)
    return pairs, counts


def _join_texts(
    pairs: Mapping[tuple[int, int], int], samples: Sequence[Hashes], outlets: Sequence[str | None]
) -> list[int]:
    """Give reports that are mostly the same text one number."""
    parent = list(range(len(samples)))

    def root(of: int) -> int:
        while parent[of] != of:
            parent[of] = parent[parent[of]]
            of = parent[of]
        return of

    for (a, b), shared in pairs.items():
        if is_one_text(shared, min(len(samples[a]), len(samples[b])), (outlets[a], outlets[b])):
            low, high = sorted((root(a), root(b)))
            parent[high] = low
    return [root(n) for n in range(len(samples))]


def is_one_text(shared: int, shorter: int, outlets: tuple[str | None, str | None]) -> bool:
    """Say whether two reports are mostly the same text, by what they share of the shorter one's sample."""
    same_outlet = outlets[0] is not None and outlets[0] == outlets[1]
    return shared >= (_ONE_TEXT_SAME_OUTLET if same_outlet else _ONE_TEXT) * shorter


def find_stock(
    carriers: Carriers,
    texts: Sequence[int] | Mapping[int, int],
    outlets: Sequence[str | None] | Mapping[int, str | None],
) -> frozenset[int]:
    """Return the shingles that stand in many different texts; `texts` gives the same number to one text."""
    stock: set[int] = set()
    for first, size in zip(carriers.firsts.tolist(), carriers.sizes.tolist(), strict=True):
        if size < _STOCK_IN_OUTLET:
            continue
        reports = carriers.reports[first : first + size].tolist()
        if len({texts[r] for r in reports}) < _STOCK_IN_OUTLET:
            continue
        of_outlet: dict[str, set[int]] = defaultdict(set)
        for r in reports:
            of_outlet[outlets[r] or ""].add(texts[r])
        of_outlet.pop("", None)
        anywhere = len({texts[r] for r in reports})
        in_one = max((len(t) for t in of_outlet.values()), default=0)
        if anywhere >= _STOCK_ANYWHERE or in_one >= _STOCK_IN_OUTLET:
            stock.add(int(carriers.hashes[first]))
    return frozenset(stock)
