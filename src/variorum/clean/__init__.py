"""Stage two: the article is kept, the furniture dropped, with a map back to what was received."""

from variorum.clean.report import make_report

__all__ = ["make_report"]
