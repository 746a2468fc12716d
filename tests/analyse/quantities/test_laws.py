"""Laws that hold for every text: offsets, order, bounds, determinism, and a cost linear in the text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.timing import least_seconds
from variorum.analyse.quantities import find_quantities
from variorum.analyse.quantities.lexicon import number_words
from variorum.analyse.quantities.numerals import read_figures
from variorum.analyse.quantities.qualifying import find_phrases
from variorum.analyse.quantities.refusing import is_refused
from variorum.analyse.quantities.scene import Scene
from variorum.analyse.quantities.tokens import Tokens
from variorum.analyse.quantities.words import Line, cut

_BITS = [
    "two",
    "twenty",
    "hundred",
    "thousand",
    "million",
    "and",
    "a",
    "half",
    "of",
    "the",
    "40",
    "1,200",
    "3.5",
    "$",
    "%",
    "-",
    "to",
    "between",
    "at least",
    "more than",
    "dozens",
    "no one",
    "men",
    "were",
    "killed",
    "wounded",
    "aged",
    ",",
    ".",
    "third",
    "years",
    "old",
    "km",
    "one",
    "in",
    "ten",
    "Tora Venn",
    "toll",
    "rose",
    "60s",
    "\u00a0",
    "½",
    "😀",
    "\n",
]
_TEXTS = st.one_of(st.lists(st.sampled_from(_BITS), max_size=24).map(" ".join), st.text(max_size=60))


@given(_TEXTS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_gives_ordered_spans_within_it_and_low_below_high(opened, text):
    page = opened(text)
    found = find_quantities(page)
    assert found == find_quantities(page)
    assert [q.span for q in found] == sorted(q.span for q in found)
    for quantity in found:
        assert 0 <= quantity.span.start < quantity.span.end <= len(text)
        assert quantity.span.of(text).strip() == quantity.span.of(text)
        if quantity.counted is not None:
            assert 0 <= quantity.counted.start < quantity.counted.end <= len(text)
        assert quantity.low is not None or quantity.high is not None
        if quantity.low is not None and quantity.high is not None:
            assert quantity.low <= quantity.high


@given(st.text(alphabet="0123456789.,\u00a0", max_size=40))
def test_figures_of_any_shape_are_a_number_or_nothing(figures):
    value = read_figures(figures)
    assert value is None or value >= 0


@given(st.integers(min_value=0, max_value=10**12))
def test_grouped_figures_read_back_as_their_number(number):
    assert read_figures(f"{number:,}") == number


_PIECES = [
    "1,",
    "1.",
    "9",
    "1\u00a0000",
    "$",
    "twenty-",
    "hundred and ",
    "a ",
    "between ",
    "at least ",
    "two to ",
    "-",
    "'",
    "½",
    "no ",
    "half of the ",
    "one in ",
    "aged 3, ",
    "dozens of ",
    "a hundred thousand million ",
    "\u00a0",
    "é",
]


def _read(text):
    words = cut(text, 0, len(text))
    return sum(1 for _ in find_phrases(words, number_words()))


def _spent(text):
    return least_seconds(lambda: _read(text))


@pytest.mark.parametrize("piece", _PIECES)
def test_reading_numbers_in_a_hostile_text_grows_linearly(piece):
    small, large = _spent(piece * 300), _spent(piece * 2_400)
    assert large < 8 * 3 * max(small, 0.002)


@pytest.mark.parametrize(
    "piece", ["10 men, ", "two of the five, ", "a man was killed and ", "3-1 ", "aged 3, 4, "]
)
def test_reading_a_hostile_sentence_grows_linearly(opened, piece):
    def spent(times):
        page = opened(piece * times)
        return least_seconds(lambda: find_quantities(page))

    spent(5)
    small, large = spent(100), spent(800)
    assert large < 8 * 4 * max(small, 0.005)


def test_refusal_of_a_lone_number_needs_no_neighbours(opened):
    page = opened("7")
    words = cut("7", 0, 1)
    scene = Scene(Tokens(page), Line(page.text, words), 0, 1)
    assert [is_refused(scene, p) for p in find_phrases(words, number_words())] == [False]
