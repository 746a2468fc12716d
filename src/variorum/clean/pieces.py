"""Stretches of a received text with what each is: article, furniture, caption, credit, headline."""

from dataclasses import dataclass
from typing import Literal

Label = Literal["article", "furniture", "caption", "credit", "headline", "dateline"]


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of the source text, without white space at its edges, and its label."""

    start: int
    end: int
    label: Label

    def of(self, text: str) -> str:
        """Return the words of the piece."""
        return text[self.start : self.end]
