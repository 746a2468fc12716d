"""Find the time expressions of a page and resolve them in reading order."""

from datetime import date

from variorum.analyse.page import Page
from variorum.analyse.time.calendar import bounds_of, narrow
from variorum.analyse.time.context import Context, Reading
from variorum.analyse.time.cues import cues
from variorum.analyse.time.dateline import find_dateline, reference_day
from variorum.analyse.time.guards import GUARDS
from variorum.analyse.time.lexicon import TimeLexicon, load_lexicon
from variorum.analyse.time.makers import MAKERS
from variorum.analyse.time.numeric import order_at, order_of
from variorum.analyse.time.patterns import UNKNOWN, Match
from variorum.analyse.time.site import Site
from variorum.analyse.time.tokens import Token
from variorum.model.analysis import Timex
from variorum.model.span import Span
from variorum.model.value import Time

_DAY_MAKERS = frozenset(
    {"date", "weekday", "dayref", "holiday", "iso", "slashed", "monthday", "neighbour", "same"}
)
_CLOCK_MAKERS = frozenset({"clock", "part"})
_BETWEEN = frozenset({"on", "at", ",", "in", "the", "of", "("})
_OLD = 1  # years before the report that make a named year history
_HISTORY = 4  # old dates that make a report one on the past, where they are most of its dates


def find_timexes(page: Page) -> tuple[Timex, ...]:
    """Return the time expressions of a page in the order of the text.

    Relative expressions ("on Monday", "last month") are reckoned from the report's date; without one they
    have no interval and `reason` says so. Words that look like a date the calendar lacks ("30 February")
    have neither value nor interval.
    """
    lexicon = load_lexicon("en")
    tokens = lexicon.read_tokens(page.text, [p.start for p in page.paragraphs])
    found_there = find_matches(page, tokens, lexicon)
    matches = [m for m in found_there if not _names_thing(page, tokens, m)]
    dateline = find_dateline(page, tokens, matches)
    context = open_context(page, matches, dateline)
    found = []
    at = 0
    while at < len(matches):
        match = matches[at]
        other = matches[at + 1] if at + 1 < len(matches) else None
        if other is not None and _belong_together(tokens, match, other):
            found.append(_resolve_pair(tokens, match, other, context))
            at += 2
            continue
        context.span = _span(tokens, match)
        found.append(to_timex(context.span, MAKERS[match.rule.makes](match.parts, context)))
        if match is dateline:
            context.named.clear()  # the story's time begins after it
        at += 1
    return tuple(found)


def _names_thing(page: Page, tokens: list[Token], match: Match) -> bool:
    """Say whether a day is the name of a street or band: "9 October Avenue", "the 19 April [Movement]"."""
    if match.rule.makes != "date" or "day" not in match.parts or "year" in match.parts:
        return False
    at = match.end
    at += at < len(tokens) and tokens[at].norm == "["
    if at >= len(tokens) or not page.text[tokens[at].start].isupper():
        return False
    return tokens[at].norm in cues("guards", "named_by_days")


def _belong_together(tokens: list[Token], match: Match, other: Match) -> bool:
    """Say whether a day and a time of day stand side by side: "6 a.m. on Monday", "Monday at 6 a.m."."""
    makes = match.rule.makes, other.rule.makes
    if any(m.rule.makes == "same" and m.parts.get("unit") != "D" for m in (match, other)):
        return False  # "that month, that evening"
    if not (
        (makes[0] in _DAY_MAKERS and makes[1] in _CLOCK_MAKERS)
        or (makes[0] in _CLOCK_MAKERS and makes[1] in _DAY_MAKERS)
    ):
        return False
    gap = tokens[match.end : other.start]
    return len(gap) <= 2 and all(token.norm in _BETWEEN for token in gap)


def _resolve_pair(tokens: list[Token], match: Match, other: Match, context: Context) -> Timex:
    is_clock_first = match.rule.makes in _CLOCK_MAKERS
    clock, day = (match, other) if is_clock_first else (other, match)
    context.span = _span(tokens, day)
    reading = MAKERS[day.rule.makes](day.parts, context)
    bounds = bounds_of(reading.value) if reading.value is not None else None
    context.beside = (
        date.fromisoformat(bounds[0][:10]) if bounds and bounds[0][:10] == bounds[1][:10] else None
    )
    span = Span(_span(tokens, match).start, _span(tokens, other).end)
    if context.beside is not None or reading.value is None:
        half = {"part": day.parts["part"]} if "part" in day.parts else {}  # "5:30 this afternoon"
        clock_reading = MAKERS[clock.rule.makes](half | clock.parts, context)
        reading = clock_reading if context.beside is not None and clock_reading.value is not None else reading
    context.beside = None
    return to_timex(span, reading)


def _span(tokens: list[Token], match: Match) -> Span:
    return Span(tokens[match.start].start, tokens[match.end - 1].end)


def open_context(page: Page, matches: list[Match], dateline: Match | None) -> Context:
    """Begin to read a page: the report's day, the order of numeric dates, whether it tells of the past."""
    published = page.published or ""
    try:
        report = date.fromisoformat(published[:10]) if published else None
    except ValueError:
        report = None
    report = reference_day(report, dateline)
    deictic = sum(1 for m in matches if m.rule.makes in ("weekday", "dayref", "period"))
    years = [(m.parts["year"], "month" in m.parts) for m in matches if isinstance(m.parts.get("year"), int)]
    old = [has_month for year, has_month in years if report is None or year < report.year - _OLD]
    is_history = len(old) > len(years) / 2 and (
        sum(old) >= max(_HISTORY, deictic + 1)
        or len(old) >= max(3 * _HISTORY, 3 * deictic)
        or (len(old) >= _HISTORY and not deictic)
    )
    forms = [str(m.parts["slashed"]) for m in matches if "slashed" in m.parts]
    return Context(
        page,
        report,
        is_history=is_history,
        names_own_day=report is not None and _names_weekday(matches, report.isoweekday()),
        day_order=order_of(forms) or order_at(page.outlet, load_lexicon("en").data["numeric_order"]),
    )


def _names_weekday(matches: list[Match], weekday: int) -> bool:
    """Say whether a weekday stands among the matches by itself, not as "last Friday"."""
    plain = [m.parts for m in matches if m.rule.makes == "weekday" and "last" not in m.parts]
    return any(parts.get("weekday") == weekday for parts in plain)


def find_matches(page: Page, tokens: list[Token], lexicon: TimeLexicon) -> list[Match]:
    """Return the matches that stand, from left to right, none over another."""
    matcher = lexicon.matcher
    spelled = matcher.spell(tokens)
    found: list[Match] = []
    reached = free = 0
    for at in [i for i, letter in enumerate(spelled) if letter != UNKNOWN]:
        if at < reached:
            continue
        candidates = matcher.match_at(spelled, at, tokens)
        if candidates and candidates[0].start > at:  # words before it belong to the rule, not the expression
            candidates += matcher.match_at(spelled, candidates[0].start, tokens)
            candidates.sort(key=lambda m: m.start - m.end)
        for match in candidates:
            if match.start >= free and all(
                GUARDS[name](Site(page, tokens, match)) for name in match.rule.when
            ):
                found.append(match)
                reached = free = match.end
                break
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
        reason=reading.reason,
    )
