"""A picture for a wide page and for a narrow one: shrunk to a telephone its letters could not be read."""

from collections.abc import Callable

NARROW = 350.0


def fit(draw: Callable[[float], str], wide: float = 960) -> str:
    """Draw a picture in both widths; the style of the page shows the one that has room.

    >>> fit(lambda width: f"<svg width='{width:g}'/>", 720)
    "<div class='v-wide'><svg width='720'/></div><div class='v-narrow'><svg width='350'/></div>"
    """
    return f"<div class='v-wide'>{draw(wide)}</div><div class='v-narrow'>{draw(NARROW)}</div>"


def is_narrow(width: float) -> bool:
    """Say whether a picture has so little room that less must be said in it."""
    return width < 500
