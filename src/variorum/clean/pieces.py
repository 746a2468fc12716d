"""Stretches of a received text with what each is: article, furniture, caption, credit, headline, dateline."""

from dataclasses import dataclass
from typing import Literal

Label = Literal["article", "furniture", "caption", "credit", "headline", "dateline"]
Run = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of the source text, without white space at its edges, and its label."""

    start: int
    end: int
    label: Label

    def of(self, text: str) -> str:
        """Return the words of the piece."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Line:
    """Words with their label, the runs that lead back to the source, and the white space before them.

    Runs are (start in `text`, start in the source, length).
    """

    text: str
    label: Label
    runs: tuple[Run, ...] = ()
    gap: str = "\n\n"
