"""Say of a page what kept it from being a report: a paywall, a consent wall, an error in disguise."""

import functools
import re
from collections.abc import Sequence

from variorum.clean.features import addresses_reader, is_ended, speech_of
from variorum.clean.opening import Opened
from variorum.clean.pieces import Line
from variorum.data import load_yaml

_SHORT = 120  # words below which a page's own words about itself are believed
_LOCKED = 350  # words below which a page that calls itself not free is only a part
_SENTENCE = 8  # words of a line that can tell something
_TOLD = 12  # words of such lines beside which a notice is a notice and no wall
_WALLS = ("not_found", "consent_wall", "blocked")
_KEPT = ("article", "dateline")


def quality_flags(opened: Opened) -> tuple[str, ...]:
    """Return the flags of a page's quality; `no_article` says that nothing in it should be read.

    Plain text and feeds are taken at their word. Where an article is told, a line about cookies beside it is
    no wall.
    """
    if not opened.is_page:
        return ()
    body = [line.text for line in opened.lines if line.label in _KEPT]
    words = sum(len(text.split()) for text in body)
    title = opened.facts.title or ""
    around = " ".join([title, *(line.text for line in opened.lines)])[:20_000]
    is_short = words < _SHORT
    is_told = is_short and sum(len(text.split()) for text in body if _tells(text)) >= _TOLD
    if is_told and _signs("no_such_page").search(title):
        return ("not_found", "no_article")
    if is_short and not is_told:
        for flag in _WALLS:
            if _signs(flag).search(around if flag != "not_found" else f"{title} {around[:300]}"):
                return (flag, "no_article")
    if not words:
        return ("empty_page", "no_article")
    if (not opened.facts.is_free and words < _LOCKED) or (is_short and _signs("paywall").search(around)):
        return ("paywall",)
    return ("short_page",) if words < 20 else ()


def set_notices_aside(opened: Opened) -> tuple[Line, ...]:
    """Return a page's lines, those of a short article that speak of cookies as furniture.

    The page beside whose article they stand is kept for what it tells, not for what it asks.
    """
    lines = opened.lines
    body = [line for line in lines if line.label in _KEPT]
    if not opened.is_page or sum(len(line.text.split()) for line in body) >= _SHORT:
        return lines
    if not any(_tells(line.text) for line in body):
        return lines
    return _relabel(lines)


def _relabel(lines: Sequence[Line]) -> tuple[Line, ...]:
    asks = _signs("consent_wall")
    return tuple(
        Line(line.text, "furniture", line.runs, line.gap)
        if line.label == "article" and asks.search(line.text) and not _tells(line.text)
        else line
        for line in lines
    )


def _tells(text: str) -> bool:
    """Say whether a line is a sentence that tells something, neither a page's of itself nor to its reader.

    What is said by somebody or dated may speak of what a wall speaks of ("was not found, police said").
    """
    if len(text.split()) < _SENTENCE or not is_ended(text) or addresses_reader(text):
        return False
    if not {"said", "day"}.isdisjoint(speech_of(text)):
        return True
    return not any(_signs(flag).search(text) for flag in (*_WALLS, "own_affairs"))


@functools.cache
def _signs(flag: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in load_yaml("clean/quality.yaml")[flag]), re.IGNORECASE)
