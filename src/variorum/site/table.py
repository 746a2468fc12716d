"""Tables of a page."""

import re
from collections.abc import Iterable, Sequence

from variorum.markup import Html, tag

# A day is not broken over two lines.
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def write_table(head: Sequence[str], rows: Iterable[Sequence[object]], *, caption: str = "") -> Html:
    """Write a table that scrolls by itself where the screen is narrow; cells are words or markup."""
    first = tag("tr", [tag("th", words, scope="col") for words in head])
    body = [tag("tr", [tag("td", cell, class_=_kind(cell)) for cell in row]) for row in rows]
    named = tag("caption", caption) if caption else None
    table = tag("table", named, tag("thead", first), tag("tbody", body))
    return tag("div", table, class_="wide", tabindex="0", role="group", aria_label=caption or "Table")


def _kind(cell: object) -> str | None:
    return "day" if isinstance(cell, str) and _DAY.fullmatch(cell) else None
