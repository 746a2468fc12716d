"""How far apart places lie."""

import math

from variorum.analyse.places.entry import Candidate
from variorum.analyse.places.homes import Home


def distance(a: Candidate | Home, b: Candidate | Home) -> float:
    """Return roughly how many kilometres lie between two places."""
    return measure((a.lat, a.lon), (b.lat, b.lon))


def measure(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return roughly the kilometres between two points, latitude first (equirectangular, 1% off near by)."""
    width = abs(a[1] - b[1])
    width = min(width, 360 - width) * math.cos(math.radians((a[0] + b[0]) / 2))
    return 111.2 * math.hypot(a[0] - b[0], width)
