"""The time of an event mention: the expression of its sentence, else of its paragraph's narrative."""

from datetime import date
from typing import Any

import msgspec

from variorum.analyse.page import Page
from variorum.analyse.time.attachment import clause_of, distance_of
from variorum.analyse.time.calendar import add_days
from variorum.analyse.time.dateline import stands_in_dateline
from variorum.analyse.time.lexicon import load_lexicon
from variorum.model.analysis import Timex
from variorum.model.span import Span
from variorum.model.value import Time

_REACH = 12  # characters before an expression in which "since", "from" and the like stand


def place_in_time(page: Page, span: Span, timexes: tuple[Timex, ...]) -> Timex | None:
    """Return the expression that gives the time of the event mention at `span`; None where none does.

    A date beside a verb of saying dates the saying, not what is said. The report's own date and its
    dateline's are never put in its place. Where the words open or join stretches ("since Monday", "from
    Monday to Wednesday"), what is returned covers those words and its `time` says so.
    """
    dated = [t for t in timexes if t.time is not None and not stands_in_dateline(page, t.span)]
    sentence = page.sentence_at(span.start)
    paragraph = page.paragraph_at(span.start)
    event = _head(page, span)
    if event is None:
        return None
    here = [t for t in dated if sentence.covers(t.span)]
    chosen = _nearest(page, event, span, here)
    if chosen is None:
        told = [t for t in dated if paragraph.covers(t.span) and t.span.end <= sentence.start]
        chosen = _narrative(page, told)
    return _with_its_words(page, chosen, timexes) if chosen is not None else None


def _head(page: Page, span: Span) -> Any:
    words = page.tokens(span)
    return words.root if words is not None and len(words) else None


def _nearest(page: Page, event: Any, span: Span, timexes: list[Timex]) -> Timex | None:
    """Return the expression that hangs closest on the event in the parse; None where each dates another."""
    cues = load_lexicon("en").data["events"]
    best: tuple[int, int, int] | None = None
    chosen = None
    for timex in timexes:
        head = _head(page, timex.span)
        steps = distance_of(event, head, cues) if head is not None else None
        if steps is None:
            continue
        gap = max(0, timex.span.start - span.end, span.start - timex.span.end)
        rank = (steps, gap, timex.span.start)
        if best is None or rank < best:
            best, chosen = rank, timex
    return chosen


def _narrative(page: Page, told: list[Timex]) -> Timex | None:
    """Return the date that the paragraph's story has reached: the last one that dates no act of saying."""
    saying = frozenset(load_lexicon("en").data["events"]["saying"])
    for timex in reversed(told):
        head = _head(page, timex.span)
        clause = clause_of(head) if head is not None else None
        if clause is None or clause.lemma_ not in saying:
            return timex
    return None


def _with_its_words(page: Page, timex: Timex, timexes: tuple[Timex, ...]) -> Timex:
    """Open or join the stretch of an expression as the words before it say."""
    cues = load_lexicon("en").data["events"]
    joined = _joined(page, timex, timexes)
    if joined is not None:
        return joined
    cue, start = _word_before(page, timex.span)
    time = timex.time
    if time is None:
        return timex
    if cue in cues["opens_end"]:
        time = Time(start=time.start, end=None, timex=time.timex)
    elif cue in cues["opens_start"]:
        time = Time(start=None, end=time.end, timex=time.timex)
    elif cue in cues["before"] and time.start is not None:
        time = Time(start=None, end=_day_off(time.start, -1), timex=time.timex)
    elif cue in cues["after"] and time.end is not None:
        time = Time(start=_day_off(time.end, 1), end=None, timex=time.timex)
    else:
        return timex
    return msgspec.structs.replace(timex, span=Span(start, timex.span.end), time=time)


def _joined(page: Page, timex: Timex, timexes: tuple[Timex, ...]) -> Timex | None:
    """Join the two ends of "from Monday to Wednesday" where `timex` is one of them."""
    cues = load_lexicon("en").data["events"]
    at = next((i for i, t in enumerate(timexes) if t.span == timex.span), None)
    if at is None:
        return None
    for first, last in ((at, at + 1), (at - 1, at)):
        if first < 0 or last >= len(timexes):
            continue
        one, two = timexes[first], timexes[last]
        between = page.text[one.span.end : two.span.start].strip().lower()
        cue, start = _word_before(page, one.span)
        if between not in cues["to"] or cue not in cues["from"] or one.time is None or two.time is None:
            continue
        begin, end = one.time.start, two.time.end
        if begin is not None and end is not None and begin <= end:
            value = f"{one.value}/{two.value}"
            time = Time(start=begin, end=end, timex=value)
            return msgspec.structs.replace(one, span=Span(start, two.span.end), value=value, time=time)
    return None


def _word_before(page: Page, span: Span) -> tuple[str, int]:
    """Return the word directly before a span, in small letters, and where it begins."""
    before = page.text[max(0, span.start - _REACH) : span.start].rstrip()
    word = before.split()[-1] if before.split() else ""
    return word.lower(), page.text.rfind(word, 0, span.start) if word else span.start


def _day_off(day: str, days: int) -> str | None:
    shifted = add_days(date.fromisoformat(day[:10]), days)
    return shifted.isoformat() if shifted is not None else None
