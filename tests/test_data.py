"""Data that users may edit reads as it is written, whatever YAML parser is installed."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from variorum import data
from variorum.data import load_yaml

ROOT = Path(data.__file__).parent
FILES = sorted(p.relative_to(ROOT).as_posix() for p in ROOT.rglob("*.yaml"))


def test_no_and_on_and_off_are_words() -> None:
    assert "on" in load_yaml("events/sites.yaml")["before"]
    assert "no" in load_yaml("quantities/refusals.yaml")["labels"]


def lists(node: object) -> list[list[object]]:
    inner = list(node.values()) if isinstance(node, dict) else node if isinstance(node, list) else []
    return [*([node] if isinstance(node, list) else []), *(found for n in inner for found in lists(n))]


@pytest.mark.parametrize("name", FILES)
def test_a_list_of_words_holds_no_truth_value(name: str) -> None:
    for one in lists(load_yaml(name)):
        assert not (any(isinstance(v, bool) for v in one) and any(isinstance(v, str) for v in one)), one


@pytest.mark.parametrize("name", FILES)
def test_a_list_of_words_holds_no_word_twice(name: str) -> None:
    for one in lists(load_yaml(name)):
        words = Counter(v for v in one if isinstance(v, str))
        assert [w for w, times in words.items() if times > 1] == []


@pytest.mark.parametrize("name", ["time/en/rules.yaml"])
def test_the_parser_in_python_reads_the_same(name: str) -> None:
    assert yaml.load((ROOT / name).read_text(encoding="utf-8"), Loader=yaml.SafeLoader) == load_yaml(name)
