"""WARC files: the pages among their records, one document each, damage named and passed over."""

import io
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from variorum.ingest.expanding import open_expanded
from variorum.ingest.framing import Damage, Record, cut_records
from variorum.ingest.jsonl import read_moment
from variorum.ingest.sniffing import sniff
from variorum.ingest.source import Item, Source, guarded, read_capped
from variorum.model.report import Document, Reject
from variorum.settings import Settings

_TYPE = re.compile(rb"^warc-type:[ \t]{0,9}(?:response|resource)\b", re.IGNORECASE | re.MULTILINE)
_PAGE_TYPES = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
    "application/pdf": "application/pdf",
}
_SNIFFED = {"html": "text/html", "text": "text/plain", "pdf": "application/pdf", "xml": "text/html"}
# What crawlers write about themselves and their pages: logs, thumbnails, extracted text.
_NO_PAGE = re.compile(r"(?!https?:|file:)[a-z][a-z0-9+.-]{0,30}:", re.IGNORECASE)
_ENCODINGS = {"gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate", "br": "br", "zstd": "zstd"}


def read(source: Source, settings: Settings) -> Iterator[Item]:
    """Yield one document a page of a WARC file, compressed or not."""
    with source.open() as stream:
        yield from read_stream(stream, source.where, settings)


def read_stream(stream: BinaryIO, where: str, settings: Settings) -> Iterator[Item]:
    """Yield the pages of a WARC stream; a reject names each damaged stretch by offset and lost bytes.

    Pictures, scripts, redirects and other records that could not hold a report are passed over.
    """
    for found in cut_records(stream, settings.largest_input):
        if isinstance(found, Damage):
            yield _tell(found, where)
        elif _TYPE.search(found.data, 0, 4096):
            place = f"{where}@{found.offset}"
            yield from guarded(_read_record(found, place, settings), place)


def _tell(damage: Damage, where: str) -> Reject:
    lost = f"{damage.why}; {damage.lost:,} bytes passed over, the records around them were read"
    if damage.too_large:
        return Reject(where, "E111", lost, "raise the setting largest_input if you trust it", damage.offset)
    return Reject(where, "E116", lost, "fetch or copy the file again", damage.offset)


def _read_record(found: Record, where: str, settings: Settings) -> Iterator[Item]:
    from fastwarc.warc import ArchiveIterator

    for record in ArchiveIterator(io.BytesIO(found.data), parse_http=True):
        headers = record.http_headers
        if headers is not None and headers.status_code is not None and headers.status_code != 200:
            continue
        url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
        if _NO_PAGE.match(url):
            continue
        payload = record.reader.read()
        if headers is not None:
            payload = _decode(payload, headers, where, settings)
        media_type = _media_type(record, payload)
        if media_type is None:
            continue
        given: dict[str, str | list[str]] = {"url": url} if url else {}
        if received := read_moment(record.headers.get("WARC-Date") or ""):
            given["received"] = received
        if charset := _charset(headers):
            given["charset"] = charset
        yield Document(payload, where, media_type, given)


def _media_type(record: Any, payload: bytes) -> str | None:
    stated = (record.http_content_type if record.http_headers else record.headers.get("Content-Type")) or ""
    media_type = stated.split(";")[0].strip().lower()
    if media_type in _PAGE_TYPES:
        return _PAGE_TYPES[media_type]
    return None if media_type else _SNIFFED.get(sniff(payload[:8192]))


def _charset(headers: Any) -> str | None:
    if headers is None:
        return None
    _, _, charset = (headers.get("Content-Type") or "").partition("charset=")
    return charset.split(";")[0].strip("\"' ") or None


def _decode(payload: bytes, headers: Any, where: str, settings: Settings) -> bytes:
    if "chunked" in (headers.get("Transfer-Encoding") or "").lower():
        payload = _join_chunks(payload)
    return decode_content(payload, headers.get("Content-Encoding") or "", where, settings.largest_input)


def decode_content(payload: bytes, encodings: str, where: str, limit: int) -> bytes:
    """Undo HTTP content encodings, last first; raises `InputError` (E111, E113, E115).

    Bytes that do not begin as their encoding would have it were stored already decoded, as some crawlers do.
    """
    for name in reversed([e.strip().lower() for e in encodings.split(",") if e.strip()]):
        kind = _ENCODINGS.get(name)
        if kind is None or (kind == "gzip" and not payload.startswith(b"\x1f\x8b")):
            continue
        payload = read_capped(open_expanded(io.BytesIO(payload), kind, where), limit, where)
    return payload


def _join_chunks(payload: bytes) -> bytes:
    """Undo HTTP chunking; bytes that are not chunked after all are returned as they are."""
    out = bytearray()
    at = 0
    while True:
        end = payload.find(b"\r\n", at, at + 64)
        try:
            size = int(payload[at:end].split(b";")[0], 16) if end >= 0 else -1
        except ValueError:
            size = -1
        if size < 0 or end + 2 + size > len(payload):
            return bytes(out) if out else payload
        if size == 0:
            return bytes(out)
        out += payload[end + 2 : end + 2 + size]
        at = end + 2 + size + 2
