"""What stands above the first sentence of a plain text: headline, byline, outlet, each said in a line."""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from variorum.clean.dateline import find_dateline
from variorum.clean.dating import read_date
from variorum.clean.features import addresses_reader, cues_of, is_ended
from variorum.clean.pieces import Line
from variorum.clean.tails import cut_site
from variorum.data import load_yaml

_MOST = 8  # lines above the first sentence among which the headline is
_SHORTEST, _LONGEST = 3, 30  # words of a headline
_LONGEST_OUTLET = 4  # words of an outlet's name that stands in a line of its own
_MARKS = re.compile(r"^(?:#{1,6}[ \t]{1,3}|[*_]{1,3}(?=\S))|(?<=\S)[*_#]{1,3}$")
_NAME = r"[^\W\d_][\w.'’-]{0,20}(?: [^\W\d_][\w.'’-]{0,20}){1,3}"
_BYLINE = re.compile(
    rf"(?:[Bb]y|BY) (?P<names>{_NAME}(?:(?:, | and | & ){_NAME}){{0,3}})(?:[,|–—-].{{0,60}})?$"
)
# What a site puts behind its headline in the same line, and above an article that is no headline.
_POSTED = re.compile(r"[ \t]{1,3}(?:Posted|Updated|Published)(?::| on )[ \t]?\S.{0,200}$")
_ASIDE = re.compile(
    r"(?:related|embed|highlights?|buy photo|photos?|video|watch|live|obituary|captcha)\b", re.I
)
_LABELS = ("cue:", "credit:", "caption:")
_JOINERS = re.compile(r", | and | & ")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Heading:
    """What a plain text says of itself above its first sentence, with its lines, the headline named."""

    lines: tuple[Line, ...]
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    used: int = 0  # lines that are fields of the report and not of its text


def read_heading(lines: Sequence[Line], *, is_titled: bool) -> Heading:
    """Read what stands above the first line of an article; `is_titled` where a headline is known.

    >>> lines = [Line(words, "furniture") for words in ("Osk Post", "Two boats sink off Osk", "By Mina Joss")]
    >>> found = read_heading([*lines, Line("Two boats sank.", "article")], is_titled=False)
    >>> found.title, found.outlet, found.authors
    ('Two boats sink off Osk', 'Osk Post', ('Mina Joss',))
    """
    first = next((n for n, line in enumerate(lines) if line.label in ("article", "dateline")), 0)
    found: dict[str, Any] = {}
    names: list[str] = []
    outlets: list[str] = []
    dates: list[str | None] = []
    headline, used = None, 0
    for n, line in enumerate(lines[:first] if first <= _MOST else ()):
        words = _POSTED.sub("", _MARKS.sub("", line.text.strip()).strip())
        field, said = _labelled(words)
        byline = _BYLINE.match(words)
        if field == "title" and headline is None:
            headline, found["title"] = n, said
            continue
        if field == "authors" or byline:
            many = _JOINERS.split(byline["names"] if byline else said)
            names += [name for name in many if not _is_outlet(name)]
            outlets += [name for name in many if _is_outlet(name)]
        elif field == "date" or (field is None and read_date(words)):
            dates.append(read_date(said))
        elif field == "outlet" or _is_outlet(words):
            name, _, rest = said.partition(",")
            outlets.append(said if field else name)
            dates.append(read_date(rest))
        elif headline is None and _is_headline(words):
            headline, found["title"] = n, cut_site(words)
            continue
        else:
            continue
        used += 1
    found |= {"authors": tuple(names), "used": used, "outlet": next(iter(outlets), None)}
    found["date"] = next(filter(None, dates), None)
    if is_titled or headline is None:
        return Heading(tuple(lines), **{**found, "title": None})
    held = lines[headline]
    at = held.text.find(found["title"])
    named = replace(held, text=found["title"], label="headline", runs=_cut(held, at, len(found["title"])))
    return Heading((*lines[:headline], named, *lines[headline + 1 :]), **found)


def _cut(line: Line, at: int, length: int) -> tuple[tuple[int, int, int], ...]:
    """Return the runs of a part of a line."""
    runs = []
    for start, source, size in line.runs:
        begin, end = max(start, at), min(start + size, at + length)
        if begin < end:
            runs.append((begin - at, source + begin - start, end - begin))
    return tuple(runs)


def _labelled(words: str) -> tuple[str | None, str]:
    """Return the field that a line names before a colon, and what it says: "Source: Osk Post"."""
    name, colon, said = words.partition(":")
    field = _fields().get(name.strip().lower()) if colon and said.strip() else None
    return field, said.strip() if field else words


def _is_headline(words: str) -> bool:
    count = len(_WORD.findall(words))
    if not _SHORTEST <= count <= _LONGEST or is_ended(words.rstrip("?!\"'”’")) or read_date(words):
        return False
    if "\n" in words or addresses_reader(words) or find_dateline(f"{words} A") or _ASIDE.match(words):
        return False
    is_name = count == _SHORTEST and not any(word.islower() for word in _WORD.findall(words))
    return not is_name and not any(cue.startswith(_LABELS) for cue in cues_of(words))


def _is_outlet(words: str) -> bool:
    """Say whether a line is an outlet's name: a few capitalised words, the last one of the press."""
    name = words.partition(",")[0].split()
    known = load_yaml("clean/heading.yaml")
    return (
        1 < len(name) <= _LONGEST_OUTLET
        and name[-1].lower() in known["press"]
        and name[0].lower() not in known["sections"]
        and all(word[:1].isupper() or word == "of" for word in name)
    )


@functools.cache
def _fields() -> dict[str, str]:
    labels: dict[str, list[str]] = load_yaml("clean/heading.yaml")["labels"]
    return {name: field for field, names in labels.items() for name in names}
