"""Which pairs of many reports share enough to be compared, and which shared words are stock."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from variorum.link.copies.shingles import Hashes

# Two sampled shingles: about a dozen words in common.
_SHARED = 2
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
class _Carriers:
    """Which reports carry which shingle: both lists are sorted by shingle, then report number."""

    hashes: Hashes
    reports: Numbers
    firsts: Numbers
    """Index of the first carrier of each shingle that has two or more."""
    sizes: Numbers


def find_candidates(samples: Sequence[Hashes], outlets: Sequence[str | None]) -> Candidates:
    """Pair the reports that share sampled shingles, leaving aside what is stock.

    `samples` are in the order of publication; the numbers of the result are places in it. A sentence that
    stands in many different texts (a copyright notice, an appeal for tips, an outlet's app) pairs nobody.
    """
    carriers = _list_carriers(samples)
    pairs = _count_pairs(carriers, len(samples))
    texts = _join_texts(pairs, samples, outlets)
    stock = _find_stock(carriers, texts, outlets)
    if stock:
        kept = ~np.isin(carriers.hashes[carriers.firsts], np.fromiter(stock, np.uint64, len(stock)))
        carriers = _Carriers(carriers.hashes, carriers.reports, carriers.firsts[kept], carriers.sizes[kept])
        pairs = _count_pairs(carriers, len(samples))
    return Candidates(pairs, stock)


def _list_carriers(samples: Sequence[Hashes]) -> _Carriers:
    lengths = [len(s) for s in samples]
    hashes = np.concatenate(samples) if samples else np.empty(0, np.uint64)
    reports = np.repeat(np.arange(len(samples), dtype=np.int64), lengths)
    order = np.argsort(hashes, kind="stable")
    hashes, reports = hashes[order], reports[order]
    edges = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1], True]) if len(hashes) else np.zeros(1, int)
    sizes = np.diff(edges)
    shared = sizes > 1
    return _Carriers(hashes, reports, edges[:-1][shared], sizes[shared])


def _count_pairs(carriers: _Carriers, total: int) -> dict[tuple[int, int], int]:
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
    if not keys:
        return {}
    pairs, counts = np.unique(np.concatenate(keys), return_counts=True)
    enough = counts >= _SHARED
    return {
        (p // total, p % total): n
        for p, n in zip(pairs[enough].tolist(), counts[enough].tolist(), strict=True)
    }


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
        same_outlet = outlets[a] is not None and outlets[a] == outlets[b]
        least = _ONE_TEXT_SAME_OUTLET if same_outlet else _ONE_TEXT
        if shared >= least * min(len(samples[a]), len(samples[b])):
            low, high = sorted((root(a), root(b)))
            parent[high] = low
    return [root(n) for n in range(len(samples))]


def _find_stock(carriers: _Carriers, texts: Sequence[int], outlets: Sequence[str | None]) -> frozenset[int]:
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
