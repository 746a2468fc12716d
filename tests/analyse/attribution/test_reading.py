"""Windows, decoding and linking: the laws that the tagger rests on."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.analyse.attribution.decode import best_labels, pieces_of
from variorum.analyse.attribution.encoder import load_encoder
from variorum.analyse.attribution.nearby import Nearby
from variorum.analyse.attribution.windows import LONGEST, cut, lay_out, read_words
from variorum.model.span import Span


@given(st.lists(st.integers(0, 6), max_size=30))
def test_pieces_are_ordered_and_apart(labels):
    pieces = pieces_of(labels)
    assert all(a.end <= b.start for a, b in itertools.pairwise(pieces))
    assert all(p.start < p.end for p in pieces)


@given(st.integers(1, 6), st.randoms(use_true_random=False))
def test_viterbi_finds_the_best_of_all_paths(length, chance):
    emit = np.array([[chance.random() for _ in range(3)] for _ in range(length)], dtype=np.float32)
    step = np.array([[chance.random() for _ in range(3)] for _ in range(3)], dtype=np.float32)
    begin = np.array([chance.random() for _ in range(3)], dtype=np.float32)

    def value(path):
        total = begin[path[0]] + emit[0, path[0]]
        for t in range(1, length):
            total += step[path[t - 1], path[t]] + emit[t, path[t]]
        return total

    every = [[]]
    for _ in range(length):
        every = [[*path, k] for path in every for k in range(3)]
    best = max(value(path) for path in every)
    assert abs(value(best_labels([emit], step, begin)[0]) - best) < 1e-4


@settings(deadline=None)  # the first call loads the model
@given(st.text(max_size=300))
def test_words_are_exactly_the_words_of_the_text(text):
    text = text.encode("utf-8", "ignore").decode()
    words = read_words(text, Span(0, len(text)), load_encoder().tokenizer)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(words))
    assert all(0 <= w.span.start < w.span.end <= len(text) for w in words)


def test_no_window_is_longer_than_the_encoder_takes():
    text = "word " * 2000 + "x" * 5000
    words = read_words(text, Span(0, len(text)), load_encoder().tokenizer)
    windows = list(cut([words, words[:10]]))
    assert sum(len(w.words) for w in windows) == len(words) + 10
    assert all(len(lay_out(w).pieces) <= LONGEST + 2 for w in windows)


def test_the_encoder_gives_the_same_numbers_twice():
    encoder = load_encoder()
    text = "Police said the road to Orm was shut."
    window = next(cut([read_words(text, Span(0, len(text)), encoder.tokenizer)]))
    a, b = encoder.encode([window, window])
    assert np.array_equal(a.emit, b.emit)
    assert np.array_equal(a.hidden, b.hidden)


spans = st.tuples(st.integers(0, 40), st.integers(1, 10)).map(lambda x: Span(x[0], x[0] + x[1]))


@given(st.lists(spans, max_size=20), spans)
def test_nearby_spans_are_those_that_overlap(known, other):
    assert sorted(Nearby(known).overlapping(other)) == [i for i, s in enumerate(known) if s.overlaps(other)]


def test_who_moves_a_toll_says_all_of_the_sentence(names):
    text = "The traffic police on Tuesday lowered the toll of Monday's train crash in Sarn from 11 to nine."
    assert names(text, "crash in Sarn") == ["traffic police"]
    text = "Two deaths on Tuesday raised the toll of the flood in Sarn to six."
    assert names(text, "flood in Sarn") == []
