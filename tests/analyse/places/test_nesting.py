"""Towns that the words put inside another."""

import pytest

from variorum.analyse.page import open_page
from variorum.analyse.places import find_toponyms
from variorum.model.report import Report
from variorum.settings import Settings


def within(text: str) -> dict[str, tuple[str, ...]]:
    page = open_page(Report(id="r", sha256="", text=text, published="2024-06-11"), Settings())
    return {t.place.name: t.place.within for t in find_toponyms(page, Settings())}


@pytest.mark.parametrize(
    "words",
    ["the East Flatbush section of Brooklyn", "East Flatbush, Brooklyn,", "Brooklyn's East Flatbush quarter"],
)
def test_a_quarter_named_with_its_town_lies_within_it(words: str) -> None:
    assert within(f"A man was shot in {words} on Monday.")["East Flatbush"] == ("Brooklyn",)


def test_towns_of_a_list_and_towns_far_apart_hold_each_other_not() -> None:
    found = within("Shells fell on Oakland, Hayward and Alameda. A bus left the Kharkiv district of Lviv.")
    assert not any(found.values())
