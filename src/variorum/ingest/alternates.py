"""Where a web page says that its feeds are, for whoever gives the page's address for a feed's."""

import contextlib
from html.parser import HTMLParser
from urllib.parse import urljoin

from variorum.errors import InputError
from variorum.ingest.sniffing import sniff

_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_MOST_READ, _MOST_NAMED = 200_000, 3


def refuse_page(data: bytes, where: str) -> None:
    """Raise `InputError` (E140) where bytes are a web page and no feed, naming the feeds that it names."""
    if sniff(data[:8192]) != "html":
        return
    feeds = list_alternates(data, where)
    do = f"watch {' or '.join(feeds[:_MOST_NAMED])}" if feeds else "look on the site for its RSS or Atom feed"
    raise InputError(
        "E140",
        "is a web page, no feed" if feeds else "is a web page, no feed, and names none",
        where=where,
        do=do,
    )


def list_alternates(data: bytes, where: str) -> list[str]:
    """Return the addresses of the feeds that the head of a page names, in their order.

    >>> page = b'<html><link rel="alternate" type="application/rss+xml" href="/rss"></html>'
    >>> list_alternates(page, "https://a.example/news")
    ['https://a.example/rss']
    """
    finder = _Finder(where)
    with contextlib.suppress(AssertionError):  # of a marked section that is none: "<![foo"
        finder.feed(data[:_MOST_READ].decode("utf-8", "replace"))
    return list(dict.fromkeys(finder.found))


class _Finder(HTMLParser):
    def __init__(self, where: str) -> None:
        super().__init__()
        self._where = where
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the link of a feed."""
        given = {name: (value or "").strip() for name, value in attrs}
        kinds = given.get("rel", "").lower().split()
        if tag != "link" or "alternate" not in kinds or given.get("type", "").lower() not in _TYPES:
            return
        try:
            address = urljoin(self._where, given.get("href", ""))
        except ValueError:
            return
        if given.get("href") and address.startswith(("http://", "https://")):
            self.found.append(address)
