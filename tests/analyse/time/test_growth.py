"""Every shipped time pattern and token form takes time near linear in the text (fault 23)."""

import pytest

from tests.timing import least_seconds
from variorum.analyse.time.grammar import Atom, Group, parse_pattern
from variorum.analyse.time.lexicon import load_lexicon

_PIECES = [
    "0",
    "1.",
    "1,000",
    "1/1/",
    "12:",
    "'9",
    "a.",
    "p.m",
    "2024-01-",
    "jan.",
    "twenty-",
    "hundred and ",
    "the ",
    "٣",
]


def spent(work, text):
    return least_seconds(lambda: work(text))


@pytest.mark.parametrize("piece", _PIECES)
def test_cutting_a_hostile_text_into_tokens_grows_linearly(piece):
    read = load_lexicon("en").read_tokens
    small, large = spent(read, piece * 500), spent(read, piece * 4_000)
    assert large < max(0.1, small * 8 * 4)


def test_no_pattern_repeats_anything():
    for shape in load_lexicon("en").matcher.shapes:
        assert not set(shape.expression.pattern) & set("*+{")


def longest(nodes):
    total = 0
    for node in nodes:
        total += max(map(longest, node.choices)) if isinstance(node, Group) else 1
        assert isinstance(node, Atom | Group)
    return total


def test_every_pattern_has_an_end_and_matches_in_few_steps():
    """A pattern without repetition looks at most at its own length of tokens, wherever it begins."""
    for rule in {shape.rule.name: shape.rule for shape in load_lexicon("en").matcher.shapes}.values():
        for pattern in rule.patterns:
            assert longest(parse_pattern(pattern)) <= 40


def test_matching_hostile_letters_grows_linearly():
    lexicon = load_lexicon("en")
    for shape in lexicon.matcher.shapes:
        letters = sorted({c for c in shape.expression.pattern if ord(c) >= 0xE000})
        for letter in (letters[0], letters[-1]):
            match = shape.expression.match
            assert spent(lambda text, match=match: match(text), letter * 20_000) < 0.05
