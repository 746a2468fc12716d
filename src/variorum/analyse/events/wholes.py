"""Wholes and parts: the single captures inside "two were captured"."""

from collections.abc import Sequence

from variorum.analyse.events.happening import Happening
from variorum.analyse.participants import Cast
from variorum.model.value import Time


def find_wholes(groups: Sequence[Happening], cast: Cast) -> None:
    """Make a happening that befell one or few a part of the one of its type that befell all of them.

    Only for types whose patients each have a happening of their own (`singly` in the ontology), and only
    where nothing in the times told speaks against it.
    """
    for part in groups:
        kind = part.mentions[0].type
        size = _size(part, cast)
        if not kind.singly or size is None or not part.told:
            continue
        for whole in groups:
            other = _size(whole, cast)
            if whole is part or whole.part_of is not None or whole.mentions[0].type.name != kind.name:
                continue
            if other is not None and other > size and _meet(part.times(), whole.times()):
                part.part_of = whole.index
                break


def _size(group: Happening, cast: Cast) -> int | None:
    sizes = [
        e.low for i in sorted(group.patients) if (e := cast.entities[i]).low is not None and e.low == e.high
    ]
    return max((s for s in sizes if s is not None), default=None)


def _meet(one: Sequence[Time], other: Sequence[Time]) -> bool:
    if not one or not other:
        return True
    return any(
        max((a.start or "")[:10], (b.start or "")[:10]) <= min((a.end or "9999")[:10], (b.end or "9999")[:10])
        for a in one
        for b in other
    )
