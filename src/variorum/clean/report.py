"""From a document to a report: decode, label, keep, and say what is known of it."""

import hashlib

from variorum.clean.composing import compose
from variorum.clean.crediting import find_credits
from variorum.clean.dating import date_flags, read_date, read_header
from variorum.clean.decoding import Decoded, decode, mend
from variorum.clean.labelling import label_lines
from variorum.clean.language import detect_language
from variorum.clean.pieces import Piece
from variorum.errors import InputError
from variorum.model.report import Document, Report
from variorum.settings import Settings

_KEPT = ("article", "dateline")


def make_report(document: Document, received: str, settings: Settings) -> Report:
    """Clean one document and fill in what it says of itself.

    `received` is the ISO date-time at which the bytes came in. Raises `InputError` (E104 empty, E110 nothing
    but furniture, E112 longer than `longest_report`).

    >>> document = Document(b"date 2024-05-02 Two boats sank off Tellin.", "a.txt", "text/plain")
    >>> make_report(document, "2026-11-22T05:00:00+00:00", Settings()).published
    '2024-05-02'
    """
    source = _source_text(document)
    header = read_header(source.text)
    title = _one(document, "title")
    _check_length(source.text, document.where, settings)
    pieces = [
        Piece(p.start + header.end, p.end + header.end, p.label)
        for p in label_lines(source.text[header.end :], title)
    ]
    if not any(p.label in _KEPT for p in pieces):
        raise InputError("E110", "holds no article", where=document.where, do="look at the input")
    composed = compose(source.text, [p for p in pieces if p.label in _KEPT], title)
    aside = [p.of(source.text) for p in pieces if p.label in ("caption", "credit")]
    published = read_date(_one(document, "date") or "") or header.date
    outlet = _one(document, "outlet")
    language = detect_language(composed.text)
    sha256 = hashlib.sha256(document.data).hexdigest()
    return Report(
        id=_one(document, "id") or _make_id(document),
        sha256=sha256,
        text=composed.text,
        outlet=outlet,
        title=title,
        url=_one(document, "url"),
        authors=_authors(document),
        published=published,
        published_from="given" if published else None,
        received=received,
        language=language,
        captions=tuple(p.of(source.text) for p in pieces if p.label == "caption"),
        credits=find_credits(composed.text, aside, outlet),
        flags=(
            *date_flags(published, received),
            *(() if language in ("en", None) else ("not_english",)),
            *source.flags,
        ),
        source_map=composed.source_map,
    )


def _source_text(document: Document) -> Decoded:
    text = document.given.get("text")
    source = mend(text) if isinstance(text, str) else decode(document.data)
    if not source.text.strip():
        raise InputError("E104", "is empty", where=document.where, do="remove it or fill it")
    return source


def _check_length(text: str, where: str, settings: Settings) -> None:
    if len(text) > settings.longest_report:
        raise InputError(
            "E112",
            f"has {len(text):,} characters, more than {settings.longest_report:,}",
            where=where,
            do="raise the setting longest_report if it is one report",
        )


def _one(document: Document, name: str) -> str | None:
    value = document.given.get(name)
    text = value.strip() if isinstance(value, str) else ", ".join(value or ())
    return mend(text).text or None


def _authors(document: Document) -> tuple[str, ...]:
    value = document.given.get("authors", [])
    return tuple(mend(one).text for one in ([value] if isinstance(value, str) else value))


def _make_id(document: Document) -> str:
    """Derive an id from the bytes, with outlet and address: two outlets may carry the same words."""
    key = hashlib.sha256(document.data)
    for name in ("outlet", "url"):
        key.update(b"\0" + (_one(document, name) or "").encode())
    return f"r-{key.hexdigest()[:16]}"
