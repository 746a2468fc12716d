"""From a document to a report: decode, label, keep, and say what is known of it."""

import hashlib
from collections.abc import Sequence

from variorum.clean.composing import CONTROL, Composed, compose
from variorum.clean.crediting import find_credits
from variorum.clean.dating import date_flags, read_date, reading_flags
from variorum.clean.decoding import mend
from variorum.clean.language import detect_language
from variorum.clean.opening import Opened, open_document
from variorum.clean.pieces import Line
from variorum.clean.quality import quality_flags, set_notices_aside
from variorum.clean.tails import cut_site
from variorum.errors import InputError
from variorum.model.report import Document, PublishedFrom, Report
from variorum.settings import Settings

_KEPT = ("article", "dateline")


def make_report(document: Document, received: str, settings: Settings) -> Report:
    """Clean one document and fill in what it says of itself.

    `received` is the ISO date-time at which the bytes came in. A page that holds no article (an error, a
    consent wall) becomes a report with an empty text and a flag; a text that is nothing but furniture beside
    a headline that was given, a report of the headline alone. Raises `InputError` (E104 empty, E110 nothing
    but furniture, E112 longer than `longest_report`, E122 an unreadable PDF).

    >>> document = Document(b"date 2024-05-02 Two boats sank off Tellin.", "a.txt", "text/plain")
    >>> make_report(document, "2026-11-22T05:00:00+00:00", Settings()).published
    '2024-05-02'
    """
    opened = open_document(document, settings)
    given_title = _one(document, "title")
    title = cut_site(given_title) if given_title else opened.facts.title
    lines = set_notices_aside(opened)
    composed, quality = _compose(document, opened, lines, title)
    published, published_from = _published(document, opened)
    outlet = _one(document, "outlet") or opened.facts.outlet
    aside = [line.text for line in lines if line.label in ("caption", "credit")]
    language = detect_language(composed.text)
    digest = hashlib.sha256(document.data)
    return Report(
        id=_one(document, "id") or _make_id(document, digest.copy()),
        sha256=digest.hexdigest(),
        text=composed.text,
        outlet=outlet,
        title=title,
        url=opened.facts.url or _one(document, "url"),
        authors=_authors(document) or opened.facts.authors,
        published=published,
        published_from=published_from,
        modified=read_date(_one(document, "modified") or "") or opened.facts.modified,
        received=received,
        language=language,
        captions=tuple(dict.fromkeys(line.text for line in lines if line.label == "caption")),
        credits=find_credits(composed.text, aside, outlet),
        dateline=_dateline(composed, lines),
        flags=(
            *date_flags(published, received),
            *reading_flags(_one(document, "date"), _one(document, "date_order")),
            *(("received_unreadable",) if "received_unread" in document.given else ()),
            *(() if language in ("en", None) else ("not_english",)),
            *quality,
            *opened.flags,
        ),
        source_map=composed.source_map,
    )


def _compose(
    document: Document, opened: Opened, lines: Sequence[Line], title: str | None
) -> tuple[Composed, tuple[str, ...]]:
    """Return the text that is kept, and what its quality is flagged as."""
    quality = quality_flags(opened)
    if "no_article" in quality:
        return Composed("", ()), quality
    if any(line.label in _KEPT for line in lines):
        return compose(lines, title), quality
    if _one(document, "title"):
        return Composed(title or "", ()), (*quality, "title_only")
    raise InputError("E110", "holds no article", where=document.where, do="look at the input")


def _published(document: Document, opened: Opened) -> tuple[str | None, PublishedFrom | None]:
    """Return the date of publication and its witness; what was given goes before what is found."""
    witnesses: tuple[tuple[str | None, PublishedFrom], ...] = (
        (read_date(_one(document, "date") or ""), "given"),
        (opened.header_date, "given"),
        (opened.facts.published, "page"),
        (opened.text_date, "text"),
    )
    return next(((date, source) for date, source in witnesses if date), (None, None))


def _dateline(composed: Composed, lines: Sequence[Line]) -> tuple[int, int] | None:
    words = next((line.text for line in lines if line.label == "dateline"), None)
    if not words:
        return None
    start = composed.text.find(words)
    return (start, start + len(words)) if start >= 0 else None


def _one(document: Document, name: str) -> str | None:
    value = document.given.get(name)
    text = value if isinstance(value, str) else ", ".join(value or ())
    return _plain(text) or None


def _plain(text: str) -> str:
    """Return a field without surrogates, control characters and white space at its edges."""
    return CONTROL.sub("", mend(text).text).strip()


def _authors(document: Document) -> tuple[str, ...]:
    value = document.given.get("authors", [])
    return tuple(filter(None, map(_plain, [value] if isinstance(value, str) else value)))


def _make_id(document: Document, key: "hashlib._Hash") -> str:
    """Derive an id from the digest of the bytes, with outlet and address: two may carry the same words."""
    for name in ("outlet", "url"):
        key.update(b"\0" + (_one(document, name) or "").encode())
    return f"r-{key.hexdigest()[:16]}"
