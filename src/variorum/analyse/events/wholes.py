"""Wholes and parts: the single captures inside "two were captured"."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from variorum.analyse.events.happening import Happening
from variorum.analyse.participants import Cast
from variorum.model.value import Time

_MOST = 60  # happenings of one type that parts are looked for
_FEW = 12  # times of each that are compared


class _Sized(NamedTuple):
    """A happening that befell so many, with the times told of it."""

    group: Happening
    size: int
    times: tuple[Time, ...]


def find_wholes(groups: Sequence[Happening], cast: Cast) -> None:
    """Make a happening that befell one or few a part of the one of its type that befell all of them.

    Only for types whose patients each have a happening of their own (`singly` in the ontology), and only
    where nothing in the times told speaks against it. Only the first `_MOST` of one type are wholes.
    """
    of_kind: dict[str, list[_Sized]] = {}
    for group in groups:
        kind = group.mentions[0].type
        if kind.singly and (size := _size(group, cast)) is not None:
            times = tuple(dict.fromkeys(group.times()))[:_FEW]
            of_kind.setdefault(kind.name, []).append(_Sized(group, size, times))
    for parts in of_kind.values():
        _join(parts)


def _join(parts: Sequence[_Sized]) -> None:
    wholes = [p for p in parts if p.size > 1][:_MOST]
    wholes = sorted([*wholes, *[p for p in parts if p.size == 1][:_MOST]], key=lambda w: w.group.index)
    for part in parts:
        if not part.group.told:
            continue
        for whole in wholes:
            if whole is part or whole.group.part_of is not None:
                continue
            if whole.size > part.size and _meet(part.times, whole.times):
                part.group.part_of = whole.group.index
                break


def _size(group: Happening, cast: Cast) -> int | None:
    sizes = [
        e.low for i in sorted(group.patients) if (e := cast.entities[i]).low is not None and e.low == e.high
    ]
    return max((s for s in sizes if s is not None), default=None)


def _meet(one: Collection[Time], other: Collection[Time]) -> bool:
    if not one or not other:
        return True
    return any(a.meets(b) for a in one for b in other)
