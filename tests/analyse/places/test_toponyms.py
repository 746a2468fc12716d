import pytest

from variorum.analyse.page import open_page
from variorum.analyse.places import find_toponyms
from variorum.model.report import Report
from variorum.settings import Settings


def toponyms(text, outlet=None):
    settings = Settings()
    return find_toponyms(open_page(Report(id="r", sha256="", text=text, outlet=outlet), settings), settings)


def test_capital_is_found_with_country_and_precision():
    (only,) = toponyms("Rain fell in Lima.")
    assert (only.place.country, only.place.precision) == ("PE", "city")
    assert only.span.of("Rain fell in Lima.") == "Lima"


@pytest.mark.parametrize("text", ["", "\n\n", "a", "A " * 500, "\u00e9" * 1000])
def test_text_without_places_gives_none(text):
    assert toponyms(text) == ()
