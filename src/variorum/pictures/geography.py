"""Events on a map: an outline of the world, no tiles; what has no place is said, never drawn at 0,0."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from variorum.pictures.clipping import Window, clip_line, clip_polygon, thin
from variorum.pictures.coastlines import Fineness, Line, Outline, is_known, read_lines
from variorum.pictures.drawing import (
    clean,
    element,
    link,
    picture,
    say_number,
    short_path,
    shorten,
    sign,
    width_of,
    words_at,
)
from variorum.pictures.fitting import is_narrow

# The map shows at least so many degrees of latitude, and more of one place: it is to be seen in its country.
_LEAST, _LEAST_ALONE = 6.0, 12.0
# How many times wider than tall a map may be, on a wide page and on a narrow one.
_WIDEST, _WIDEST_NARROW = 2.4, 1.3
_WORLD: Window = (-180.0, -58.0, 180.0, 78.0)
_HALF = 7.5  # half the height of words
_STEPS = (30.0, 10.0, 5.0, 2.0, 1.0)
# Places that say "somewhere in this region": drawn as an area, not as a point.
_AREAS = {"district": 9.0, "region": 14.0, "country": 20.0}


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """One event on the map: where (None where that could not be resolved), how precisely, its words.

    `many` events of one place may be drawn as one.
    """

    label: str
    lat: float | None
    lon: float | None
    precision: str | None = None
    status: str = "single"
    href: str | None = None
    many: int = 1


class _Taken(NamedTuple):
    """Where words or a sign stand already: the middle line, from left to right, half of the height."""

    y: float
    start: float
    end: float
    half: float


class View(msgspec.Struct, frozen=True):
    """A window of the world and the pixels it is drawn on; a degree of longitude shrinks with latitude."""

    window: Window
    width: float
    height: float

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Return the pixel of a place."""
        west, south, east, north = self.window
        return (lon - west) / (east - west) * self.width, (north - lat) / (north - south) * self.height


def draw_map(
    spots: Sequence[Spot],
    *,
    title: str = "Events on the map",
    width: float = 960,
    missing: int = 0,
    alone: bool = False,
) -> str:
    """Draw events where they happened, at the scale that shows them all; `missing` others have no place.

    >>> drawn = draw_map([Spot(label="flood: Orvel", lat=48.2, lon=16.4, precision="city")])
    >>> "flood: Orvel" in drawn
    True
    """
    placed = [s for s in spots if s.lat is not None and s.lon is not None and math.isfinite(s.lat + s.lon)]
    view = _frame(placed, width)
    missing += len(spots) - len(placed)
    about = f"{say_number(sum(s.many for s in placed))} with a place" + (
        f"; {missing} without one are not drawn" if missing else ""
    )
    about += (
        "" if is_known() else "; the outline of the world is not installed (pip install 'variorum[serve]')"
    )
    parts = [_draw_ground(view), *_draw_spots(placed, view)]
    return picture(parts, (view.width, view.height), title, about=about, alone=alone)


def _frame(spots: Sequence[Spot], width: float) -> View:
    """Choose the window: all spots with air around them, no narrower than a small country."""
    lats = [s.lat for s in spots if s.lat is not None] or [_WORLD[1], _WORLD[3]]
    lons = [s.lon for s in spots if s.lon is not None] or [_WORLD[0], _WORLD[2]]
    is_one = max(lats) - min(lats) < _LEAST / 12 and max(lons) - min(lons) < _LEAST / 12
    tall = max(_LEAST_ALONE if is_one else _LEAST, (max(lats) - min(lats)) * 1.4)
    middle = (max(lats) + min(lats)) / 2
    shrink = max(0.2, math.cos(math.radians(middle)))
    widest = _WIDEST_NARROW if is_narrow(width) else _WIDEST
    wide = max(tall * (widest - 0.5) / shrink, (max(lons) - min(lons)) * 1.3)
    if wide > 200 or tall > 100:
        window = (_WORLD[0], min(_WORLD[1], min(lats) - 2), _WORLD[2], max(_WORLD[3], max(lats) + 2))
        return View(window, width, width * (window[3] - window[1]) / 360)
    tall = max(tall, wide * shrink / widest)
    centre = (max(lons) + min(lons)) / 2
    window = (
        centre - wide / 2,
        max(-90.0, middle - tall / 2),
        centre + wide / 2,
        min(90.0, middle + tall / 2),
    )
    # Kept to a fortieth of the width, so that lists of much the same events share one drawn ground.
    step = wide / 40
    west, south, east, north = (round(edge / step) * step for edge in window)
    window = (west, south, east, north)
    return View(window, width, width * (window[3] - window[1]) / ((window[2] - window[0]) * shrink))


