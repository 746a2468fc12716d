"""What goes with an attribution though it stands outside its content: a dateline, a place in its source."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.nearby import Nearby
from variorum.analyse.attribution.phrase import tidy
from variorum.analyse.attribution.quotes import MARKS, QuoteMap
from variorum.analyse.page import Page
from variorum.model.span import Span, hull

_WORD = re.compile(r"[^\s,;]+")
_IN = frozenset({"in", "at", "near", "of", "from", "on"})
_LEAST = 3  # words of a source that may hold a place: "the hospital in Maroua"


def go_with(page: Page, finds: Sequence[Find], parents: Sequence[int | None]) -> tuple[tuple[Span, int], ...]:
    """Return stretches with the index of the find whose word they are taken on.

    "ILOILO, March 11 (Meridian) - A ferry sank, the coast guard said": the place is the guard's word.
    "Eight died, the hospital in Maroua said": so is Maroua.
    """
    found: list[tuple[Span, int]] = []
    if page.dateline is not None and (first := _opening(page, page.dateline, finds, parents)) is not None:
        found.append((page.dateline, first))
    for i, find in enumerate(finds):
        source = find.source
        if source is None or find.by in ("headline", "continued"):
            continue
        named = page.text[source.start : source.end].split(",")[0]
        if named.count(" ") + 1 >= _LEAST and not set(named) & {*MARKS, "\u2018"}:
            found += [(place, i) for place in _placed(named, source.start)]
    return tuple(found)


def _placed(source: str, start: int) -> list[Span]:
    """Return the capitalised words after each preposition of place in a source that begins at `start`.

    Nothing else in a source is said by it: "a man charged in the shooting" tells of no shooting.
    """
    found: list[Span] = []
    words = list(_WORD.finditer(source))
    for before, first in itertools.pairwise(range(len(words))):
        if words[before].group() not in _IN or not words[first].group()[:1].isupper():
            continue
        last = first
        while last + 1 < len(words) and words[last + 1].group()[:1].isupper():
            last += 1
        found.append(Span(start + words[first].start(), start + words[last].end()))
    return found


def _opening(page: Page, dateline: Span, finds: Sequence[Find], parents: Sequence[int | None]) -> int | None:
    """Return the innermost find that holds the whole sentence after a dateline."""
    start = dateline.end
    while start < len(page.text) and not page.text[start].isalnum():
        start += 1
    sentence = page.sentence_at(start)
    whole = []
    for i, find in enumerate(finds):
        spans = [p for p in (find.source, find.cue, *find.content) if p is not None and p.start >= start]
        reach = hull(spans) if spans else find.anchor
        if reach.start <= start + 1 and reach.end + 2 >= sentence.end and find.by != "continued":
            whole.append((_depth(i, parents), i))
    return max(whole)[1] if whole else None


def _depth(i: int, parents: Sequence[int | None]) -> int:
    count = 0
    at = parents[i]
    while at is not None:
        count, at = count + 1, parents[at]
    return count


def run_on(page: Page, finds: Sequence[Find], quotes: QuoteMap) -> list[Find]:
    """Return the finds with contents that end at a colon let run to the end of their sentence.

    "Told the paper that 31 had died: two were never written down." What others say, and what is quoted,
    stays theirs.
    """
    taken = Nearby([span for find in finds for span in (find.anchor, *find.content)])
    out = []
    for find in finds:
        last = find.content[-1]
        if page.text[last.end : last.end + 1] != ":" or (find.cue is not None and last.end <= find.cue.start):
            out.append(find)
            continue
        rest = tidy(page.text, Span(last.end, max(last.end + 1, page.sentence_at(last.start).end)))
        free = rest.start < rest.end and not taken.overlapping(rest) and not quotes.within(rest)
        out.append(replace(find, content=(*find.content[:-1], Span(last.start, rest.end))) if free else find)
    return out
