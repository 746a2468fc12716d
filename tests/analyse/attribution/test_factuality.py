"""Polarity and modality of what is told."""

import pytest

from variorum.analyse.attribution import read_factuality
from variorum.model.span import Span

CASES = [
    ("The mayor said the dam had cracked.", "the dam had cracked", "affirmed", "asserted"),
    ("The mayor denied that the dam had cracked.", "the dam had cracked", "denied", "asserted"),
    ("The ministry said no more than 40 had marched.", "no more than 40 had marched", "affirmed", "asserted"),
    ("Not more than 40 people marched in Osk.", "marched", "affirmed", "asserted"),
    ("Police said no one was killed.", "no one was killed", "denied", "asserted"),
    ("The pilot may have missed the lights, police said.", "missed the lights", "affirmed", "possible"),
    ("The company will close its mill in May.", "close its mill", "affirmed", "planned"),
    ("Rescuers fear that ten men are buried under the mill.", "ten men are buried", "affirmed", "feared"),
    (
        "If the rain goes on, the town will be cleared.",
        "the town will be cleared",
        "affirmed",
        "hypothetical",
    ),
    ("Was it a bribe?", "Was it a bribe", "affirmed", "hypothetical"),
    ("Fears grew that the boat had been lost.", "the boat had been lost", "affirmed", "feared"),
    ("Two men were not found.", "were not found", "denied", "asserted"),
    ("Police had no evidence that the dam had cracked.", "the dam had cracked", "denied", "asserted"),
]


@pytest.mark.parametrize(("text", "words", "polarity", "modality"), CASES)
def test_the_clause_and_the_cue_decide(read, text, words, polarity, modality):
    page, found = read(text)
    start = text.index(words)
    assert read_factuality(page, Span(start, start + len(words)), found) == (polarity, modality)


def test_an_empty_span_is_no_error(read):
    page, found = read("Rain fell.")
    assert read_factuality(page, Span(3, 3), found)[0] in {"affirmed", "denied"}
