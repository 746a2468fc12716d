"""Events on a timeline: each with its sign and words while they are few, as columns of a count when many."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from variorum.pictures.drawing import (
    clean,
    element,
    link,
    picture,
    say_number,
    shorten,
    sign,
    width_of,
    words_at,
)
from variorum.pictures.scales import Span, day_ticks, number_ticks, read_day, say_day, span_days

_ROW, _TOP, _FOOT, _EDGE = 24, 10, 34, 14
# More events than this are counted, not named.
_MOST_NAMED = 40
_LONGEST_LABEL = 330
_LEAST_LABEL = 60
# So many pixels for each day written below the axis.
_TICK = 110


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """One event on the timeline: its days (ISO), its words, the status of what is known of it, its page."""

    label: str
    start: str | None
    end: str | None = None
    status: str = "single"
    href: str | None = None


def draw_timeline(
    happenings: Sequence[Happening], *, title: str = "Events in time", width: float = 960, alone: bool = False
) -> str:
    """Draw events from left to right; those without a day are named in the description, not drawn.

    >>> one = Happening(label="flood: Orvel", start="2025-01-09", status="contested")
    >>> "flood: Orvel" in draw_timeline([one])
    True
    """
    placed = sorted(
        (
            (start, max(start, read_day(h.end) or start), h)
            for h in happenings
            if (start := read_day(h.start)) is not None
        ),
        key=lambda item: (item[0], item[1], item[2].label),
    )
    missing = len(happenings) - len(placed)
    about = say_number(len(placed)) + (f" from {say_day(placed[0][0])} to " if placed else "")
    about += say_day(max(end for _, end, _ in placed)) if placed else ""
    about += f"; {missing} without a day are not drawn" if missing else ""
    span = span_days([day for start, end, _ in placed for day in (start, end)], _EDGE, width - _EDGE)
    draw = _draw_each if len(placed) <= _MOST_NAMED else _draw_counts
    parts, height = draw(placed, span)
    axis = _draw_axis(span, height)
    return picture([*axis, *parts], (width, height + _FOOT), title, about=about, alone=alone)


def _draw_axis(span: Span, height: float) -> list[str]:
    parts = [element("path", d=f"M{span.left} {height}H{span.right}", stroke="currentColor", class_="v-rule")]
    for day, words in day_ticks(span, max(2, int((span.right - span.left) / _TICK))):
        x = span(day)
        rule = {"stroke": "currentColor", "stroke_opacity": 0.5, "class_": "v-rule"}
        parts.append(element("line", x1=x, y1=float(_TOP), x2=x, y2=height + 5.0, **rule))
        anchor = "end" if x > span.right - 40 else "middle" if x > 40 else "start"
        parts.append(words_at(x, height + 20, words, text_anchor=anchor, font_size=12, class_="v-faint"))
    return parts


def _draw_each(placed: Sequence[tuple[float, float, Happening]], span: Span) -> tuple[list[str], float]:
    """Put each event on the first row where it and its words have room."""
    taken: list[float] = []
    parts = []
    for start, end, happening in placed:
        x, far = span(start), span(end)
        words = shorten(happening.label, _LONGEST_LABEL)
        right, left = span.right - far - 12, x - 12
        is_left = width_of(words) > right and left > right
        # On a narrow page neither side may have room for all.
        words = shorten(words, max(left if is_left else right, _LEAST_LABEL))
        first = x - 12 - width_of(words) if is_left else x - 8
        last = far + 8 if is_left else far + 16 + width_of(words)
        row = next((n for n, free in enumerate(taken) if free <= first), len(taken))
        taken[row : row + 1] = [last]
        y = _TOP + row * _ROW + _ROW / 2
        bar = {"stroke": "currentColor", "stroke_width": 3, "stroke_opacity": 0.5}
        inside = [element("title", _say(happening))]
        if far - x > 4:
            inside.append(element("line", x1=x, y1=y, x2=far, y2=y, class_=f"v-{happening.status}", **bar))
        inside.append(sign(x, y, happening.status))
        if is_left:
            inside.append(words_at(x - 10, y + 4, words, text_anchor="end"))
        else:
            inside.append(words_at(far + 10, y + 4, words))
        parts.append(link("".join(inside), happening.href))
    return parts, float(_TOP + max(1, len(taken)) * _ROW + 6)


def _say(happening: Happening) -> str:
    days = happening.start or ""
    if happening.end and happening.end != happening.start:
        days += f" to {happening.end}"
    return clean(f"{happening.label}, {days} ({happening.status})")


def draw_counts(
    counts: Mapping[str, int],
    missing: int = 0,
    far: int = 0,
    *,
    title: str = "Events in time",
    width: float = 960,
    alone: bool = False,
) -> str:
    """Draw how many events fell on each day, month or year (ISO, all of one length) as columns.

    `missing` events have no day, `far` ones lie so far off that they are not drawn; the picture says so.

    >>> "2025-01: 3 events" in draw_counts({"2025-01": 3, "2025-02": 1})
    True
    """
    days = [date.fromisoformat((when + "-01-01")[:10]).toordinal() for when in counts]
    span = span_days([float(day) for day in days], _EDGE, width - _EDGE)
    about = say_number(sum(counts.values())) + (f" from {min(counts)} to {max(counts)}" if counts else "")
    about += f"; {missing} without a day are not drawn" if missing else ""
    parts, height = _draw_columns(counts, span)
    if far:
        words = f"{far} long before or after {'is' if far == 1 else 'are'} not drawn"
        about += f"; {words}"
        parts.append(words_at(span.right, _TOP - 2, words, text_anchor="end", font_size=11, class_="v-faint"))
    return picture(
        [*_draw_axis(span, height), *parts], (width, height + _FOOT), title, about=about, alone=alone
    )


def _draw_counts(placed: Sequence[tuple[float, float, Happening]], span: Span) -> tuple[list[str], float]:
    """Count events by day, month or year, whichever leaves columns wide enough to see."""
    days = span.high - span.low
    cut = 10 if days <= 180 else 7 if days <= 366 * 12 else 4
    return _draw_columns(Counter(say_day(start)[:cut] for start, _, _ in placed), span)


def _draw_columns(counts: Mapping[str, int], span: Span) -> tuple[list[str], float]:
    if not counts:
        return [], 0.0
    cut = len(next(iter(counts)))
    ticks = number_ticks(max(counts.values()), 4)
    height = 130.0
    up = Span(0, ticks[-1], height, float(_TOP + 8))
    parts = [
        words_at(span.left, up(tick) - 3, str(tick), font_size=11, class_="v-faint") for tick in ticks[1:]
    ]
    for when in sorted(counts):
        first = date.fromisoformat((when + "-01-01")[:10]).toordinal()
        length = {10: 1, 7: 30.4, 4: 365.2}[cut]
        x, far = span(first), span(first + length)
        many = f"{when}: {say_number(counts[when])}"
        column = element(
            "rect",
            element("title", many),
            x=x,
            y=up(counts[when]),
            width=max(1.5, far - x - 1),
            height=height - up(counts[when]),
            fill_opacity=0.6,
            class_="v-faint",
        )
        parts.append(column)
    return parts, height
