"""Tables inside an article: kept whole or not at all, a row a line: a day stays with what befell on it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from variorum.clean.blocks import Block
from variorum.clean.elements import HINTED, LINK, Element
from variorum.clean.pieces import Label, Line, Run

JOINER = " | "
_ROWS, _COLUMNS = 2, 2  # rows of a table of data at least, and cells of most of them
_LONGEST = 60  # words of a cell; a longer one is a page laid out by a table
_BLOCKS = 1.5  # lines of a cell on average
_KEPT = 0.3  # share of a table's words that were taken for the article, above which all of it is


class _Row(defaultdict[int, list[int]]):
    """The lines of one row by their cells."""

    def __init__(self) -> None:
        super().__init__(list)


@dataclass
class Table:
    """One table of data on a page: the places of its lines among all, by row and cell."""

    element: Element
    rows: dict[int, dict[int, list[int]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )

    @property
    def places(self) -> list[int]:
        """The places of all its lines, ascending."""
        return sorted(n for cells in self.rows.values() for held in cells.values() for n in held)


def find_tables(blocks: Sequence[Block]) -> list[Table]:
    """Return the tables of data among the lines of a page: several short cells a row, words and no links."""
    found: dict[int, Table] = {}
    for n, block in enumerate(blocks):
        if block.tag in ("td", "th") or block.element is not None:
            cell = _around(block.element, ("td", "th"))
            row = _around(cell, ("tr",))
            table = _around(row, ("table",))
            if cell is not None and row is not None and table is not None:
                found.setdefault(id(table), Table(table)).rows[id(row)][id(cell)].append(n)
    return [table for table in found.values() if _is_data(table, blocks)]


def _around(element: Element | None, names: tuple[str, ...]) -> Element | None:
    while element is not None and element.name not in names:
        if element.name == "table" and "table" not in names:
            return None
        element = element.around
    return element


def _is_data(table: Table, blocks: Sequence[Block]) -> bool:
    rows, places = list(table.rows.values()), table.places
    cells = [held for row in rows for held in row.values()]
    words = sum(blocks[n].count for n in places)
    linked = sum(blocks[n].count * max(blocks[n].share(LINK), blocks[n].share(HINTED)) for n in places)
    return (
        sum(len(row) >= _COLUMNS for row in rows) >= max(_ROWS, 0.7 * len(rows))
        and len(places) <= _BLOCKS * len(cells)
        and max(sum(blocks[n].count for n in held) for held in cells) <= _LONGEST
        and linked < 0.5 * words
    )


def widen(tables: Sequence[Table], low: int, high: int) -> tuple[int, int]:
    """Return the ends of a stretch of lines, moved outwards where they cut a table in two."""
    for table in tables:
        first, last = table.places[0], table.places[-1] + 1
        if first < high and last > low:
            low, high = min(low, first), max(high, last)
    return low, high


def settle_tables(tables: Sequence[Table], blocks: Sequence[Block], labels: list[Label]) -> list[Label]:
    """Label all lines of a table alike.

    It is the article's where enough of it was taken for the article, or where it stands in what holds the
    paragraph before it.
    """
    for table in tables:
        places = table.places
        words = sum(blocks[n].count for n in places)
        kept = sum(blocks[n].count for n in places if labels[n] == "article")
        is_kept = kept > _KEPT * words or _follows(table, blocks, labels[: places[0]])
        for n in places:
            labels[n] = "article" if is_kept else "furniture"
    return labels


def _follows(table: Table, blocks: Sequence[Block], before: Sequence[Label]) -> bool:
    """Say whether the nearest paragraph of the article before a table lies in the element that holds it."""
    at = next((n for n in range(len(before) - 1, -1, -1) if before[n] == "article"), None)
    if at is None:
        return False
    element = blocks[at].element
    while element is not None:
        if element is table.element.around:
            return True
        element = element.around
    return False


def join_rows(tables: Sequence[Table], lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return lines, those of one row of a table that is kept as one, its cells parted by a bar."""
    joined: dict[int, list[int]] = {}
    for table in tables:
        for cells in table.rows.values():
            places = [n for held in cells.values() for n in held]
            if len(places) > 1 and all(lines[n].label == "article" for n in places):
                joined |= {places[0]: places, **{n: [] for n in places[1:]}}
    out = []
    for n, line in enumerate(lines):
        if n not in joined:
            out.append(line)
        elif joined[n]:
            out.append(_join([lines[place] for place in joined[n]]))
    return tuple(out)


def _join(cells: Sequence[Line]) -> Line:
    runs: list[Run] = []
    at = 0
    for cell in cells:
        runs += [(at + start, source, length) for start, source, length in cell.runs]
        at += len(cell.text) + len(JOINER)
    return Line(JOINER.join(cell.text for cell in cells), "article", tuple(runs))
