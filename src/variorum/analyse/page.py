"""A report opened for reading: its text with tokens, sentences and paragraphs, shared by all readers."""

import bisect
from dataclasses import dataclass, field
from typing import Any

from variorum.analyse.language import load_language
from variorum.analyse.paragraphs import find_paragraphs
from variorum.analyse.participants.casing import plain_case
from variorum.analyse.words import Words
from variorum.model.report import Report
from variorum.model.span import Span, trim
from variorum.settings import Settings

__all__ = ["Page", "find_paragraphs", "open_page"]


@dataclass(frozen=True, slots=True)
class Page:
    """One report's text with its tokens, sentences and paragraphs.

    `doc` holds the words of the whole of `text` under spaCy's names (word.idx is an offset of `text`).
    Sentences never cross a line break. `title_end` is where the title ends in `text`, 0 where there is none.
    What is written in capitals is read in ordinary case: `cased` is the text that `doc` was made of, None
    where that is `text`, and as long as it.
    """

    text: str
    doc: Words
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    published: str | None = None
    outlet: str | None = None
    title_end: int = 0
    dateline: Span | None = None
    cased: str | None = None
    _sentence_starts: list[int] = field(init=False, repr=False)
    _paragraph_starts: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_sentence_starts", [span.start for span in self.sentences])
        object.__setattr__(self, "_paragraph_starts", [span.start for span in self.paragraphs])

    def sentence_at(self, offset: int) -> Span:
        """Return the sentence that holds the character at `offset` (the last one begun before it)."""
        return _last_begun(self.sentences, self._sentence_starts, offset)

    def paragraph_at(self, offset: int) -> Span:
        """Return the paragraph that holds the character at `offset` (the last one begun before it)."""
        return _last_begun(self.paragraphs, self._paragraph_starts, offset)

    def tokens(self, span: Span) -> Any:
        """Return the words that `span` touches; None outside of the text."""
        return self.doc.touching(span)


def open_page(report: Report, settings: Settings) -> Page:
    """Tokenise, tag and parse a report once for all readers."""
    title = report.title or ""
    has_title = bool(title) and report.text.startswith(title)
    language = load_language(settings.language_model)
    cased = plain_case(report.text, len(title) if has_title else 0, language)
    worded = report.text if cased is None else cased
    doc = Words(language(worded), worded)
    return Page(
        text=report.text,
        doc=doc,
        paragraphs=find_paragraphs(report.text),
        sentences=tuple(
            span for s in doc.sents if (span := trim(report.text, s.start_char, s.end_char)).start < span.end
        ),
        published=report.published,
        outlet=report.outlet,
        title_end=len(title) if has_title else 0,
        dateline=Span(*report.dateline) if report.dateline else None,
        cased=cased,
    )


def _last_begun(spans: tuple[Span, ...], starts: list[int], offset: int) -> Span:
    if not spans:
        return Span(offset, offset)
    return spans[max(0, bisect.bisect_right(starts, offset) - 1)]
