"""Tolls told place by place: "2,530 people died in Syria and 8,574 in Turkey" are parts of one whole."""

import bisect
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec

from variorum.analyse.events.fillings import PEOPLE, Teller, count_of
from variorum.model.analysis import Filling, LocalEvent, LocalParticipant, Quantity, Toponym
from variorum.model.span import Span
from variorum.model.value import Place

_IN = frozenset({"in", "across"})
_BEHIND = 6  # words from a number to the "in" before its place
_NEXT = 3  # words from "in" to the place: "in neighbouring Turkey"
_WIDE = frozenset({"country", "region"})
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
    holders = _holders(events)
    order = {index: n for n, index in enumerate(events)}
    taken: dict[int, set[Span]] = {}
    added: dict[int, list[Filling]] = {}
    for shares in _rows(teller):
        held = [holders.setdefault(share.number.span, {}) for share in shares]
        whole = [i for each in held for i, of_all in each.items() if True in of_all]
        if not whole:
            continue
        index = min(whole, key=order.__getitem__)
        for share, each in zip(shares, held, strict=True):
            if any(i != index or False in of_all for i, of_all in each.items()):
                continue
            each[index] = {False}
            people.append(_participant(share, teller.page.text, local[index]))
            taken.setdefault(index, set()).add(share.number.span)
            added.setdefault(index, []).append(_fill(teller, share, len(people) - 1))
    return {
        index: (*(f for f in events[index].fillings if f.span not in taken[index]), *fillings)
        for index, fillings in added.items()
    }


def _holders(events: Mapping[int, LocalEvent]) -> dict[Span, dict[int, set[bool]]]:
    """Return for the words of every filling the happenings that hold it, and whether as that of all."""
    found: dict[Span, dict[int, set[bool]]] = {}
    for index, event in events.items():
        for filling in event.fillings:
            found.setdefault(filling.span, {}).setdefault(index, set()).add(filling.of is None)
    return found


def _rows(teller: Teller) -> Iterator[list[_Share]]:
    """Yield the tolls of one kind that a sentence tells of several places."""
    rows: dict[tuple[Span, str], list[_Share]] = {}
    toponyms = {t.span.start: t for t in reversed(teller.found.toponyms)}
    for number in teller.found.quantities if len(teller.found.toponyms) > 1 else ():
        if number.slot in PEOPLE and number.kind == "count" and number.low is not None and number.high != 0:
            share = _share(teller, number, toponyms)
            if share is not None:
                sentence = teller.page.sentence_at(number.span.start)
                rows.setdefault((sentence, str(number.slot)), []).append(share)
    yield from (row for row in rows.values() if _are_apart({share.place for share in row}))


def _are_apart(places: set[Place]) -> bool:
    """Say whether there are several places and none holds another: "40 in Iraq, 12 in Baghdad alone"."""
    widths: dict[str | None, set[str | None]] = {}
    for place in places:
        widths.setdefault(place.country, set()).add(place.precision)
    holds_another = any(len(each) > 1 and not each.isdisjoint(_WIDE) for each in widths.values())
    return len({p.name for p in places}) > 1 and not holds_another


def _share(teller: Teller, number: Quantity, toponyms: Mapping[int, Toponym]) -> _Share | None:
    """Return a number with the place that stands behind it, None where none does; `toponyms` are by start."""
    tree = teller.tree
    first = bisect.bisect_left(tree.start, number.span.end)
    for i in range(first, min(first + _BEHIND, tree.size)):
        if tree.lower[i] in _IN:
            reach = tree.start[i + 1 : i + 1 + _NEXT]
            place = next((toponyms[start] for start in reach if start in toponyms), None)
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
