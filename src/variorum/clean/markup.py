"""Read a page's head as data: meta elements, JSON-LD, links; no tree is built."""

import contextlib
import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urlsplit

_ATTRIBUTE = re.compile(
    r"""([a-zA-Z:_-]{1,30})\s{0,3}=\s{0,3}(?:"([^"]{0,5000})"|'([^']{0,5000})'|([^\s"'>]{1,2000}))"""
)
_LD = "application/ld+json"
_LONGEST_TAG = 5000
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
    for words in find_tags(source, "meta"):
        attributes = read_attributes(words)
        value = attributes.get("content", "").strip()
        for key in ("property", "name", "itemprop", "http-equiv"):
            if value and key in attributes:
                found.setdefault(attributes[key].lower(), []).append(unescape(value))
    return found


def find_tags(source: str, name: str) -> Iterator[str]:
    """Yield what the tags of one name say; those in capitals only where none is in small letters.

    >>> list(find_tags("<time datetime=2024-05-02>2 May</time>", "time"))
    ['datetime=2024-05-02']
    """
    opening = f"<{name}"
    at = source.find(opening)
    if at < 0:
        opening = opening.upper()
        at = source.find(opening)
    while at >= 0:
        start = at + len(opening)
        behind = source.find("<", start, start + _LONGEST_TAG)
        end = source.find(">", start, behind if behind >= 0 else start + _LONGEST_TAG)
        if end > start and source[start].isspace():
            yield source[start + 1 : end]
        at = source.find(opening, start)


def read_attributes(words: str) -> dict[str, str]:
    """Return the attributes of one tag, names in lower case."""
    return {m[0].lower(): m[1] or m[2] or m[3] for m in _ATTRIBUTE.findall(words)}


def contents(metas: Metas, *names: str) -> list[str]:
    """Return what the meta elements of these names say, name by name."""
    return [value for name in names for value in metas.get(name, ())]


def linked_data(source: str) -> Iterator[Thing]:
    """Yield every object of the page's JSON-LD, also inside lists and graphs; broken scripts give none."""
    taken = 0
    at = source.find(_LD)
    while at >= 0:
        start = source.find(">", at, at + _LONGEST_TAG) + 1
        if start and _is_script(source, at):
            end = source.find("</script", start)
            if end < 0 or (taken := taken + end - start) > _MOST_LD:
                return
            with contextlib.suppress(ValueError, RecursionError):
                yield from _things(json.loads(source[start:end].strip().strip(";"), strict=False), 0)
        at = source.find(_LD, max(start, at + 1))


def _is_script(source: str, at: int) -> bool:
    """Say whether a place lies within the tag of a script."""
    begin = source.rfind("<", max(0, at - _LONGEST_TAG), at)
    return begin >= 0 and source[begin + 1 : begin + 7].lower() == "script" and ">" not in source[begin:at]


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
