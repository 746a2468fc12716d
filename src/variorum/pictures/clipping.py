"""Cutting lines and polygons to a window, and dropping points that nobody could tell apart."""

from collections.abc import Iterator, Sequence

Point = tuple[float, float]
# West, south, east, north.
Window = tuple[float, float, float, float]


def clip_polygon(points: Sequence[Point], window: Window) -> list[Point]:
    """Cut a polygon to a window, side after side (Sutherland and Hodgman, 1974).

    >>> clip_polygon([(0, 0), (4, 0), (4, 4), (0, 4)], (1, 1, 3, 3))
    [(1.0, 3.0), (1.0, 1.0), (3.0, 1.0), (3.0, 3.0)]
    """
    found = list(points)
    for axis, edge, keeps_more in (
        (0, window[0], True),
        (1, window[1], True),
        (0, window[2], False),
        (1, window[3], False),
    ):
        if not found:
            return []
        found = list(_clip_side(found, axis, edge, keeps_more=keeps_more))
    return found


def _clip_side(points: Sequence[Point], axis: int, edge: float, *, keeps_more: bool) -> Iterator[Point]:
    def is_in(point: Point) -> bool:
        return point[axis] >= edge if keeps_more else point[axis] <= edge

    before = points[-1]
    for point in points:
        if is_in(point) != is_in(before):
            share = (edge - before[axis]) / (point[axis] - before[axis])
            other = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
            yield (float(edge), other) if axis == 0 else (other, float(edge))
        if is_in(point):
            yield point
        before = point


def clip_line(points: Sequence[Point], window: Window) -> Iterator[list[Point]]:
    """Yield the stretches of a line that have a point inside a window, each with one point beyond it."""
    west, south, east, north = window
    stretch: list[Point] = []
    is_inside = False
    for before, point in zip((None, *points), points, strict=False):
        now = west <= point[0] <= east and south <= point[1] <= north
        if now and not is_inside and before is not None:
            stretch = [before]
        if now or is_inside:
            stretch.append(point)
        if is_inside and not now:
            yield stretch
            stretch = []
        is_inside = now
    if len(stretch) > 1:
        yield stretch


def thin(points: Sequence[Point], least: float) -> list[Point]:
    """Drop points nearer than `least` to the last one kept; first and last stay.

    >>> thin([(0, 0), (0.1, 0), (5, 0)], 1)
    [(0, 0), (5, 0)]
    """
    kept: list[Point] = []
    for point in points:
        if not kept or abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= least:
            kept.append(point)
    if points and kept[-1] != points[-1]:
        kept.append(points[-1])
    return kept
