"""A report opened for reading: its text with tokens, sentences and paragraphs, shared by all readers."""

import bisect
import re
from dataclasses import dataclass
from typing import Any

from spacy.language import Language

from variorum.analyse.language import load_language
from variorum.model.report import Report
from variorum.model.span import Span, trim
from variorum.settings import Settings

_BREAK = re.compile(r"\n")


@Language.component("variorum_paragraphs")
def mark_paragraphs(doc: Any) -> Any:
    """Keep the parser from drawing a sentence across a line break."""
    after_break = False
    for token in doc:
        if after_break and not token.is_space:
            token.is_sent_start = True
            after_break = False
        if "\n" in token.text:
            after_break = True
    return doc


@dataclass(frozen=True, slots=True)
class Page:
    """One report's text with its tokens, sentences and paragraphs.

    `doc` is the spaCy document over the whole of `text` (token.idx is an offset of `text`). Sentences never
    cross a line break. `title_end` is where the title ends in `text`, 0 where there is none.
    """

    text: str
    doc: Any
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    published: str | None = None
    outlet: str | None = None
    title_end: int = 0
    dateline: Span | None = None

    def sentence_at(self, offset: int) -> Span:
        """Return the sentence that holds the character at `offset` (the last one begun before it)."""
        return _last_begun(self.sentences, offset)

    def paragraph_at(self, offset: int) -> Span:
        """Return the paragraph that holds the character at `offset` (the last one begun before it)."""
        return _last_begun(self.paragraphs, offset)

    def tokens(self, span: Span) -> Any:
        """Return the spaCy tokens that `span` touches, as a spaCy span."""
        return self.doc.char_span(span.start, span.end, alignment_mode="expand")


def open_page(report: Report, settings: Settings) -> Page:
    """Tokenise, tag and parse a report once for all readers."""
    doc = load_language(settings.language_model)(report.text)
    title = report.title or ""
    has_title = bool(title) and report.text.startswith(title)
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
    )


def find_paragraphs(text: str) -> tuple[Span, ...]:
    """Return the lines of a text that hold more than white space.

    >>> find_paragraphs("One.\\n\\nTwo.")
    (Span(start=0, end=4), Span(start=6, end=10))
    """
    edges = [0, *(m.end() for m in _BREAK.finditer(text)), len(text)]
    spans = (trim(text, a, b) for a, b in zip(edges, edges[1:], strict=False))
    return tuple(span for span in spans if span.start < span.end)


def _last_begun(spans: tuple[Span, ...], offset: int) -> Span:
    if not spans:
        return Span(offset, offset)
    return spans[max(0, bisect.bisect_right(spans, offset, key=lambda s: s.start) - 1)]
