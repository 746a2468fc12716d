"""A report that puts a place in another country than the gazetteer is flagged."""

import pytest

from variorum.analyse.page import open_page
from variorum.analyse.places import country_differs, find_toponyms
from variorum.model.report import Report
from variorum.settings import Settings


@pytest.mark.parametrize(
    ("text", "differs"),
    [
        ("Shells fell on Ukraine's Kursk region on Monday.", True),
        ("Shells fell on Russia's Kursk region on Monday.", False),
        ("A blast hit the Polish city of Hamburg.", True),
        ("He died in Lyon, Spain, on Monday.", True),
        ("He died in Lyon, France, on Monday.", False),
    ],
)
def test_words_that_name_another_country_are_noticed(text, differs):
    page = open_page(Report(id="r", sha256="", text=text), Settings())
    assert country_differs(page, find_toponyms(page)) is differs
