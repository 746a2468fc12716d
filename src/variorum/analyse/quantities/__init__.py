"""Quantities: numbers with their qualifier, what is counted and what happened to it."""

from variorum.analyse.page import Page
from variorum.analyse.quantities.reading import read_page
from variorum.model.analysis import Quantity

__all__ = ["find_quantities"]


def find_quantities(page: Page) -> tuple[Quantity, ...]:
    """Find the counts and measures of a report, in the order of their first character.

    Every value follows from its words, by the arithmetic of the record's contract; a year, an address, a
    score, a date or the name of a model gives nothing. One person ("a man", a name) is listed only where
    the words say what befell that person.
    """
    return read_page(page)
