"""The words of a page answer as the language model's own tokens do."""

import pytest

from variorum.analyse.language import load_language
from variorum.analyse.words import Words
from variorum.model.span import Span
from variorum.settings import Settings

TEXT = (
    "KELVAR, Jan. 5 (Lantern) \u2014 The governor's aide, Ana Vell, said on Monday that two of the 14 miners "
    'who went down at 6 a.m. had been found \u201calive\u201d.\n\n"It wasn\'t over," she added -- and the '
    "state-run paper agreed;  nobody paid $3.50.\n- A list, of sorts: one; two!"
)
NAMES = (
    "i", "idx", "text", "lower_", "lemma_", "tag_", "pos_", "dep_", "ent_type_", "whitespace_",
    "is_space", "is_punct", "like_num", "is_alpha", "is_stop", "is_quote",
)  # fmt: skip


@pytest.fixture(scope="module")
def words() -> Words:
    return Words(load_language(Settings().language_model)(TEXT), TEXT)


@pytest.mark.parametrize("name", NAMES)
def test_a_word_has_the_labels_that_the_model_gives_it(words: Words, name: str) -> None:
    assert [getattr(word, name) for word in words] == [getattr(token, name) for token in words.parsed]


def test_a_word_stands_in_the_parse_where_the_model_puts_it(words: Words) -> None:
    for word, token in zip(words, words.parsed, strict=True):
        assert word.head.i == token.head.i
        assert [c.i for c in word.children] == [c.i for c in token.children]
        assert [c.i for c in word.lefts] == [c.i for c in token.lefts]
        assert [c.i for c in word.subtree] == [c.i for c in token.subtree]
        assert (word.left_edge.i, word.right_edge.i) == (token.left_edge.i, token.right_edge.i)
        assert (word.sent.start, word.sent.end) == (token.sent.start, token.sent.end)
        assert word.is_sent_start == bool(token.is_sent_start)
        assert len(word) == len(token)
        assert word.end == token.idx + len(token)
        assert word.is_verb == (token.pos_ in ("VERB", "AUX"))


def test_stretches_of_words_are_those_of_the_model(words: Words) -> None:
    assert [(s.start, s.end) for s in words.sents] == [(s.start, s.end) for s in words.parsed.sents]
    for first in range(0, len(words), 3):
        for last in range(first + 1, len(words), 4):
            ours, theirs = words[first:last], words.parsed[first:last]
            assert (ours.text, ours.start_char, ours.end_char) == (
                theirs.text,
                theirs.start_char,
                theirs.end_char,
            )
            assert (ours.root.i, ours[-1].i, len(ours[1:])) == (theirs.root.i, theirs[-1].i, len(theirs[1:]))
    assert [w.i for w in words[-3:][1:]] == [len(words) - 2, len(words) - 1]
    assert len(words[5:2]) == 0


def test_the_words_that_a_span_touches_are_those_of_the_model(words: Words) -> None:
    for start in range(len(TEXT)):
        for end in (start + 1, start + 2, start + 7, start + 40):
            theirs = words.parsed.char_span(start, end, alignment_mode="expand")
            ours = words.touching(Span(start, end))
            if theirs is None:
                assert ours is None
            else:
                assert ours is not None
                assert (ours.start, ours.end) == (theirs.start, theirs.end)


def test_there_is_no_word_beyond_the_edges(words: Words) -> None:
    with pytest.raises(IndexError):
        words[0].nbor(-1)
    with pytest.raises(IndexError):
        words[len(words) - 1].nbor()
    with pytest.raises(IndexError):
        words[2:4][2]


def test_words_that_were_untied_are_made_anew(words: Words) -> None:
    before = [(w.text, w.head.i) for w in words]
    words.close()
    assert [(w.text, w.head.i) for w in words] == before
