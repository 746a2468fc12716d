"""A reader that opens a text and finds its attributions, by rules or by the model."""

from collections.abc import Callable

import pytest

from variorum.analyse.attribution import Attributions, chain_at, find_attributions
from variorum.analyse.page import Page, open_page
from variorum.model.report import Report
from variorum.model.span import Span
from variorum.settings import Settings

Reader = Callable[..., tuple[Page, Attributions]]


@pytest.fixture
def read() -> Reader:
    def reader(text: str, how: str = "rules", title: str | None = None) -> tuple[Page, Attributions]:
        settings = Settings(attribution="model" if how == "model" else "rules")
        page = open_page(Report(id="r", sha256="", text=text, title=title), settings)
        return page, find_attributions(page, settings)

    return reader


@pytest.fixture
def names(read: Reader) -> Callable[[str, str], list[str]]:
    """Return what the voices of the chain of some words are called, outermost first, by the model."""

    def naming(text: str, words: str) -> list[str]:
        _, found = read(text, "model")
        start = text.index(words)
        return [found.voices[link.voice].name for link in chain_at(Span(start, start + len(words)), found)]

    return naming
