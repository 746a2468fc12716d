"""Share out ages told in a row among as many named in a row: "Omar and Khalid Saleh, aged 8 and 11"."""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from variorum.analyse.quantities.owners import name_span
from variorum.analyse.quantities.scene import Scene
from variorum.model.analysis import Quantity
from variorum.model.span import Span

_ROW = 6  # persons named in one row
_JOINS = frozenset({"and", ","})
_NAMES = frozenset({"NNP", "NNPS"})


def share_out(scene: Scene, found: Sequence[Quantity]) -> list[Quantity]:
    """Give each of several ages of one name to one of those named in a row that it ends, in their order.

    Where there are more ages than names, or fewer, they stay as they are.
    """
    shared = list(found)
    by_name: dict[Span, list[int]] = {}
    for i, quantity in enumerate(shared):
        if quantity.slot == "age" and quantity.counted is not None:
            by_name.setdefault(quantity.counted, []).append(i)
    for counted, ages in by_name.items():
        row = _row(scene, counted) if 1 < len(ages) <= _ROW else []
        if 1 < len(row) == len(ages):
            for i, token in zip(ages, row, strict=True):
                shared[i] = replace(shared[i], counted=name_span(scene, token))
    return shared


def _row(scene: Scene, counted: Span) -> list[Any]:
    """Return the last words of the names that stand in one row, of which `counted` is the last."""
    tokens = scene.tokens
    row = [tokens[scene.page.index_at(counted.end - 1)]]
    first = scene.page.index_at(counted.start)
    while len(row) <= _ROW and first - 2 >= scene.first and tokens[first - 1].lower_ in _JOINS:
        if tokens[first - 2].tag_ not in _NAMES or (len(row) == 1 and tokens[first - 1].lower_ == ","):
            break
        row.append(tokens[first - 2])
        first -= 2
        while first - 1 >= scene.first and tokens[first - 1].tag_ in _NAMES:
            first -= 1
    return row[::-1]
