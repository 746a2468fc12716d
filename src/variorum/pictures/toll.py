"""A number over time: who gave which value when, and which stood at the end."""

from collections.abc import Sequence

import msgspec

from variorum.pictures.drawing import clean, element, link, picture, shorten, sign, width_of, words_at
from variorum.pictures.scales import Span, day_ticks, number_ticks, read_day, say_day, span_days

_TOP, _HEIGHT, _FOOT, _LEFT, _RIGHT = 16, 220, 34, 46, 14


class TollMark(msgspec.Struct, frozen=True, kw_only=True):
    """One claim of a number: when (ISO), its bounds (None where open), who says it, how it stands now.

    `stands` is `preferred`, `held` (another reading that stands), `superseded` or `denied`.
    """

    when: str | None
    low: float | None
    high: float | None
    source: str
    stands: str = "held"
    href: str | None = None


def draw_toll(
    marks: Sequence[TollMark], *, title: str = "The number over time", width: float = 720, alone: bool = False
) -> str:
    """Draw each claim at its time and height; an open side is an arrow, a denied value a cross.

    The line joins the claims of the value that stands and of those it superseded, in the order of time.

    >>> one = TollMark(when="2025-01-09", low=12, high=None, source="the mayor")
    >>> "at least 12" in draw_toll([one])
    True
    """
    placed = sorted(
        ((when, m) for m in marks if (when := read_day(m.when)) is not None),
        key=lambda item: (item[0], _height_of(item[1]), item[1].source),
    )
    about = "; ".join(f"{say_day(when)} {_say(m)}" for when, m in placed[:12])
    about += f"; and {len(placed) - 12} more" if len(placed) > 12 else ""
    highest = max((_height_of(m) for _, m in placed), default=1)
    ticks = number_ticks(highest)
    across = span_days([when for when, _ in placed], _LEFT, width - _RIGHT)
    up = Span(0, ticks[-1], _TOP + _HEIGHT, _TOP)
    parts = _draw_axes(across, up, ticks)
    line = [
        (across(when), up(_height_of(m))) for when, m in placed if m.stands in ("preferred", "superseded")
    ]
    parts.append(_draw_steps(line))
    free: list[tuple[float, float, float]] = []
    for when, mark in placed:
        parts.append(_draw_mark(across(when), mark, up, free, width))
    return picture(parts, (width, _TOP + _HEIGHT + _FOOT), title, about=about, alone=alone)


def _height_of(mark: TollMark) -> float:
    known = [v for v in (mark.high, mark.low) if v is not None]
    return float(known[0]) if known else 0.0


def _say(mark: TollMark) -> str:
    low, high = mark.low, mark.high
    if low is None and high is None:
        value = "no number"
    elif low == high:
        value = f"{low:g}"
    elif high is None:
        value = f"at least {low:g}"
    elif low is None:
        value = f"at most {high:g}"
    else:
        value = f"{low:g} to {high:g}"
    tail = "" if mark.stands in ("held", "preferred") else f" ({mark.stands})"
    return f"{value}, {mark.source}{tail}"


def _draw_axes(across: Span, up: Span, ticks: Sequence[int]) -> list[str]:
    parts = []
    for tick in ticks:
        y = up(tick)
        rule = {"stroke": "currentColor", "stroke_opacity": 0.35 if tick else 1.0, "class_": "v-rule"}
        parts.append(element("line", x1=across.left, y1=y, x2=across.right, y2=y, **rule))
        words = {"text_anchor": "end", "font_size": 12, "class_": "v-faint"}
        parts.append(words_at(across.left - 8, y + 4, f"{tick:,}", **words))
    for day, words_of_day in day_ticks(across, 5):
        x = across(day)
        anchor = "end" if x > across.right - 40 else "middle"
        parts.append(
            words_at(x, up.left + 20, words_of_day, text_anchor=anchor, font_size=12, class_="v-faint")
        )
    return parts


def _draw_steps(points: Sequence[tuple[float, float]]) -> str:
    """Hold each value until the next one replaces it."""
    if len(points) < 2:
        return ""
    data = f"M{points[0][0]:.1f} {points[0][1]:.1f}" + "".join(f"H{x:.1f}V{y:.1f}" for x, y in points[1:])
    return element("path", d=data, fill="none", stroke="currentColor", stroke_opacity=0.45, stroke_width=1.5)


def _draw_mark(
    x: float, mark: TollMark, up: Span, free: list[tuple[float, float, float]], width: float
) -> str:
    y = up(_height_of(mark))
    stroke = {"stroke": "currentColor", "stroke_width": 1.5}
    parts = [element("title", clean(_say(mark)))]
    if mark.low is not None and mark.high is not None and mark.low != mark.high:
        parts.append(element("line", x1=x, y1=up(mark.low), x2=x, y2=y, **stroke))
    elif mark.high is None and mark.low is not None:
        parts.append(element("path", d=_arrow(x, y, -1), fill="none", **stroke))
    elif mark.low is None and mark.high is not None:
        parts.append(element("path", d=_arrow(x, y, 1), fill="none", **stroke))
    if mark.stands == "denied":
        cross = f"M{x - 5:.1f} {y - 5:.1f}l10 10m0 -10l-10 10"
        parts.append(element("path", d=cross, class_="v-contested", fill="none", **stroke))
    else:
        signs = {"preferred": "corroborated", "superseded": "repeated"}
        parts.append(sign(x, y, signs.get(mark.stands, "single")))
    words = shorten(_say(mark), 190, 12)
    room = width_of(words, 12)
    is_left = x + 10 + room > width
    start = x - 10 - room if is_left else x + 10
    clash = any(abs(y - b) < 14 and start < d and start + room > c for b, c, d in free)
    if not clash:
        free.append((y, start, start + room))
        anchor = "end" if is_left else "start"
        parts.append(words_at(x + (-10 if is_left else 10), y + 4, words, text_anchor=anchor, font_size=12))
    return link("".join(parts), mark.href)


def _arrow(x: float, y: float, way: int) -> str:
    tip = y + way * 16
    return f"M{x:.1f} {y:.1f}V{tip:.1f}m-4 {-way * 5}l4 {way * 5}l4 {-way * 5}"
