"""Say of a page what kept it from being a report: a paywall, a consent wall, an error in disguise."""

import functools
import re

from variorum.clean.opening import Opened
from variorum.data import load_yaml

_SHORT = 120  # words below which a page's own words about itself are believed
_LOCKED = 350  # words below which a page that calls itself not free is only a part


def quality_flags(opened: Opened) -> tuple[str, ...]:
    """Return the flags of a page's quality; `no_article` says that nothing in it should be read.

    Plain text and feeds are taken at their word.
    """
    if not opened.is_page:
        return ()
    body = [line.text for line in opened.lines if line.label in ("article", "dateline")]
    words = sum(len(text.split()) for text in body)
    around = " ".join([opened.facts.title or "", *(line.text for line in opened.lines)])[:20_000]
    if words < _SHORT:
        for flag in ("not_found", "consent_wall", "blocked"):
            if _signs(flag).search(
                around if flag != "not_found" else f"{opened.facts.title or ''} {around[:300]}"
            ):
                return (flag, "no_article")
    if not words:
        return ("empty_page", "no_article")
    if (not opened.facts.is_free and words < _LOCKED) or (
        words < _SHORT and _signs("paywall").search(around)
    ):
        return ("paywall",)
    return ("short_page",) if words < 20 else ()


@functools.cache
def _signs(flag: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in load_yaml("clean/quality.yaml")[flag]), re.IGNORECASE)
