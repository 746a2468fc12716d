from collections.abc import Callable

import pytest

from variorum.analyse.page import Page, open_page
from variorum.model.report import Report
from variorum.settings import Settings

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def opened() -> Open:
    """Open a text as a report of a day."""

    def build(text: str, published: str | None = "2025-01-15", **fields: object) -> Page:
        report = Report(id="r", sha256="0", text=text, published=published, **fields)  # type: ignore[arg-type]
        return open_page(report, Settings())

    return build
