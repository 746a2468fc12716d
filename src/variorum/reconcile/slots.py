"""The ontology's slots as rules of comparison."""

import functools
from collections.abc import Mapping
from typing import Literal

import msgspec

from variorum.data import load_yaml

Agreement = Literal["range", "containment", "names", "family", "means"]


class SlotRule(msgspec.Struct, frozen=True, kw_only=True):
    """How the values of one slot are compared.

    `moves` is +1 or -1 for an open toll, 0 for a slot settled when the event is over. `many` marks slots
    whose values hold together, `passes` those that tell how things stand at the moment, `stays` those
    of which no value puts another out of date.
    """

    name: str
    shape: str
    unit: str | None = None
    moves: int = 0
    many: bool = False
    passes: bool = False
    stays: bool = False
    fate: bool = False
    agrees: Agreement = "range"


@functools.cache
def load_rules() -> Mapping[str, SlotRule]:
    """Load the rule of every slot.

    >>> load_rules()["missing"].moves
    -1
    """
    data = load_yaml("ontology/slots.yaml")
    direction = {"up": 1, "down": -1}
    return {
        name: SlotRule(
            name=name,
            shape=row["value"],
            unit=row.get("unit"),
            moves=direction.get(row.get("moves", ""), 0),
            many=row.get("many", False),
            passes=row.get("passes", False),
            stays=row.get("stays", False),
            fate=row.get("fate", False),
            agrees=row.get("agrees", data["sameness"][row["value"]]["agrees"]),
        )
        for name, row in data["slots"].items()
    }
