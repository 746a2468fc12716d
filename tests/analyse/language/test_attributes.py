"""Lemmas that the model's own rules get wrong by how English is spelt."""

import pytest

from variorum.analyse.page import open_page
from variorum.model.report import Report
from variorum.settings import Settings


@pytest.mark.parametrize(
    ("text", "word", "lemma"),
    [
        ("The mayor hoped that the road was shut.", "hoped", "hope"),
        ("The board rated the bridge as unsafe.", "rated", "rate"),
        ("The clerk texted that the gate was locked.", "texted", "text"),
        ("The goat hopped over the wall.", "hopped", "hop"),
        ("The board planned a second bridge.", "planned", "plan"),
    ],
)
def test_a_verb_is_the_one_that_its_spelling_allows(text: str, word: str, lemma: str) -> None:
    doc = open_page(Report(id="r", sha256="", text=text), Settings()).doc
    assert [w.lemma_ for w in doc if w.lower_ == word] == [lemma]
