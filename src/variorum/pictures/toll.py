"""A number over time: who gave which value when, and which stood at the end."""

import itertools
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from variorum.pictures.drawing import clean, element, link, picture, shorten, sign, width_of, words_at
from variorum.pictures.scales import Span, day_ticks, number_ticks, read_day, say_day, span_days

_TOP, _HEIGHT, _FOOT, _LEFT, _RIGHT = 22, 220, 34, 46, 14
# The letters, half the room that a sign takes, the widest words; how often a sign gives way to others.
_SIZE, _SIGN, _WIDEST, _MOST_MOVED = 12, 6.0, 230.0, 3


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


class _Place(NamedTuple):
    """Claims of one number on one moment that stand alike, with where their one sign is drawn."""

    x: float
    y: float
    marks: list[TollMark]


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


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
    places = _place(placed, across, up)
    line = [(p.x, p.y) for p in places if p.marks[0].stands in ("preferred", "superseded")]
    parts.append(_draw_steps(line))
    taken = [_Box(p.x - _SIGN, p.y - _SIGN, p.x + _SIGN, p.y + _SIGN) for p in places]
    steps = list(itertools.pairwise(line))
    taken += [_Box(a, y, b, y + 1) for (a, y), (b, _) in steps]
    walls = [_Box(x, min(a, b), x + 1, max(a, b)) for (_, a), (x, b) in steps]
    parts += [_draw_mark(place, up, (taken, walls), width) for place in places]
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
    for day, words_of_day in day_ticks(across, max(2, int((across.right - across.left) / 130))):
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


def _place(placed: Iterable[tuple[float, TollMark]], across: Span, up: Span) -> list[_Place]:
    """Give claims that fall on one place one sign; one that would lie over another moves to its right."""
    places: list[_Place] = []
    at: dict[tuple[object, ...], _Place] = {}
    for when, mark in placed:
        key = (when, mark.low, mark.high, mark.stands)
        if key in at:
            at[key].marks.append(mark)
            continue
        x, y = across(when), up(_height_of(mark))
        for _ in range(_MOST_MOVED):
            if any(abs(p.x - x) < 2 * _SIGN and abs(p.y - y) < 2 * _SIGN for p in places):
                x += 2 * _SIGN
        at[key] = _Place(x, y, [mark])
        places.append(at[key])
    return places


def _draw_mark(place: _Place, up: Span, boxes: tuple[list[_Box], list[_Box]], width: float) -> str:
    x, y, mark = place.x, place.y, place.marks[0]
    stroke = {"stroke": "currentColor", "stroke_width": 1.5}
    parts = [element("title", clean("; ".join(dict.fromkeys(_say(m) for m in place.marks))))]
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
    parts.append(_draw_words(place, *boxes, width))
    return link("".join(parts), mark.href)


def _draw_words(place: _Place, taken: list[_Box], walls: list[_Box], width: float) -> str:
    """Write what a sign says where there is room: over the line that it stands on, never along it."""
    sources = list(dict.fromkeys(mark.source for mark in place.marks))
    more = f" and {len(sources) - 1} more" if len(sources) > 1 else ""
    said = _say(msgspec.structs.replace(place.marks[0], source=sources[0] + more))
    long = min(width_of(said, _SIZE), _WIDEST)
    rooms = {"start": min(long, width - place.x - 8), "end": min(long, place.x - 8)}
    sides = sorted(rooms, key=lambda side: -rooms[side])
    # Cut, or across a line that falls, only where there is no other room; along a line never.
    for least, others in itertools.product((long, min(60, long)), (taken + walls, taken)):
        for base, side in itertools.product((place.y - 7, place.y + 15), sides):
            words = shorten(said, rooms[side], _SIZE)
            end = width_of(words, _SIZE) + 8
            start = place.x + 8 if side == "start" else place.x - end
            box = _Box(start, base - _SIZE + 2, start + end - 8, base + 3)
            if rooms[side] < least or any(box.meets(other) for other in others):
                continue
            taken.append(box)
            at = place.x + (8 if side == "start" else -8)
            return words_at(at, base, words, text_anchor=side, font_size=_SIZE)
    return ""


def _arrow(x: float, y: float, way: int) -> str:
    tip = y + way * 16
    return f"M{x:.1f} {y:.1f}V{tip:.1f}m-4 {-way * 5}l4 {way * 5}l4 {-way * 5}"
