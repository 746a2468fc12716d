"""Pages saved by a browser: HTML files, and MHTML with the page among its parts."""

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage

from variorum.errors import InputError
from variorum.ingest.source import Item, Source
from variorum.model.report import Document
from variorum.settings import Settings

_DEEPEST = 8


def read_html(source: Source, settings: Settings) -> Iterator[Item]:
    """Yield the one document of an HTML file; single-file pages are such files."""
    yield Document(source.read(settings), source.where, "text/html", dict(source.given))


def read_pdf(source: Source, settings: Settings) -> Iterator[Item]:
    """Yield the one document of a PDF file."""
    yield Document(source.read(settings), source.where, "application/pdf", dict(source.given))


def read_mhtml(source: Source, settings: Settings) -> Iterator[Item]:
    """Yield the page of an MHTML file: its first HTML part, as it was before it was wrapped.

    Raises `InputError` (E115) where there is no such part.
    """
    message = email.message_from_bytes(source.read(settings), policy=email.policy.compat32)
    for part in _parts(message, 0):
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                yield Document(payload, source.where, "text/html", {**source.given, **_beside(message, part)})
                return
    raise InputError("E115", "holds no page", where=source.where, do="save the page again")


def _parts(message: object, depth: int) -> Iterator[EmailMessage]:
    if not isinstance(message, email.message.Message) or depth > _DEEPEST:
        return
    if message.is_multipart():
        for part in message.get_payload():
            yield from _parts(part, depth + 1)
    else:
        yield message  # type: ignore[misc]


def _beside(message: object, part: EmailMessage) -> dict[str, str]:
    given = {}
    snapshot = (
        message.get("Snapshot-Content-Location") if isinstance(message, email.message.Message) else None
    )
    url = snapshot or part.get("Content-Location")
    if url and str(url).startswith(("http:", "https:")):
        given["url"] = str(url).strip()
    charset = part.get_content_charset()
    if charset:
        given["charset"] = charset
    return given
