"""The date in a report's dateline ("KYIV, Jan. 9 (Reuters) -"): what "today" is, not a time of any event."""

from datetime import date

from variorum.analyse.page import Page
from variorum.analyse.time.calendar import make_day
from variorum.analyse.time.patterns import Match
from variorum.analyse.time.tokens import Token
from variorum.model.span import Span

_REACH = 80  # characters of place names before the date
_FIRST = 4  # expressions; title, byline and the like may hold others before it
_ENDS = ("-", "–", "—", "_", ":")
_WRITTEN_OUT = 1000  # the least year that is written out
_LAG = 3  # days from the dateline to the publication beyond which it is no dateline's date


def find_dateline(page: Page, tokens: list[Token], matches: list[Match]) -> Match | None:
    """Return the match that is the dateline's date; None where the report has none."""
    for match in matches[:_FIRST]:
        if match.rule.makes == "date" and "day" in match.parts:
            span = Span(tokens[match.start].start, tokens[match.end - 1].end)
            if stands_in_dateline(page, span):
                return match
    return None


def stands_in_dateline(page: Page, span: Span) -> bool:
    """Say whether the words at `span` are the date of the dateline.

    Where the page does not say, they are if nothing but capitalised words stand before them in their
    paragraph, and an agency in brackets or a dash after them.
    """
    if page.dateline is not None:
        return page.dateline.covers(span)
    start = page.paragraph_at(span.start).start
    before = page.text[start : span.start]
    if len(before) > _REACH or not before.strip() or not _is_place(before):
        return False
    return _ends_dateline(page.text[span.end : span.end + 40])


def _is_place(words: str) -> bool:
    return all(word[:1].isupper() or not word[:1].isalpha() for word in words.split())


def _ends_dateline(following: str) -> bool:
    rest = following.lstrip(" ,.")
    if rest[:1] == ")":  # "OSTA (May 2, 2015): "
        return rest[1:].lstrip(" .")[:1] in _ENDS
    if rest.startswith("("):
        _, bracket, rest = rest.partition(")")
        return bool(bracket) and rest.lstrip(" .")[:1] in ("-", "–", "—", "_", "")
    return rest[:2] == "--" or rest[:1] in ("–", "—")


def reference_day(published: date | None, match: Match | None) -> date | None:
    """Return the day that "today" means: the dateline's where it is at most three days before publication.

    Without a publication date, it is the dateline's, if that names its year; so it is where the year is
    written out and the page came out long after, as one does that is moved to another address.
    """
    if match is None:
        return published
    month, day = int(match.parts["month"]), int(match.parts["day"])
    year = match.parts.get("year")
    if published is None:
        return make_day(int(year), month, day) if year is not None else None
    if year is not None and int(year) >= _WRITTEN_OUT:
        written = make_day(int(year), month, day)
        return written if written is not None and written <= published else published
    near = [make_day(y, month, day) for y in (published.year, published.year - 1)]
    return next((d for d in near if d is not None and 0 <= (published - d).days <= _LAG), published)
