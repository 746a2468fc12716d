"""The index finds what shares words, and grows one report at a time."""

from shingle_index import ShingleIndex
from variorum.link.copies.shingles import sample_shingles


def test_one_at_a_time_or_many_at_once_finds_the_same() -> None:
    texts = [" ".join(f"w{(n * k) % 97}" for k in range(60)) for n in range(1, 40)]
    samples = [sample_shingles(t) for t in texts]
    slow, fast = ShingleIndex(), ShingleIndex()
    for sample in samples:
        slow.add(sample)
    fast.add_many(samples)
    assert [slow.count_shared(s) for s in samples] == [fast.count_shared(s) for s in samples]
    assert len(slow) == len(fast) == len(texts)
