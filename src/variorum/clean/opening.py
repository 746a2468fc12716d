"""A document of any kind becomes labelled lines and what it says of itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from variorum.clean.composing import lines_of
from variorum.clean.dating import date_in_address, find_stated_date, read_header
from variorum.clean.decoding import Decoded, decode, mend
from variorum.clean.heading import read_heading
from variorum.clean.labelling import label_texts
from variorum.clean.metadata import PageFacts, declared_charset
from variorum.clean.pieces import Line, Piece
from variorum.clean.scanning import scan
from variorum.clean.segmenting import label_lines
from variorum.clean.webpage import Candidate, date_by_looks, read_page, runs_of
from variorum.errors import InputError
from variorum.model.report import Document
from variorum.settings import Settings

_HEAD = 3  # paragraphs of an article among which its day may stand
_KEPT = ("article", "dateline", "headline")
FRAGMENT = re.compile(r"<(?:p|br|div|li|h[1-6])\b[^<>]{0,500}>", re.IGNORECASE)


@dataclass(frozen=True)
class Opened:
    """A document's lines with their labels, its own word on itself, and how reading it went."""

    lines: tuple[Line, ...]
    facts: PageFacts = field(default_factory=PageFacts)
    flags: tuple[str, ...] = ()
    header_date: str | None = None
    text_date: str | None = None
    is_page: bool = False


def open_document(document: Document, settings: Settings) -> Opened:
    """Decode a document, find its article and label what stands around it.

    Raises `InputError` (E104 empty, E112 too long, E122 unreadable PDF).
    """
    if document.media_type == "application/pdf":
        from variorum.clean.printed import read_pdf_text

        return _open_plain(
            Decoded(read_pdf_text(document.data, document.where), "utf-8", 0), document, settings
        )
    given = document.given.get("text")
    charset = _charset(document)
    source = mend(given, charset or "utf-8") if isinstance(given, str) else decode(document.data, charset)
    if not source.text.strip():
        raise InputError("E104", "is empty", where=document.where, do="remove it or fill it")
    if "feed" in document.given or (isinstance(given, str) and FRAGMENT.search(given)):
        return _open_fragment(source, document, settings)
    if document.media_type == "text/html":
        return _open_page(source, document, settings)
    return _open_plain(source, document, settings)


def _charset(document: Document) -> str | None:
    given = document.given.get("charset")
    if isinstance(given, str):
        return given
    return declared_charset(document.data) if document.media_type == "text/html" else None


def _open_page(source: Decoded, document: Document, settings: Settings) -> Opened:
    url = document.given.get("url")
    page = read_page(source.text, url if isinstance(url, str) else None)
    _check_length(page.lines, document.where, settings)
    if page.facts.published is None:
        page.facts.published = date_in_address(page.facts.url) or date_by_looks(source.text, page.facts.url)
    flags = (*source.flags, *(("no_markup_article",) if page.is_fallback else ()))
    return Opened(page.lines, page.facts, flags, text_date=find_stated_date(_aside(page.lines)), is_page=True)


def _open_fragment(source: Decoded, document: Document, settings: Settings) -> Opened:
    """Open a piece of markup that is all article, as feeds carry it; every block is a line."""
    found = [Candidate(block, 0, block.count, True) for block in scan(source.text)]
    labels = label_texts([c.text for c in found], _given_title(document))
    lines = tuple(Line(c.text, label, runs_of(c)) for c, label in zip(found, labels, strict=True))
    if lines and not any(line.label == "article" for line in lines):
        lines = tuple(Line(line.text, "article", line.runs) for line in lines)
    _check_length(lines, document.where, settings)
    flags = (*source.flags, *(("summary_only",) if document.given.get("feed") == "summary" else ()))
    return Opened(lines, flags=flags)


def _open_plain(source: Decoded, document: Document, settings: Settings) -> Opened:
    header = read_header(source.text)
    if len(source.text) > settings.longest_report:
        raise _too_long(len(source.text), document.where, settings)
    pieces = [
        Piece(p.start + header.end, p.end + header.end, p.label)
        for p in label_lines(source.text[header.end :], _given_title(document))
    ]
    found = read_heading(lines_of(source.text, pieces), is_titled=bool(_given_title(document)))
    facts = PageFacts(title=found.title, outlet=found.outlet, authors=found.authors)
    left = sum(line.label not in _KEPT for line in found.lines) - found.used
    return Opened(
        found.lines,
        facts,
        (*source.flags, *((f"left_out:{left}",) if left else ())),
        header_date=header.date or found.date,
        text_date=find_stated_date(_aside(found.lines)),
    )


def _given_title(document: Document) -> str | None:
    title = document.given.get("title")
    return title if isinstance(title, str) else None


def _aside(lines: Sequence[Line]) -> list[str]:
    """Return what stands above or below an article: a day between its paragraphs is not its own."""
    told = [n for n, line in enumerate(lines) if line.label == "article"]
    first, last = (told[:_HEAD][-1], told[-1]) if told else (len(lines), len(lines))
    return [
        line.text
        for n, line in enumerate(lines)
        if line.label in ("furniture", "credit") and (n < first or n > last)
    ]


def _check_length(lines: Sequence[Line], where: str, settings: Settings) -> None:
    length = sum(len(line.text) + 2 for line in lines)
    if length > settings.longest_report:
        raise _too_long(length, where, settings)


def _too_long(length: int, where: str, settings: Settings) -> InputError:
    return InputError(
        "E112",
        f"has {length:,} characters, more than {settings.longest_report:,}",
        where=where,
        do="raise the setting longest_report if it is one report",
    )
