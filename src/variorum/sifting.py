"""Which changes of a record weigh: deaths before places, what happened before what is said of it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from variorum.model.record import Event
from variorum.model.value import Count
from variorum.reconcile import Change
from variorum.reconcile.slots import load_rules
from variorum.wording import SPOKEN

# Who and where stands behind how many; what is not named here is small.
_RANKS = {"place": 2, "time": 2, "agent": 3, "type": 4}
_SMALL = 5


class Sifted(NamedTuple):
    """Changes in the order of their weight: those to be seen at once, and the small ones."""

    large: tuple[Change, ...]
    small: tuple[Change, ...]


def sift(changes: Sequence[Change], events: Mapping[str, Event]) -> Sifted:
    """Part the changes that weigh from the small, and order both: the event with most dead first.

    Small is what shows no value before or after, what is only said, what is told of one who takes part beside
    the whole, and of an event that is new that it is one. Where all is small nothing is held back.
    """
    wholes = {(c.event, c.slot) for c in changes if c.of is None}
    told = {c.event for c in changes if _rank(c.slot) < _RANKS["type"] and _shows(c)}
    large = [c for c in changes if _is_large(c, events.get(c.event), wholes, told)]
    order = _Order(large or changes)
    held = {id(c) for c in large}
    small = sorted((c for c in changes if id(c) not in held), key=order)
    return Sifted(tuple(sorted(large, key=order)), tuple(small)) if large else Sifted(tuple(small), ())


def _is_large(change: Change, event: Event | None, wholes: set[tuple[str, str]], told: set[str]) -> bool:
    if not _shows(change) or (event is not None and event.type in SPOKEN):
        return False
    if change.of is not None and (not _is_toll(change.slot) or (change.event, change.slot) in wholes):
        return False
    if change.slot == "type" and change.before is None and change.event in told:
        return False
    return _rank(change.slot) < _SMALL


def _shows(change: Change) -> bool:
    return any(shown is not None and shown.value is not None for shown in (change.before, change.after))


def _is_toll(slot: str) -> bool:
    rule = load_rules().get(slot)
    return rule is not None and rule.shape == "count"


def _rank(slot: str) -> int:
    if _is_toll(slot):
        return 0 if load_rules()[slot].fate else 1
    return _RANKS.get(slot, _SMALL)


class _Key(NamedTuple):
    rank: int
    dead: int
    event: str
    own: int
    slot: int
    of: str


class _Order:
    """The order of changes: events by their greatest change, then by their dead; in each its tolls first."""

    def __init__(self, weighed: Sequence[Change]) -> None:
        self._slots = {slot: n for n, slot in enumerate(load_rules())}
        self._best: dict[str, int] = {}
        self._dead: dict[str, int] = {}
        for change in weighed:
            self._best[change.event] = min(_rank(change.slot), self._best.get(change.event, _SMALL))
            value = change.after.value if change.after is not None else None
            if change.slot == "killed" and isinstance(value, Count):
                self._dead[change.event] = max(value.low or 0, self._dead.get(change.event, 0))

    def __call__(self, change: Change) -> _Key:
        return _Key(
            self._best.get(change.event, _SMALL),
            -self._dead.get(change.event, 0),
            change.event,
            _rank(change.slot),
            self._slots.get(change.slot, len(self._slots)),
            change.of or "",
        )
