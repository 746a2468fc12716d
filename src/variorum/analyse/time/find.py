"""Find the time expressions of a page and resolve them in reading order."""

from datetime import date

from variorum.analyse.page import Page
from variorum.analyse.time.calendar import bounds_of, narrow
from variorum.analyse.time.context import Context, Reading
from variorum.analyse.time.guards import GUARDS, Place
from variorum.analyse.time.lexicon import TimeLexicon, load_lexicon
from variorum.analyse.time.makers import MAKERS
from variorum.analyse.time.patterns import Match
from variorum.analyse.time.tokens import Token
from variorum.model.analysis import Timex
from variorum.model.span import Span
from variorum.model.value import Time


def find_timexes(page: Page) -> tuple[Timex, ...]:
    """Return the time expressions of a page in the order of the text.

    Relative expressions ("on Monday", "last month") are reckoned from the report's date; without one they
    have no interval and `reason` says so. Words that look like a date the calendar lacks ("30 February")
    have neither value nor interval.
    """
    lexicon = load_lexicon("en")
    tokens = lexicon.read_tokens(page.text, [p.start for p in page.paragraphs])
    context = open_context(page)
    found = []
    for match in find_matches(page, tokens, lexicon):
        context.span = Span(tokens[match.start].start, tokens[match.end - 1].end)
        reading = MAKERS[match.rule.makes](match.parts, context)
        found.append(to_timex(context.span, reading))
    return tuple(found)


def open_context(page: Page) -> Context:
    """Begin to read a page: the report's day and clock, no narrative yet."""
    published = page.published or ""
    try:
        report = date.fromisoformat(published[:10]) if published else None
    except ValueError:
        report = None
    clock = published[11:16] if report is not None and len(published) >= 16 else None
    return Context(page, report, clock)


def find_matches(page: Page, tokens: list[Token], lexicon: TimeLexicon) -> list[Match]:
    """Return the matches that stand, from left to right, none over another."""
    matcher = lexicon.matcher
    spelled = matcher.spell(tokens)
    found: list[Match] = []
    at = free = 0
    while at < len(tokens):
        for match in matcher.match_at(spelled, at, tokens):
            if match.start >= free and all(
                GUARDS[name](Place(page, tokens, match)) for name in match.rule.when
            ):
                found.append(match)
                free = match.end
                at = match.end - 1
                break
        at += 1
    return found


def to_timex(span: Span, reading: Reading) -> Timex:
    """Give a reading its place and the days it means."""
    time = None
    bounds: tuple[str | None, str | None] | None = reading.bounds
    if bounds is None and reading.value is not None and reading.type in ("DATE", "TIME"):
        days = bounds_of(reading.value)
        bounds = narrow(days, reading.mod) if days is not None else None
    if bounds is not None:
        time = Time(start=bounds[0], end=bounds[1], timex=reading.value)
    return Timex(
        span=span,
        type=reading.type,  # type: ignore[arg-type]
        value=reading.value,
        mod=reading.mod,
        time=time,
        anchor=reading.anchor,
        reason=reading.reason if time is None else None,
    )
