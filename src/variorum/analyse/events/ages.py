"""Whose the ages are that a report gives: of one person, of each of several, of all of them."""

from collections.abc import Iterator, Sequence

from variorum.analyse.events.fates import HARM, Part
from variorum.analyse.events.fillings import Teller
from variorum.analyse.participants import Cast, agrees
from variorum.model.analysis import Filling, LocalParticipant, Quantity

_MOST = 40  # entities of one participant that are held against a description


def give_ages(
    teller: Teller,
    cast: Cast,
    placed: tuple[int, list[Part]],
    participants: list[LocalParticipant],
    event: int,
    aged: set[int],
) -> list[Filling]:
    """Give ages to those whose they are; "two soldiers, aged 20 and 26" are two members with one each.

    One age of several is that of them all: "the victims ranged in age from 17 to 28". `placed` has the
    participants of the happening and the index of the first of them; `aged` the heads of the phrases whose
    ages are given, which this adds to.
    """
    phrases = teller.phrases
    first, parts = placed
    found: list[Filling] = []
    for part in parts:
        heads = sorted({h for e in part.entities for h in cast.entities[e].heads})
        numbers = [(q, h) for h in heads for q in phrases[h].ages if h not in aged]
        aged.update(h for _, h in numbers)
        if part.size(phrases)[1] == 1:
            found += [teller.age(q, first + part.index) for q, _ in numbers]
        else:
            found += _of_group(teller, (first, part), numbers, participants, event)
    return found


def ages_of_many(
    teller: Teller,
    cast: Cast,
    placed: tuple[int, list[Part]],
    participants: list[LocalParticipant],
    event: int,
    aged: set[int],
) -> list[Filling]:
    """Give the ages of a definite plural ("the victims") to the one group that the main happening hurt."""
    phrases = teller.phrases
    first, parts = placed
    found: list[Filling] = []
    hurt = [p for p in parts if p.fates.keys() & {*HARM} and p.size(phrases)[1] != 1]
    for entity in cast.entities if hurt else ():
        heads = [h for h in entity.heads if phrases[h].ages and phrases[h].definite and h not in aged]
        if not (heads and entity.is_person and entity.is_plural):
            continue
        meant = [p for p in hurt if all(agrees(entity, cast.entities[e]) for e in p.entities[:_MOST])]
        if len(meant) == 1:
            aged.update(heads)
            numbers = [(q, h) for h in heads for q in phrases[h].ages]
            found += _of_group(teller, (first, meant[0]), numbers, participants, event)
    return found


def _of_group(
    teller: Teller,
    group: tuple[int, Part],
    numbers: Sequence[tuple[Quantity, int]],
    participants: list[LocalParticipant],
    event: int,
) -> Iterator[Filling]:
    """Yield one age of several as that of them all, several as those of as many of its members."""
    phrases = teller.phrases
    first, part = group
    low, high = part.size(phrases)
    if len(numbers) == 1 and phrases[numbers[0][1]].is_plural:  # "two women, both 21"
        yield teller.age(numbers[0][0], first + part.index)
    if len(numbers) < 2 or (low == high and low is not None and len(numbers) > low):
        return
    for number, head in numbers:
        participants.append(
            LocalParticipant(
                event=event,
                name=phrases[head].span.of(teller.page.text),
                type="person",
                roles=tuple(part.roles),
                mentions=(number.span,),
                size=1,
                member_of=first + part.index,
            )
        )
        yield teller.age(number, len(participants) - 1)
