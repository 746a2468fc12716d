"""Speed for bench/copies.py: candidates among many made reports, beside datasketch and rensa."""

import random
import resource
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from shingle_index import ShingleIndex
from variorum.link.copies.candidates import find_candidates
from variorum.link.copies.shingles import SIZE, Hashes, sample_shingles

SEED, WORDS_IN_REPORT, VOCABULARY = 20261122, 400, 40_000
# One report of five is a copy with a cut and a changed tail; what is made says which.
COPIES = 5
CHUNK = 2_000
ADDED = 500


def make_reports(count: int) -> Iterator[str]:
    """Yield made reports of 400 words, Zipf-like, one of five a shortened copy of one before."""
    dice = random.Random(SEED)  # noqa: S311 - made texts, not secrets
    words = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in range(700)][:VOCABULARY]
    kept: list[list[str]] = []
    for number in range(count):
        if kept and number % COPIES == 0:
            text = dice.choice(kept)
            text = text[: dice.randrange(150, 380)] + [
                words[int(VOCABULARY * dice.random() ** 3)] for _ in range(15)
            ]
        else:
            text = [words[int(VOCABULARY * dice.random() ** 3)] for _ in range(WORDS_IN_REPORT)]
            if number % 7 == 0:
                kept = [*kept[-500:], text]
        yield " ".join(text)


def sample_all(texts: Sequence[str]) -> tuple[list[Hashes], float]:
    """Sample the shingles of many texts (one worker's share) and say what it cost in processor time."""
    begin = time.process_time()
    samples = [sample_shingles(text) for text in texts]
    return samples, time.process_time() - begin


def measure_speed(count: int, *, peers: bool) -> dict[str, Any]:
    """Return reports a second for candidates on two processes, and the cost of one report more."""
    texts = list(make_reports(count))
    made = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    chunks = [texts[i : i + CHUNK] for i in range(0, count, CHUNK)]
    begin = time.perf_counter()
    with ProcessPoolExecutor(2) as pool:
        parts = list(pool.map(sample_all, chunks))
    samples = [s for part, _ in parts for s in part]
    busy = time.process_time()
    pairs = find_candidates(samples, [None] * count).pairs
    busy = time.process_time() - busy
    done = time.perf_counter()
    sampling = sum(cost for _, cost in parts)
    figures: dict[str, Any] = {
        "reports": count,
        # The machine is shared: what the processors did says more than the clock on the wall.
        "a second on two cores, by processor time": round(count / (sampling / 2 + busy)),
        "a second by the clock": round(count / (done - begin)),
        "sampled a second and core": round(count / sampling),
        "pairs": len(pairs),
        **_measure_adding(samples),
        "peak memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "of it for the made texts, MB": made,
    }
    if peers:
        figures.update(_measure_peers(texts))
    return figures


def _measure_adding(samples: Sequence[Hashes]) -> dict[str, float]:
    index = ShingleIndex()
    index.add_many(samples)
    costs = []
    for text in make_reports(ADDED):
        begin = time.process_time()
        shingles = sample_shingles(text)
        index.count_shared(shingles)
        index.add(shingles)
        costs.append((time.process_time() - begin) * 1000)
    costs.sort()
    return {
        "adding one, median ms": round(costs[ADDED // 2], 2),
        "adding one, slowest ms": round(costs[-1], 2),
    }


def _measure_peers(texts: Sequence[str]) -> dict[str, Any]:
    """Time MinHash LSH of two libraries, 128 permutations and threshold 0.5, on the same reports."""
    figures: dict[str, Any] = {}
    for name, measure in (("datasketch", _run_datasketch), ("rensa", _run_rensa)):
        try:
            some = texts[: min(len(texts), 5_000)]
            begin = time.process_time()
            measure(some)
            figures[f"{name} a second and core"] = round(len(some) / (time.process_time() - begin))
        except ImportError:
            figures[f"{name} a second and core"] = None
    return figures


def _grams(text: str) -> list[str]:
    words = text.split()
    return [" ".join(words[i : i + SIZE]) for i in range(len(words) - SIZE + 1)]


def _run_datasketch(texts: Sequence[str]) -> None:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=0.5, num_perm=128)
    for number, text in enumerate(texts):
        sketch = MinHash(num_perm=128)
        sketch.update_batch([g.encode() for g in _grams(text)])
        index.query(sketch)
        index.insert(str(number), sketch)


def _run_rensa(texts: Sequence[str]) -> None:
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
    for number, text in enumerate(texts):
        sketch = RMinHash(num_perm=128, seed=42)
        sketch.update(_grams(text))
        index.query(sketch)
        index.insert(number, sketch)
