"""An attribution as first found, before its source has become a voice."""

from dataclasses import dataclass
from typing import Literal

from variorum.model.analysis import Stance
from variorum.model.span import Span, hull


@dataclass(frozen=True, slots=True)
class Find:
    """Source, cue and content as words of the text.

    `passed_on_by` is the cue of another find that hands this content on ("the ministry said, citing the
    company": the company's find is passed on by "said"). `stance` is set where the cue's form decides it.
    `label` names an unnamed voice by words ("reportedly"). `hearer` is who was
    told, where a passive makes the hearer its subject. `by` says how it was found.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    passed_on_by: Span | None = None
    stance: Stance | None = None
    label: Span | None = None
    hearer: Span | None = None
    by: Literal["verb", "clause", "phrase", "aside", "tagger", "quotation", "headline", "continued"] = "verb"

    @property
    def anchor(self) -> Span:
        """The words that stand for the act of saying: the cue, else the source, else the content."""
        return self.cue or self.source or self.content[0]

    @property
    def is_round(self) -> bool:
        """Say whether the content stands on both sides of the words for saying it."""
        before = [piece.start < self.anchor.start for piece in self.content]
        return any(before) and not all(before)

    @property
    def reach(self) -> Span:
        """The stretch from the first to the last word of the content."""
        return hull(self.content)
