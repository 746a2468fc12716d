"""Which reports derive from which, as a tree: a row for each report, lines from source to taker."""

from collections.abc import Sequence
from urllib.parse import quote

from variorum.link.copies.lineage import Branch, lay_out
from variorum.pictures.drawing import element, link, picture, shorten, width_of, words_at

# Height of a row, width of a step to the right, left edge, widest words in pixels, deepest step drawn.
_ROW, _STEP, _LEFT, _WIDEST, _DEEPEST = 26, 24, 14, 560, 40


def draw_lineage(
    tree: Sequence[Branch],
    *,
    title: str = "Which reports derive from which",
    report_at: str | None = None,
    alone: bool = False,
) -> str:
    """Draw trees of reports; a broken line joins reports that only quote the same words.

    `report_at` is the address of a report's page with `{}` for its id; without it nothing is linked.
    """
    rows = lay_out(tree)
    parts = []
    widest = 100.0
    for number, row in enumerate(rows):
        words = shorten(row.words, _WIDEST)
        x, y = float(_LEFT + min(row.depth, _DEEPEST) * _STEP), _ROW * number + _ROW / 2
        widest = max(widest, x + 14 + width_of(words))
        if row.above is not None:
            up = _ROW * row.above + _ROW / 2
            dashes = "3 3" if row.tie == "quotes" else None
            line = {
                "fill": "none",
                "stroke": "currentColor",
                "stroke_opacity": 0.6,
                "stroke_dasharray": dashes,
            }
            parts.append(element("path", d=f"M{x - _STEP:.0f} {up + 5:.0f}V{y:.0f}H{x - 6:.0f}", **line))
        fill = "currentColor" if row.tie in ("own", "quotes") else "none"
        dot = element("circle", cx=x, cy=y, r=4.0, fill=fill, stroke="currentColor")
        address = (
            report_at.replace("{}", quote(row.report, safe="", errors="replace"))
            if report_at and row.report
            else None
        )
        parts.append(link(dot + words_at(x + 10, y + 4.5, words), address))
    about = f"{len(rows)} lines; a filled dot is reporting of its own, a ring is taken over"
    return picture(parts, (widest + 12, _ROW * max(1, len(rows)) + 6), title, about=about, alone=alone)
