"""Reading a sentence for the tests of quantities."""

import pytest

from variorum.analyse.page import open_page
from variorum.analyse.quantities import find_quantities
from variorum.model.report import Report
from variorum.settings import Settings


def open_text(text):
    return open_page(Report(id="r", sha256="", text=text), Settings())


@pytest.fixture(scope="session")
def opened():
    """Return a text opened for reading."""
    return open_text


@pytest.fixture(scope="session")
def read():
    """Return what is found in a text, as tuples of words, low, high, qualifier, counted and slot."""

    def look(text):
        return [
            (
                q.span.of(text),
                q.low,
                q.high,
                q.qualifier,
                q.counted.of(text) if q.counted else None,
                q.slot,
            )
            for q in find_quantities(open_text(text))
        ]

    return look


@pytest.fixture(scope="session")
def find():
    """Return the quantities of a text as they are."""
    return lambda text: find_quantities(open_text(text))
