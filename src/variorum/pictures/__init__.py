"""Pictures of a record as SVG: timeline, map, lineage, toll; for pages, notebooks, files and docs alike.

Every picture carries a title and a description, escapes every word, and is the same bytes for the same input.
Colours are CSS classes with `currentColor` behind them: on a page the page's style sheet decides (light,
dark, print); with `alone=True` the picture brings `STYLE` with it and can stand in a file or a notebook.
"""

from variorum.pictures.choosing import happenings_of, spots_of, toll_of
from variorum.pictures.drawing import STYLE
from variorum.pictures.fitting import fit
from variorum.pictures.geography import Spot, draw_map
from variorum.pictures.lineage import draw_lineage
from variorum.pictures.timeline import Happening, draw_timeline
from variorum.pictures.toll import TollMark, draw_toll

__all__ = [
    "STYLE",
    "Happening",
    "Spot",
    "TollMark",
    "draw_lineage",
    "draw_map",
    "draw_timeline",
    "draw_toll",
    "fit",
    "happenings_of",
    "spots_of",
    "toll_of",
]
