"""Names that close a line without any mark are a credit's, and stand by themselves."""

import pytest

from variorum.clean.segmenting import cut_lines


@pytest.mark.parametrize("tail", ["Joss/NTX", "AFX", "Mina Joss for The Post", "Viewer photo"])
def test_names_behind_the_last_sentence_are_cut_off(tail: str) -> None:
    text = f"The wreck lay in the sand. {tail}"
    assert [part.of(text) for part in cut_lines(text)[0]] == ["The wreck lay in the sand.", tail]


@pytest.mark.parametrize("text", ["He spoke to Mr. Smith", "It fell. Then.", "It rained in the U.S. Monday"])
def test_a_sentence_that_goes_on_stays_whole(text: str) -> None:
    assert len(cut_lines(text)[0]) == 1
