"""The gold phrases that may be looked at stay right; the unseen half is left to the bench."""

import importlib.util
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location("bench_quantities", ROOT / "bench" / "quantities.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_quantities"] = module
    spec.loader.exec_module(module)
    return module


def test_further_phrases_stay_right(bench):
    phrases = yaml.safe_load((bench.GOLD / "more.yaml").read_text(encoding="utf-8"))
    assert bench.score(phrases, bench.ours)["value, qualifier, counted"]["phrases"] >= 0.95


def test_fresh_phrases_stay_right(bench):
    phrases = yaml.safe_load((bench.GOLD / "fresh.yaml").read_text(encoding="utf-8"))[::3]
    assert bench.score(phrases, bench.ours)["value, qualifier, counted"]["phrases"] >= 0.94


def test_seen_phrases_stay_right(bench):
    phrases = yaml.safe_load((bench.GOLD / "seen.yaml").read_text(encoding="utf-8"))
    figures = bench.score(phrases, bench.ours)
    assert figures["value, qualifier, counted"]["phrases"] >= 0.98
    assert figures["and slot"]["phrases"] >= 0.95


@pytest.mark.parametrize("half", ["fresh2", "fresh3"])
def test_blind_phrases_read_since_stay_right(bench, half):
    phrases = yaml.safe_load((bench.GOLD / f"{half}.yaml").read_text(encoding="utf-8"))
    figures = bench.score(phrases, bench.ours)
    assert figures["value, qualifier, counted"]["phrases"] >= 0.95
