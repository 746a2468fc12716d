"""How likely each label is for each of the lines of a text, where some labels seldom follow others.

A linear chain: what speaks for a line's labels by itself, and what speaks for one label behind another. The
chances are those of the forward-backward algorithm (Rabiner 1989), each line's summing to 1.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Row = Sequence[float]
_LEAST = -50.0  # below the best label's; what is less likely is not told from it


@dataclass(frozen=True)
class Chain:
    """What speaks for each label of a first and a last line, and for each behind each, by how lines join."""

    begin: Row
    end: Row
    steps: Mapping[str, Sequence[Row]]


def chances_in_chain(scores: Sequence[Row], joints: Sequence[str], chain: Chain) -> list[list[float]]:
    """Return the chance of each label for each line, in the order of the lines.

    `scores` say what speaks for each label of a line, as logarithms; `joints` how a line joins the one before
    it, by the names in `chain.steps`; the first line's is not looked at.

    >>> chain = Chain((0.0, 0.0), (0.0, 0.0), {"": ((2.0, 0.0), (0.0, 2.0))})
    >>> [[round(p, 2) for p in row] for row in chances_in_chain([(3.0, 0.0), (0.0, 0.5)], ["", ""], chain)]
    [[0.93, 0.07], [0.77, 0.23]]
    """
    if not scores:
        return []
    steps = {name: [list(map(math.exp, row)) for row in rows] for name, rows in chain.steps.items()}
    own = [_powers(row) for row in scores]
    ahead = [_shares(_times(own[0], _powers(chain.begin)))]
    for row, joint in zip(own[1:], joints[1:], strict=True):
        columns = zip(*steps[joint], strict=True)
        ahead.append(_shares(_times(row, [sum(_times(ahead[-1], column)) for column in columns])))
    behind = _shares(_powers(chain.end))
    found = [_shares(_times(ahead[-1], behind))]
    for n in range(len(own) - 1, 0, -1):
        seen = _times(own[n], behind)
        behind = _shares([sum(_times(row, seen)) for row in steps[joints[n]]])
        found.append(_shares(_times(ahead[n - 1], behind)))
    return found[::-1]


def _powers(row: Sequence[float]) -> list[float]:
    top = max(row)
    return [math.exp(max(value - top, _LEAST)) for value in row]


def _times(a: Sequence[float], b: Sequence[float]) -> list[float]:
    return [x * y for x, y in zip(a, b, strict=True)]


def _shares(row: Sequence[float]) -> list[float]:
    whole = sum(row)
    return [value / whole for value in row]