@lru_cache(maxsize=64)
def _draw_ground(view: View) -> str:
    west, _, east, _ = view.window
    fineness: Fineness = "c" if east - west > 90 else "l" if east - west > 25 else "i"
    land, borders, states = [], [], []
    for points in _turn(read_lines("land", fineness), view.window):
        drawn = thin([view.at(*p) for p in clip_polygon(points, view.window)], 1.5)
        if len(drawn) > 2:
            land.append(short_path(drawn, closed=True))
    for points in _turn(read_lines("borders", fineness), view.window):
        for stretch in clip_line(points, view.window):
            borders.append(short_path(thin([view.at(*p) for p in stretch], 1.5)))
    for points in _turn(read_lines("states", fineness) if fineness != "c" else (), view.window):
        for stretch in clip_line(points, view.window):
            states.append(short_path(thin([view.at(*p) for p in stretch], 2.5)))
    frame = {"width": view.width, "height": view.height}
    ground = [element("rect", class_="v-paper", fill="none", **frame)]
    line = {"fill": "none", "stroke": "currentColor", "stroke_width": 0.6}
    if land:
        ground.append(element("path", d="".join(land), fill_rule="evenodd", class_="v-land", **line))
    if states:
        ground.append(element("path", d="".join(states), class_="v-state", stroke_opacity=0.2, **line))
    if borders:
        dashes = {"class_": "v-border", "stroke_dasharray": "3 2"}
        ground.append(element("path", d="".join(borders), **dashes, **line))
    ground += _draw_grid(view)
    ground.append(element("rect", fill="none", stroke="currentColor", class_="v-rule", **frame))
    return "\n".join(ground)


def _turn(lines: Iterable[Outline], window: Window) -> Iterator[Line]:
    """Yield the lines that may meet a window, turned round the globe where it lies beyond 180 degrees."""
    west, south, east, north = window
    for line in lines:
        for turn in (-360.0, 0.0, 360.0):
            box = line.box
            if box[0] + turn <= east and box[2] + turn >= west and box[1] <= north and box[3] >= south:
                yield line.points if not turn else tuple((lon + turn, lat) for lon, lat in line.points)


def _draw_grid(view: View) -> list[str]:
    west, south, east, north = view.window
    step = next((s for s in _STEPS if (east - west) / s >= 4), 1.0)
    faint = {"stroke": "currentColor", "stroke_opacity": 0.25, "stroke_width": 0.5, "class_": "v-rule"}
    small = {"font_size": 10, "class_": "v-faint"}
    parts, free = [], 12.0
    for n in range(math.ceil(west / step), math.floor(east / step) + 1):
        x, _ = view.at(n * step, south)
        parts.append(element("line", x1=x, y1=0.0, x2=x, y2=view.height, **faint))
        lon = (n * step + 180) % 360 - 180
        if not is_narrow(view.width) and free < x < view.width - 32:
            free = x + 40
            parts.append(words_at(x + 2, view.height - 4, _degrees(lon, "E", "W"), **small))
    for n in range(math.ceil(south / step), math.floor(north / step) + 1):
        _, y = view.at(west, n * step)
        parts.append(element("line", x1=0.0, y1=y, x2=view.width, y2=y, **faint))
        if not is_narrow(view.width) and 12 < y < view.height - 14:
            parts.append(words_at(4, y - 2, _degrees(n * step, "N", "S"), **small))
    return parts


def _degrees(value: float, more: str, less: str) -> str:
    return f"{abs(value):g}°{more if value > 0 else less if value < 0 else ''}"


def _draw_spots(spots: Sequence[Spot], view: View) -> list[str]:
    """Draw one sign for each place, with the words of its event or how many there are."""
    together: dict[tuple[float, float], list[Spot]] = defaultdict(list)
    for spot in spots:
        together[round(spot.lat or 0.0, 2), round(spot.lon or 0.0, 2)].append(spot)
    parts, taken = [], list[_Taken]()
    for (lat, lon), here in together.items():
        x, y = view.at(lon, lat)
        size = _size_of(here)
        taken.append(_Taken(y, x - size, x + size, size))
    # Most crowded first: their words matter most where there is no room for all.
    for (lat, lon), here in sorted(
        together.items(), key=lambda item: (-sum(s.many for s in item[1]), item[0])
    ):
        x, y = view.at(lon, lat)
        parts.append(_draw_place(here, x, y, taken, view.width))
    return list(reversed(parts))


def _size_of(here: Sequence[Spot]) -> float:
    """Return how large the sign of a place is drawn."""
    return min(14.0, 5 + 1.5 * math.log2(sum(spot.many for spot in here)))


def _draw_place(here: Sequence[Spot], x: float, y: float, taken: list[_Taken], width: float) -> str:
    first = here[0]
    names = [s.label for s in here]
    said = clean("; ".join(names[:8]) + (f"; and {len(names) - 8} more" if len(names) > 8 else ""))
    parts = [element("title", said or " ")]
    area = _AREAS.get(first.precision or "")
    if area:
        ring = {"fill_opacity": 0.08, "stroke": "currentColor", "stroke_dasharray": "2 3"}
        parts.append(element("circle", cx=x, cy=y, r=area, **ring))
    many = sum(s.many for s in here)
    size = _size_of(here)
    if many == 1:
        parts.append(sign(x, y, first.status, size))
    else:
        parts.append(element("circle", cx=x, cy=y, r=size, fill_opacity=0.55, class_="v-faint"))
    label = first.label if many == 1 else say_number(many)
    right, left = width - x - size - 5, x - size - 5
    is_left = min(width_of(label, 12), 240.0) > right and left > right
    words = shorten(label, min(240.0, left if is_left else right), 12)
    room = width_of(words, 12)
    start = x - size - 5 - room if is_left else x + size + 5
    # Words that would lie over others, or over another place's sign, are left out: the table has them all.
    if not any(abs(y - t.y) < t.half + _HALF and start < t.end and start + room > t.start for t in taken):
        taken.append(_Taken(y, start, start + room, _HALF))
        parts.append(words_at(start, y + 4, words, font_size=12))
    return link("".join(parts), first.href)
