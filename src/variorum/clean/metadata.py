"""What a page says of itself: title, outlet, authors, dates, address; from markup, best witness first."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from variorum.clean.dating import read_date
from variorum.clean.markup import (
    Metas,
    contents,
    find_tags,
    linked_data,
    many,
    name_of,
    read_attributes,
    read_metas,
    tidy,
)
from variorum.clean.naming import find_outlet, find_title

_HTML_LANG = re.compile(r"""<html[^>]{0,2000}?\blang\s{0,3}=\s{0,3}["']?([a-zA-Z]{2,3})""", re.IGNORECASE)
_SAVED = re.compile(
    r"""(?:saved from url=\(\d{1,6}\)|Page saved with SingleFile\s{1,5}url:\s{1,5})(\S{1,2000})"""
)
_ARTICLE_TYPES = re.compile(r"article|posting|report|liveblog|review|webpage$", re.IGNORECASE)


@dataclass
class PageFacts:
    """What a page says of itself; every field may be missing. `why` says where each came from."""

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    url: str | None = None
    language: str | None = None
    description: str | None = None
    body: str | None = None
    is_free: bool = True
    why: dict[str, str] = field(default_factory=dict)


def read_facts(source: str, url: str | None = None) -> PageFacts:
    """Read a page's own word on its title, outlet, authors and dates.

    Structured data (JSON-LD) goes before meta elements, these before what is shown; a site's name is cut
    off the title.

    >>> site = '<meta property="og:site_name" content="Osk Post">'
    >>> facts = read_facts(f"<title>Rain falls | Osk Post</title>{site}")
    >>> facts.title, facts.outlet
    ('Rain falls', 'Osk Post')
    """
    metas = read_metas(source)
    things = list(linked_data(source))
    article = max((t for t in things if _is_article(t)), key=_rank, default={})
    facts = PageFacts()
    facts.url = _address(source, metas, url)
    facts.outlet = find_outlet(metas, things, article, facts.url)
    facts.title = find_title(source, metas, article, facts.outlet)
    facts.authors = _authors(metas, article)
    facts.published, facts.why["published"] = _published(source, metas, article)
    facts.modified = _first_date(
        [
            article.get("dateModified"),
            *contents(metas, "article:modified_time", "og:updated_time", "last-modified"),
        ]
    )
    language = _HTML_LANG.search(source[:20_000])
    facts.language = language.group(1).lower() if language else None
    facts.description = tidy(
        next(iter(contents(metas, "og:description", "description", "twitter:description")), None)
    )
    body = article.get("articleBody")
    facts.body = unescape(body) if isinstance(body, str) else None
    facts.is_free = str(article.get("isAccessibleForFree", "true")).lower() != "false"
    return facts


def declared_charset(head: bytes) -> str | None:
    """Return the charset that a page's first bytes declare.

    >>> declared_charset(b'<meta charset="windows-1251">')
    'windows-1251'
    """
    found = re.search(rb"""charset\s{0,3}=\s{0,3}["']?([a-zA-Z0-9_:.-]{2,40})""", head[:4096])
    return found.group(1).decode("ascii") if found else None


def _is_article(thing: dict[str, Any]) -> bool:
    return any(_ARTICLE_TYPES.search(str(t)) for t in many(thing.get("@type")))


def _rank(thing: dict[str, Any]) -> int:
    is_page = all(str(t).lower().endswith("webpage") for t in many(thing.get("@type")))
    return 2 * ("datePublished" in thing) + 2 * ("headline" in thing) + ("articleBody" in thing) - 3 * is_page


def _address(source: str, metas: Metas, url: str | None) -> str | None:
    for words in find_tags(source, "link"):
        attributes = read_attributes(words) if "canonical" in words.lower() else {}
        if attributes.get("rel", "").lower() == "canonical":
            href = unescape(attributes.get("href", "")).strip()
            if href.startswith(("http://", "https://")) and _same_site(href, url):
                return href
    stated = [
        v for v in contents(metas, "og:url") if v.startswith(("http://", "https://")) and _same_site(v, url)
    ]
    saved = _SAVED.search(source[:5000])
    return next(iter(stated), None) or url or (saved.group(1) if saved else None)


def _same_site(one: str, other: str | None) -> bool:
    """Say whether two addresses share their site; a page may not claim to be another site's."""
    if other is None:
        return True
    return _site(one) == _site(other)


def _site(url: str) -> str:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return ".".join(host.split(".")[-2:])


def _authors(metas: Metas, article: dict[str, Any]) -> tuple[str, ...]:
    names = [name_of(one) for one in many(article.get("author"))] or [
        tidy(v)
        for v in contents(
            metas, "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl"
        )
    ]
    split = [part for name in names if name for part in re.split(r",\s|\s(?:and|und|&)\s|;", name)]
    fit = [re.sub(r"^(?:by|von|par)\s", "", p.strip(), flags=re.IGNORECASE) for p in split]
    return tuple(dict.fromkeys(p for p in fit if 2 < len(p) < 80 and "://" not in p))


_DATED = (
    *("article:published_time", "og:article:published_time", "datepublished", "date", "pubdate"),
    *("publishdate", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dc.date", "dcterms.created"),
    *("publication_date", "article.published", "cxenseparse:recs:publishtime", "last-modified-date"),
)
_MOST_TIMES = 3


def _published(source: str, metas: Metas, article: dict[str, Any]) -> tuple[str | None, str]:
    """Return the date of publication and what says so; the whole page is searched only for want of better."""
    if date := _first_date([article.get("datePublished"), article.get("dateCreated")]):
        return date, "json-ld"
    if date := _first_date(contents(metas, *_DATED)):
        return date, "meta"
    times = itertools.islice(find_tags(source, "time"), _MOST_TIMES)
    if date := _first_date([read_attributes(words).get("datetime") for words in times]):
        return date, "time"
    return None, "nowhere in the markup"


def _first_date(values: Sequence[Any]) -> str | None:
    return next((d for v in values if isinstance(v, str) and (d := read_date(v))), None)
