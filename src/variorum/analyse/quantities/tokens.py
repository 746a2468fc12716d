"""The tokens of a page: the words that all readers share, called so beside the words of a line."""

import bisect
from typing import Any, NamedTuple

from variorum.analyse.page import Page
from variorum.analyse.words import Word as Token

__all__ = ["Columns", "Token", "Tokens"]


class Columns(NamedTuple):
    """The labels of a page's tokens as numbers of the language model."""

    idx: Any
    lower: Any
    lemma: Any
    tag: Any
    dep: Any
    label: Any


class Tokens:
    """The tokens of a page, made when the first of them is asked for, and their labels as numbers."""

    def __init__(self, page: Page) -> None:
        self.page = page
        labels = ("IDX", "LOWER", "LEMMA", "TAG", "DEP", "ENT_TYPE")
        self.columns = Columns(*map(page.doc.columns.__getitem__, labels))
        self.starts = page.doc.starts

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, i: int) -> Token:
        return self.page.doc.all[i]

    def all(self) -> list[Token]:
        """Return the tokens in order."""
        return self.page.doc.all

    def cased(self, i: int) -> str:
        """Return token `i` as it is written."""
        return self.page.text[self[i].idx : self[i].end]

    def index_at(self, offset: int) -> int:
        """Return the index of the token that holds a character of the text."""
        return max(0, bisect.bisect_right(self.starts, offset) - 1)
