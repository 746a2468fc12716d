"""Tables of a page."""

import re
from collections.abc import Iterable, Sequence

from variorum.markup import Html, join, tag

# A day is not broken over two lines.
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def write_table(head: Sequence[str], rows: Iterable[Sequence[object]], *, caption: str = "") -> Html:
    """Write a table of words or markup; where the screen is narrow a row's cells stand below each other.

    There each cell says its column; the caption stands above the table, so that it is never cut with it.
    """
    first = tag("tr", [tag("th", words, scope="col") for words in head])
    body = [tag("tr", _cells(head, row)) for row in rows]
    named = caption or "Table"
    table = tag("table", tag("thead", first), tag("tbody", body), aria_label=named)
    about = tag("p", caption, class_="faint") if caption else None
    return join(about, tag("div", table, class_="wide", tabindex="0", role="group", aria_label=named))


def _cells(head: Sequence[str], row: Sequence[object]) -> list[Html]:
    return [
        tag("td", cell, class_=_kind(cell), data_of=words if cell != "" else None)
        for words, cell in zip(head, row, strict=True)
    ]


def _kind(cell: object) -> str | None:
    return "day" if isinstance(cell, str) and _DAY.fullmatch(cell) else None
