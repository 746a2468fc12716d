"""Fault 23: text made against every shipped pattern; each is searched in time that grows with the text."""

import importlib
import pkgutil
import re

import pytest

import variorum
from tests.timing import least_seconds

# What patterns that run away run away on: long runs of what they repeat, broken off where they would end.
ATTACKS = (
    "a", " ", "\n", "\t", "1", "0.", "1,", "a ", "A. ", "A", "-", "--", ".", ",", "(", ")", '"', "'",
    "\u201c", "\u2019s ", "<a ", "<", "&", "=", "/", ":", "12:", "1 000 ", "of the ", "and ", "the A ",
    "said ", "Jan. ", "May 1 ", "twenty-", "hundred ", "$1 ", "%", "@a.", "http://", "a@", "\u0301",
    "\u00e9", "_", "\\", "[", "{",
)  # fmt: skip
# These read our own data or a word of the command line, never a report.
NOT_FOR_REPORTS = {"variorum.analyse.time.grammar._ATOM", "variorum.deciding.values._AT"}
SHORT, LONG = 2_000, 16_000


def shipped_patterns() -> list[tuple[str, "re.Pattern[str]"]]:
    """Return the patterns that modules of ours hold by name, alone or in a list or mapping."""
    found: dict[tuple[str, int], tuple[str, re.Pattern[str]]] = {}
    for info in pkgutil.walk_packages(variorum.__path__, "variorum."):
        if ".migrations" in info.name:
            continue
        try:
            module = importlib.import_module(info.name)
        except ImportError:
            continue  # a room whose extra is not installed
        for name, value in vars(module).items():
            for pattern in inside(value):
                if isinstance(pattern.pattern, str):
                    found.setdefault((pattern.pattern, pattern.flags), (f"{info.name}.{name}", pattern))
    held = (pair for pair in found.values() if pair[0] not in NOT_FOR_REPORTS)
    return sorted(held, key=lambda pair: (pair[0], pair[1].pattern))


def inside(value: object) -> list["re.Pattern[str]"]:
    if isinstance(value, re.Pattern):
        return [value]
    if isinstance(value, dict):
        return [pattern for held in value.values() for pattern in inside(held)]
    if isinstance(value, (list, tuple)):
        return [pattern for held in value for pattern in inside(held)]
    return []


PATTERNS = shipped_patterns()


def test_patterns_are_found() -> None:
    assert len(PATTERNS) > 40


@pytest.mark.parametrize("name", sorted({name for name, _ in PATTERNS}))
def test_a_pattern_is_searched_in_time_that_grows_with_the_text(name: str) -> None:
    for pattern in (pattern for held, pattern in PATTERNS if held == name):
        for attack in ATTACKS:
            short = (attack * SHORT)[:SHORT]
            long = (attack * LONG)[:LONG] + "\x00"

            def search(text: str, pattern: "re.Pattern[str]" = pattern) -> int:
                return sum(1 for _ in pattern.finditer(text))

            first = least_seconds(lambda text=short: search(text), times=1)
            assert first < 0.5, (name, attack)
            taken = least_seconds(lambda text=long: search(text), times=1)
            if taken > 24 * max(first, 0.02):  # once more, for a machine that was busy
                first = least_seconds(lambda text=short: search(text))
                taken = least_seconds(lambda text=long: search(text))
            assert taken <= 24 * max(first, 0.02), (name, pattern.pattern, attack, first, taken)
