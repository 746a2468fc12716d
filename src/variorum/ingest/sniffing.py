"""What kind of input bytes are, told from the bytes, never from the name alone."""

import re

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"%PDF-", "pdf"),
    (b"PAR1", "parquet"),
    (b"WARC/", "warc"),
    (b"\x1f\x8b", "gzip"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"{\\rtf", "rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(rb"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_FEED = re.compile(rb"<(?:rss|rdf:RDF|feed|atom:feed)[\s>]")
_OPML = re.compile(rb"<opml[\s>]", re.IGNORECASE)
_MHTML = re.compile(rb"^content-type:\s{0,9}multipart/related", re.IGNORECASE | re.MULTILINE)
_TAG = re.compile(rb"^\s{0,999}<[!?/a-zA-Z]")
_BINARY_SHARE = 0.05  # random bytes hold a tenth, text that was damaged here and there far less


def sniff(head: bytes, name: str = "") -> str:
    """Return the format of an input from its first bytes; the name decides only between text and CSV.

    The answers are the names that `--format` takes, or "binary" for bytes that are no text, "empty" for none.

    >>> sniff(b'{"text": "Rain fell."}'), sniff(b"Rain fell."), sniff(b"<html><p>Rain")
    ('jsonl', 'text', 'html')
    """
    if not head:
        return "empty"
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith(_BOMS[1:]):
        return "text"
    bare = head.removeprefix(_BOMS[0]).lstrip()
    if not bare:
        return "empty"
    return _sniff_markup(head, bare) or _sniff_text(head, bare, name.lower())


def _sniff_markup(head: bytes, bare: bytes) -> str | None:
    if _MHTML.search(head):
        return "mhtml"
    if not _TAG.match(bare):
        return None
    if _OPML.search(head):
        return "opml"
    if _HTML.search(head):
        return "html"
    if _FEED.search(head):
        return "feed"
    if looks_binary(head):  # a lone "<x" starts one file of random bytes in two hundred
        return None
    return "xml" if bare.startswith(b"<?xml") or b"<!DOCTYPE" in head else "html"


def _sniff_text(head: bytes, bare: bytes, name: str) -> str:
    if looks_binary(head):
        return "binary"
    if name.endswith((".jsonl", ".ndjson")):
        return "jsonl"
    if bare.startswith(b"[") and name.endswith(".json"):
        return "json"
    if bare.startswith(b"{"):
        # One object laid out over many lines is no JSON Lines, whatever it is called.
        return "json" if bare.split(b"\n", 1)[0].strip() == b"{" else "jsonl"
    return "csv" if name.endswith((".csv", ".tsv")) else "text"


def looks_binary(head: bytes) -> bool:
    """Say whether bytes are no text in any charset: too many control characters.

    >>> looks_binary(bytes(range(32))), looks_binary("día".encode("latin-1"))
    (True, False)
    """
    controls = sum(head.count(bytes([c])) for c in range(32) if c not in (9, 10, 12, 13, 27))
    return controls > _BINARY_SHARE * len(head)
