"""Feeds: the entries of RSS and Atom, and the feeds that an OPML list names."""

import re
import xml.parsers.expat
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from variorum.errors import InputError
from variorum.ingest.source import Given, Item, Source, guarded, rejected
from variorum.model.report import Document
from variorum.settings import Settings

if TYPE_CHECKING:
    from variorum.ingest.fetch import Page

_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)\b", re.IGNORECASE)
_ENTRY = re.compile(rb"<(?:[a-zA-Z]{1,20}:)?(?:item|entry)[\s>]")
_MOST_ENTRIES = 10_000
_MOST_FEEDS = 1_000


def read(source: Source, settings: Settings) -> Iterator[Item]:
    """Yield one document an entry: its own text, or with the setting `fetch_pages` the page behind it."""
    data = source.read(settings)
    documents, left_out = parse_feed(data, source.where, source.given)
    for document in documents:
        url = document.given.get("url")
        if settings.fetch_pages and isinstance(url, str) and url:
            yield from guarded(_read_page(document, url, settings), url)
        else:
            yield document
    if left_out:
        what = f"has more than {_MOST_ENTRIES:,} entries"
        error = InputError(
            "E141", what, where=source.where, kept=f"{left_out:,} were left out", do="split it"
        )
        yield rejected(error)


def parse_feed(data: bytes, where: str, beside: Given) -> tuple[list[Document], int]:
    """Return the documents of a feed's entries and the number of entries beyond the cap.

    Raises `InputError` (E119) for a feed with a DTD, before anything is parsed, (E140) for what is no feed.
    """
    refuse_dtd(data, where)
    data, left_out = _cut(data)
    import feedparser

    feed = feedparser.parse(data, sanitize_html=True, resolve_relative_uris=False)
    if not feed.version and not feed.entries:
        raise InputError("E140", "is no feed that can be read", where=where, do="check the address")
    outlet = str(feed.feed.get("title", "")).strip()
    return [
        _document(entry, f"{where}#{number}", {**({"outlet": outlet} if outlet else {}), **beside})
        for number, entry in enumerate(feed.entries, 1)
    ], left_out


def refuse_dtd(data: bytes, where: str) -> None:
    """Raise `InputError` (E119) where XML brings a DTD or entities of its own: neither is ever needed."""
    plain = data.replace(b"\0", b"") if b"\0" in data[:256] else data  # UTF-16 hides the words
    if _DTD.search(plain):
        raise InputError(
            "E119", "carries a DTD or entities", where=where, do="get it without; feeds need none"
        )


def _cut(data: bytes) -> tuple[bytes, int]:
    starts = [m.start() for m in _ENTRY.finditer(data)]
    if len(starts) <= _MOST_ENTRIES:
        return data, 0
    return data[: starts[_MOST_ENTRIES]], len(starts) - _MOST_ENTRIES


def _document(entry: Any, where: str, given: Given) -> Document:
    content = max((c.get("value", "") for c in entry.get("content", [])), key=len, default="")
    text = content or entry.get("summary", "") or entry.get("title", "")
    given = {**given, "feed": "full" if content else "summary"}
    updated = dict.get(entry, "updated")  # the entry's own; feedparser else gives the day of publication
    for field, value in (
        ("title", entry.get("title")),
        ("url", entry.get("link")),
        ("date", entry.get("published") or updated),
        ("modified", updated),
        ("outlet", (entry.get("source") or {}).get("title")),
    ):
        if isinstance(value, str) and value.strip():
            given[field] = value.strip()
    authors = [a["name"] for a in entry.get("authors", []) if a.get("name")]
    if authors:
        given["authors"] = authors
    return Document(text.encode("utf-8", "replace"), where, "text/html", given)


def _read_page(entry: Document, url: str, settings: Settings) -> Iterator[Item]:
    from variorum.ingest.fetch import Fetcher

    yield page_behind(entry, Fetcher(settings).fetch_politely(url))


def page_behind(entry: Document, page: "Page") -> Document:
    """Return the document of the page that an entry leads to; what the feed said of it goes along."""
    beside: Given = {k: v for k, v in entry.given.items() if k not in ("feed", "charset")}
    return Document(page.data, page.url, page.media_type, {**beside, **page.given})


def read_opml(source: Source, settings: Settings) -> Iterator[Item]:
    """Yield the documents of every feed that an OPML list names."""
    from variorum.ingest.fetch import Fetcher

    fetcher = Fetcher(settings)
    for url in feed_addresses(source.read(settings), source.where):
        yield from guarded(_read_feed(fetcher, url, settings), url)


def _read_feed(fetcher: Any, url: str, settings: Settings) -> Iterator[Item]:
    page = fetcher.fetch_politely(url)
    yield from read(Source(url, data=page.data), settings)


def feed_addresses(data: bytes, where: str) -> list[str]:
    """Return the feed addresses of an OPML list, in its order, each once.

    Raises `InputError` (E119) for a DTD, (E140) where it is not well-formed or names no feed.

    >>> feed_addresses(b'<opml><body><outline xmlUrl="https://a.example/rss"/></body></opml>', "l.opml")
    ['https://a.example/rss']
    """
    refuse_dtd(data, where)
    found: list[str] = []

    def take(name: str, attributes: dict[str, str]) -> None:
        if name.lower() == "outline":
            found.extend(v.strip() for k, v in attributes.items() if k.lower() == "xmlurl" and v.strip())

    parser = xml.parsers.expat.ParserCreate()
    parser.StartElementHandler = take
    try:
        parser.Parse(data, True)
    except (xml.parsers.expat.ExpatError, ValueError) as error:
        raise InputError(
            "E140", f"is not well-formed ({error})", where=where, do="export it again"
        ) from error
    if not found:
        raise InputError("E140", "names no feeds", where=where, do="check the list")
    return list(dict.fromkeys(found))[:_MOST_FEEDS]
