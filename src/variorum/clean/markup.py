"""Read a page's head as data: meta elements, JSON-LD, links; no tree is built."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urlsplit

_META = re.compile(r"<meta\s([^<>]{1,5000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""([a-zA-Z:_-]{1,30})\s{0,3}=\s{0,3}(?:"([^"]{0,5000})"|'([^']{0,5000})'|([^\s"'>]{1,2000}))"""
)
_LD = re.compile(r"""<script[^>]{0,500}application/ld\+json[^>]{0,500}>""", re.IGNORECASE)
_TAGS = re.compile(r"<[^>]{0,2000}>")
_MOST_LD = 2_000_000
_DEEPEST = 12

Metas = dict[str, list[str]]
Thing = dict[str, Any]


def read_metas(source: str) -> Metas:
    """Return the contents of the meta elements by property, name, itemprop or http-equiv, in their order.

    >>> read_metas('<meta property="og:title" content="Rain &amp; hail">')
    {'og:title': ['Rain & hail']}
    """
    found: Metas = {}
    for match in _META.finditer(source):
        attributes = read_attributes(match.group(1))
        value = attributes.get("content", "").strip()
        for key in ("property", "name", "itemprop", "http-equiv"):
            if value and key in attributes:
                found.setdefault(attributes[key].lower(), []).append(unescape(value))
    return found


def read_attributes(words: str) -> dict[str, str]:
    """Return the attributes of one tag, names in lower case."""
    return {m[0].lower(): m[1] or m[2] or m[3] for m in _ATTRIBUTE.findall(words)}


def contents(metas: Metas, *names: str) -> list[str]:
    """Return what the meta elements of these names say, name by name."""
    return [value for name in names for value in metas.get(name, ())]


def linked_data(source: str) -> Iterator[Thing]:
    """Yield every object of the page's JSON-LD, also inside lists and graphs; broken scripts give none."""
    taken = 0
    for match in _LD.finditer(source):
        end = source.find("</script", match.end())
        if end < 0 or (taken := taken + end - match.end()) > _MOST_LD:
            return
        try:
            yield from _things(json.loads(source[match.end() : end].strip().strip(";"), strict=False), 0)
        except (ValueError, RecursionError):
            continue


def _things(value: Any, depth: int) -> Iterator[Thing]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value[:500]:
            yield from _things(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"):
            if isinstance(value.get(key), dict | list):
                yield from _things(value[key], depth + 1)


def many(value: Any) -> list[Any]:
    """Return a JSON-LD value as a list: none, one or many.

    >>> many(None), many("a"), many(["a", "b"])
    ([], ['a'], ['a', 'b'])
    """
    return value if isinstance(value, list) else [] if value is None else [value]


def tidy(value: Any) -> str | None:
    """Return a text without tags and with single spaces; None for what is no text or an empty one."""
    if not isinstance(value, str):
        return None
    return " ".join(unescape(_TAGS.sub("", value)).split())[:2000] or None


def name_of(value: Any) -> str | None:
    """Return the name of a person or organisation of JSON-LD, given as text or as an object."""
    for one in many(value):
        name = tidy(one.get("name") if isinstance(one, dict) else one)
        if name and not name.startswith(("http:", "https:")):
            return name
    return None


def host_of(url: str | None) -> str:
    """Return the host of an address without "www."; empty where there is none.

    >>> host_of("https://www.osk.example/a"), host_of(None)
    ('osk.example', '')
    """
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""
