"""Whose sentence it is, where a court sentences several."""

from collections.abc import Sequence

import msgspec

from variorum.analyse.events.fates import Part
from variorum.analyse.events.happening import Happening
from variorum.model.analysis import Filling


def give_sentences(
    group: Happening, fillings: Sequence[Filling], parts: Sequence[Part], first: int
) -> tuple[Filling, ...]:
    """Give each sentence the person on whom it falls; where only one is sentenced it is of the whole.

    `first` is the index of the first of `parts` among the page's participants.
    """
    whose: dict[Filling, int] = {}
    for filling in fillings:
        if filling.slot != "sentence":
            continue
        heads = {h for m in group.mentions if m.span in filling.more for h in m.patients}
        of = [part.index for part in parts if heads & set(part.heads)]
        if len(of) == 1:
            whose[filling] = first + of[0]
    if len(set(whose.values())) < 2:
        return tuple(fillings)
    return tuple(msgspec.structs.replace(f, of=whose.get(f)) if f in whose else f for f in fillings)
