"""A reader that opens a text and finds its attributions, by rules or by the model."""

from collections.abc import Callable

import pytest

from variorum.analyse.attribution import Attributions, find_attributions
from variorum.analyse.page import Page, open_page
from variorum.model.report import Report
from variorum.settings import Settings

Reader = Callable[..., tuple[Page, Attributions]]


@pytest.fixture
def read() -> Reader:
    def reader(text: str, how: str = "rules", title: str | None = None) -> tuple[Page, Attributions]:
        settings = Settings(attribution="model" if how == "model" else "rules")
        page = open_page(Report(id="r", sha256="", text=text, title=title), settings)
        return page, find_attributions(page, settings)

    return reader
