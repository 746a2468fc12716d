"""A report opened for reading: its text with tokens, sentences and paragraphs, shared by all readers."""

import bisect
import itertools
import re
from dataclasses import dataclass
from typing import Any

from spacy.language import Language

from variorum.analyse.language import load_language
from variorum.model.report import Report
from variorum.model.span import Span, trim
from variorum.settings import Settings

_BREAK = re.compile(r"\n")
_BLANK = re.compile(r"\n[ \t]*\n")
_SENTENCE_END = ".!?\"'\u201d\u2019:)"
_WRAP = 100  # no hard-wrapped wire copy has longer lines


@Language.component("variorum_paragraphs")  # type: ignore[untyped-decorator]
def mark_paragraphs(doc: Any) -> Any:
    """Keep the parser from drawing a sentence across the end of a paragraph."""
    starts = {span.start for span in find_paragraphs(doc.text)}
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
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
    """Return the paragraphs of a text: its lines, or its blocks where the lines are hard-wrapped.

    >>> find_paragraphs("One.\\n\\nTwo.")
    (Span(start=0, end=4), Span(start=6, end=10))
    """
    ends = _BLANK if is_wrapped(text) else _BREAK
    edges = [0, *(m.end() for m in ends.finditer(text)), len(text)]
    spans = (trim(text, a, b) for a, b in itertools.pairwise(edges))
    return tuple(span for span in spans if span.start < span.end)


def is_wrapped(text: str) -> bool:
    """Say whether the lines of a text were broken at a fixed width, as old wire copy is.

    >>> is_wrapped("THE ARMY DENIED TODAY THAT\\nGUERRILLAS HAD ATTACKED THE\\nFARM.")
    True
    """
    lines = [line.rstrip() for line in text.split("\n")]
    inner = [a for a, b in itertools.pairwise(lines) if a and b]
    if not inner or max(map(len, lines)) > _WRAP:
        return False
    return sum(a[-1] not in _SENTENCE_END for a in inner) > len(inner) / 2


def _last_begun(spans: tuple[Span, ...], offset: int) -> Span:
    if not spans:
        return Span(offset, offset)
    return spans[max(0, bisect.bisect_right(spans, offset, key=lambda s: s.start) - 1)]
