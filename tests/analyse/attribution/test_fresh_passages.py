"""The figures on the passages written blind, which later changes must not undo."""

from collections import Counter
from pathlib import Path

import pytest

from bench.attribution_gold import answer, count, share
from variorum.settings import Settings

GOLD = Path(__file__).parents[2] / "gold" / "attribution"


def score(how: str, passages: str = "fresh2") -> Counter[str]:
    counts: Counter[str] = Counter()
    for probe in answer(GOLD / f"{passages}.yaml", Settings(attribution=how)):
        count(probe, counts)
    return counts


def test_the_rules_keep_their_chains() -> None:
    counts = score("rules")
    assert share(counts, "chain") >= 0.87
    assert share(counts, "modality") >= 0.92


@pytest.mark.slow
def test_the_tagger_keeps_its_chains() -> None:
    counts = score("model")
    assert share(counts, "chain") >= 0.93
    assert share(counts, "stance") >= 0.95


@pytest.mark.slow
@pytest.mark.parametrize(("passages", "chains"), [("fresh8", 0.73), ("fresh9", 0.87)])
def test_the_tagger_keeps_the_chains_of_nested_and_long_told_voices(passages: str, chains: float) -> None:
    counts = score("model", passages)
    assert share(counts, "chain") >= chains
    assert share(counts, "stance") >= 0.93
