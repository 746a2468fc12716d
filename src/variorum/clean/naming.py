"""What a page calls its outlet and itself: several witnesses, each right for another kind of page."""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from variorum.clean.markup import Metas, Thing, contents, host_of, many, name_of, tidy
from variorum.data import load_yaml

_BROWSER = re.compile(r"<title[^>]{0,500}>([^<]{1,2000})</title", re.IGNORECASE)
_H1 = re.compile(r"<h1\b[^<>]{0,2000}>", re.IGNORECASE)
_H1_END = re.compile("</h1", re.IGNORECASE)
_MOST_H1 = 5
_LONGEST_H1 = 3000  # characters, markup inside it counted
_SITE_TAIL = re.compile(r"\s{1,3}[|\-–—:·•»]\s{1,3}([^|–—·•»]{2,60})$")
_TAIL = re.compile(r"\s{1,3}[|\-–—·•»]\s")
_SHORTEST = 8  # characters of a title below which what stands before a dash is no title of its own
_LONGEST_NAME = 80


def find_outlet(metas: Metas, things: Sequence[Thing], article: Thing, url: str | None) -> str | None:
    """Return the outlet: by its address where that is known, else as the page names its site or publisher.

    >>> find_outlet({"og:site_name": ["Osk Post"]}, [], {}, "https://oskpost.example/a")
    'Osk Post'
    """
    host = host_of(url)
    known = load_yaml("clean/outlets.yaml")["outlets"]
    parts = host.split(".")
    for n in range(len(parts) - 1):
        if (name := known.get(".".join(parts[n:]))) is not None:
            return str(name)
    publishers = [name_of(p) for p in (article.get("publisher"), *(t.get("publisher") for t in things))]
    organisations = [t for t in things if any("Organization" in str(x) for x in many(t.get("@type")))]
    shown = [tidy(v) for v in contents(metas, *_SITE_NAMES)]
    for found in (*shown[:1], *publishers, *shown[1:], *(name_of(o) for o in organisations)):
        if found and len(found) < _LONGEST_NAME and not found.startswith("@"):
            return found
    return parts[-2] if len(parts) > 1 else None


_SITE_NAMES = ("og:site_name", "application-name", "publisher", "dc.publisher", "apple-mobile-web-app-title")


def find_title(source: str, metas: Metas, article: Thing, outlet: str | None) -> str | None:
    """Return the headline, the site's name cut off.

    The headline of the structured data goes first, but not where it is what the browser's tab shows and
    og:title is another: it is then worded for search engines. (Of the 40 fundus pages that are so, og:title
    is the headline on 27, the other on 12.)

    >>> article, metas = {"headline": "Osk floods: live"}, {"og:title": ["The river that came at night"]}
    >>> find_title("<title>Osk floods: live</title>", metas, article, None)
    'The river that came at night'
    """
    shown = list(_shown_titles(source))
    browser = _BROWSER.search(source)
    tab = _named(tidy(browser.group(1)) if browser else None, outlet)
    structured = _named(tidy(article.get("headline")), outlet)
    shared, posted = (
        next((_named(tidy(v), outlet) for v in contents(metas, name)), None)
        for name in ("og:title", "twitter:title")
    )
    title = structured or shared or posted or tab or next(iter(shown), None)
    if title and shared and tab and _same(title, tab) and not _same(shared, title):
        title = shared
    return _without_tail(title, (*shown[:1], shared, posted)) if title else None


def _shown_titles(source: str) -> Iterator[str]:
    for opening in itertools.islice(_H1.finditer(source), _MOST_H1):
        closing = _H1_END.search(source, opening.end(), opening.end() + _LONGEST_H1)
        if closing and (text := tidy(source[opening.end() : closing.start()])):
            yield text


def _same(one: str, other: str) -> bool:
    return squash(one) == squash(other)


def _named(title: str | None, outlet: str | None) -> str | None:
    """Cut the site's name off the end of a title."""
    while title and (tail := _SITE_TAIL.search(title)) and tail.start() > _SHORTEST:
        words, name = squash(tail.group(1)), squash(outlet or "")
        if not words or not name or not (words in name or name in words):
            return title
        title = title[: tail.start()]
    return title


def _without_tail(title: str, witnesses: Iterable[str | None]) -> str:
    """Cut off what another witness shows to be no part of the title: "Rain falls | Weather"."""
    for witness in witnesses:
        if (
            witness
            and len(witness) > _SHORTEST
            and title.startswith(witness)
            and _TAIL.match(title[len(witness) :])
        ):
            return witness
    return title


def squash(name: str) -> str:
    """Return a name's letters and digits alone, without accents, for comparing outlets.

    >>> squash("The Osk Post") == squash("oskpost")
    True
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in plain if c.isalnum()).removeprefix("the")
