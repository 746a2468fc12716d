"""Outlines of mentions of which no more than the word is known."""

from tellings.outline import Outline
from variorum.model.span import Span


def outline_of(span: Span, lemma: str = "", *, is_noun: bool = False) -> Outline:
    """Outline a mention by its word alone."""
    return Outline(
        span=span,
        lemma=lemma,
        type="",
        family="",
        is_noun=is_noun,
        agents=(),
        patients=(),
        names=(),
        words=(),
        numbers=(),
        sentence=0,
    )
