"""Words, their places and their runs as numbers."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from variorum.link.copies.passages import list_places, match_blocks
from variorum.link.copies.shingles import hash_shingles
from variorum.link.copies.words import find_words, key_words


def test_hashes_are_the_same_from_run_to_run() -> None:
    assert int(hash_shingles(key_words("The dam above Orvel broke"))[0]) == 3403336420169858112


@given(st.text(max_size=200))
def test_words_are_where_they_are_said_to_be(text: str) -> None:
    words = find_words(text)
    assert key_words(text) == words.keys
    assert [text[s:e] for s, e in zip(words.starts, words.ends, strict=True)] == [
        text[s:e] for s, e in zip(words.starts, words.ends, strict=True) if text[s:e].strip()
    ]


@given(st.lists(st.integers(0, 4), max_size=60), st.lists(st.integers(0, 4), max_size=60))
def test_matched_blocks_are_equal_and_apart(words: list[int], source: list[int]) -> None:
    blocks = match_blocks(words, source, list_places(source))
    for block in blocks:
        assert words[block.at : block.at + block.length] == source[block.source : block.source + block.length]
    assert all(a.at + a.length <= b.at for a, b in itertools.pairwise(blocks))
