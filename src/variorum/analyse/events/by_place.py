"""Tolls told place by place: "2,530 people died in Syria and 8,574 in Turkey" are parts of one whole."""

import bisect
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec

from variorum.analyse.events.fillings import PEOPLE, Teller, count_of
from variorum.model.analysis import Filling, LocalEvent, LocalParticipant, Quantity
from variorum.model.span import Span
from variorum.model.value import Place

_IN = frozenset({"in", "across"})
_BEHIND = 6  # words from a number to the "in" before its place
_NEXT = 3  # words from "in" to the place: "in neighbouring Turkey"
_APART = frozenset({"NUM", "PUNCT", "CCONJ", "SCONJ"})  # what never stands between a number and its "in"


class _Share(NamedTuple):
    """The number of those whom it befell in one place, and its words with the place's."""

    number: Quantity
    words: Span
    place: Place


def part_by_place(
    teller: Teller, events: Mapping[int, LocalEvent], local: Mapping[int, int], people: list[LocalParticipant]
) -> dict[int, tuple[Filling, ...]]:
    """Make those of each place participants, where a sentence tells their tolls; return what changes.

    `events` are by the index of their happening, `local` says which event each is. A happening changes where
    it holds one of the tolls as that of all; it takes those of the sentence that none holds.
    """
    changed: dict[int, tuple[Filling, ...]] = {}
    for shares in _rows(teller):
        spans = {share.number.span for share in shares}
        told = {i: changed.get(i, e.fillings) for i, e in events.items()}
        index = next((i for i in told if any(f.span in spans and f.of is None for f in told[i])), None)
        if index is None:
            continue
        elsewhere = {f.span for i in told if i != index for f in told[i]}
        fillings = list(told[index])
        for share in shares:
            held = [f for f in fillings if f.span == share.number.span]
            if share.number.span in elsewhere or any(f.of is not None for f in held):
                continue
            people.append(_participant(share, teller.page.text, local[index]))
            fillings = [f for f in fillings if f not in held] + [_fill(teller, share, len(people) - 1)]
        changed[index] = tuple(fillings)
    return changed


def _rows(teller: Teller) -> Iterator[list[_Share]]:
    """Yield the tolls of one kind that a sentence tells of several places."""
    rows: dict[tuple[Span, str], list[_Share]] = {}
    for number in teller.found.quantities if len(teller.found.toponyms) > 1 else ():
        if number.slot in PEOPLE and number.kind == "count" and number.low is not None and number.high != 0:
            share = _share(teller, number)
            if share is not None:
                sentence = teller.page.sentence_at(number.span.start)
                rows.setdefault((sentence, str(number.slot)), []).append(share)
    yield from (row for row in rows.values() if _are_apart({share.place for share in row}))


def _are_apart(places: set[Place]) -> bool:
    """Say whether there are several places and none holds another: "40 in Iraq, 12 in Baghdad alone"."""
    wide = ("country", "region")
    return len({p.name for p in places}) > 1 and not any(
        a is not b and a.country == b.country and a.precision in wide and a.precision != b.precision
        for a in places
        for b in places
    )


def _share(teller: Teller, number: Quantity) -> _Share | None:
    """Return a number with the place that stands behind it, None where none does."""
    tree, toponyms = teller.tree, teller.found.toponyms
    first = bisect.bisect_left(tree.start, number.span.end)
    for i in range(first, min(first + _BEHIND, tree.size)):
        if tree.lower[i] in _IN:
            reach = tree.start[i + 1 : i + 1 + _NEXT]
            place = next((t for t in toponyms if t.span.start in reach), None)
            if place is None:
                return None
            return _Share(number, Span(number.span.start, place.span.end), place.place)
        if tree.pos[i] in _APART:
            return None
    return None


def _participant(share: _Share, text: str, event: int) -> LocalParticipant:
    low, high = share.number.low, share.number.high
    return LocalParticipant(
        event=event,
        name=" ".join(share.words.of(text).split()),
        type="group",
        roles=("patient",),
        mentions=(share.words,),
        size=int(low) if low is not None and low == high else None,
    )


def _fill(teller: Teller, share: _Share, of: int) -> Filling:
    number = share.number
    value = msgspec.structs.replace(count_of(number), unit="person")
    more = (number.counted,) if number.counted else ()
    return teller.fill(str(number.slot), value, number.span, of=of, more=more)
