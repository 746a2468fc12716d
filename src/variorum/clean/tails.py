"""The site's name behind a headline, as a browser shows it: "Two rescued - KOSK News | Osk, Tellin"."""

import functools
import re
from typing import Any

from variorum.data import load_yaml

_BREAK = re.compile(r"[ \t]{1,3}[|\-–—][ \t|]{1,3}")
_END = re.compile(r"[\s|\-–—]{1,20}$")
_SHORTEST = 12  # characters of a headline: what stands before an early dash is none
_LONGEST = 90  # characters of a tail


@functools.cache
def _words() -> dict[str, Any]:
    data = load_yaml("clean/tails.yaml")
    return {
        "site": frozenset(data["site_words"]),
        "domains": frozenset(data["domains"]),
        "joiners": frozenset(data["joiners"]),
        "call_sign": re.compile(data["call_sign"]),
    }


def cut_site(title: str) -> str:
    """Return a title without the site's name at its end; a title of another make as it is.

    >>> cut_site("Teen shot outside Osk night club - osk3.com-Osk News, Weather & Sports")
    'Teen shot outside Osk night club'
    >>> cut_site("Two held after raid - police"), cut_site("Rain falls on Osk - and stops")
    ('Two held after raid - police', 'Rain falls on Osk - and stops')
    """
    for found in _BREAK.finditer(title):
        if found.start() < _SHORTEST or len(title) - found.end() > _LONGEST:
            continue
        if is_site(title[found.end() :]):
            return _END.sub("", title[: found.start()])
    return title


def is_site(tail: str) -> bool:
    """Say whether words are a site's name: capitalised, with a domain, a call sign or a word of the press.

    >>> is_site("WBTV Charlotte"), is_site("Man Dies at Lake")
    (True, False)
    """
    known = _words()
    words = [w for w in re.split(r"[\s,:|()–—/]{1,9}|-", tail) if w]
    plain = known["joiners"] | known["site"]
    if not words or any(w[:1].islower() and w not in plain and "." not in w for w in words):
        return False
    return any(
        w.lower() in known["site"]
        or known["call_sign"].match(w)
        or ("." in w[1:-1] and w.lower().rsplit(".", 1)[-1] in known["domains"])
        for w in words
    )
