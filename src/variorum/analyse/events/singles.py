"""One person's death is that person's own where the same report tells that more died."""

import functools
from collections.abc import Sequence

import msgspec

from variorum.analyse.events.fates import HARM, Part
from variorum.analyse.events.fillings import Teller
from variorum.data import load_yaml
from variorum.model.analysis import Filling
from variorum.model.value import Count


@functools.cache
def _ones() -> frozenset[str]:
    return frozenset(load_yaml("events/listings.yaml")["ones"])


def tell_of_singles(
    teller: Teller, parts: Sequence[Part], first: int, fillings: Sequence[Filling]
) -> tuple[Filling, ...]:
    """Take from the tolls of a happening what is told of one person, where more are told of all.

    "That victim died days later" is no toll of one beside "a third person has died"; "one man died" is where
    another voice counts him.
    """
    most = {slot: _most(fillings, slot) for slot in HARM}
    if max(most.values()) <= 1 or not any(_is_one_of_all(f) for f in fillings):
        return tuple(fillings)
    whose = {teller.phrases[h].span: first + p.index for p in parts for h in p.heads}
    for part in parts:
        numbers = (n for h in part.heads if (n := teller.phrases[h].number) is not None)
        whose |= {n.span: first + part.index for n in numbers}
    known = {(f.slot, f.span, f.of) for f in fillings}
    kept: list[Filling] = []
    for filling in fillings:
        own = whose.get(filling.span)
        is_one = most.get(filling.slot, 0) > 1 and own is not None and _is_one_of_all(filling)
        if not is_one or (_is_counted(teller, filling) and _is_of_another_voice(filling, fillings)):
            kept.append(filling)
        elif (filling.slot, filling.span, own) not in known:
            kept.append(msgspec.structs.replace(filling, of=own))
    return tuple(kept)


def _most(fillings: Sequence[Filling], slot: str) -> int:
    """Return how many are told at least, as a fact, of all whom it befell."""
    told = (f for f in fillings if f.slot == slot and f.of is None)
    facts = (f.value for f in told if f.polarity == "affirmed" and f.modality == "asserted")
    return max((int(value.low or 0) for value in facts if isinstance(value, Count)), default=0)


def _is_one_of_all(filling: Filling) -> bool:
    value = filling.value
    is_one = isinstance(value, Count) and value.low == value.high == 1
    return is_one and filling.of is None and filling.slot in HARM and filling.polarity == "affirmed"


def _is_counted(teller: Teller, filling: Filling) -> bool:
    """Say whether words count to one: "one person", not "a man"."""
    return not _ones().isdisjoint(filling.span.of(teller.page.text).lower().split())


def _is_of_another_voice(filling: Filling, fillings: Sequence[Filling]) -> bool:
    """Say whether whoever counts one tells no other number of all."""
    mine = filling.chain[-1].voice if filling.chain else None
    others = (f for f in fillings if f.slot == filling.slot and f.of is None and not _is_one_of_all(f))
    return all((f.chain[-1].voice if f.chain else None) != mine for f in others)
