"""Whose sentence it is, where a court sentences several."""

from collections.abc import Sequence

import msgspec

from variorum.analyse.events.fates import Part
from variorum.analyse.events.happening import Happening
from variorum.model.analysis import Filling
from variorum.model.span import Span


def give_sentences(
    group: Happening, fillings: Sequence[Filling], parts: Sequence[Part], first: int
) -> tuple[Filling, ...]:
    """Give each sentence the person on whom it falls; where only one is sentenced it is of the whole.

    `first` is the index of the first of `parts` among the page's participants.
    """
    whose: dict[Filling, int] = {}
    told = [filling for filling in fillings if filling.slot == "sentence"]
    patients: dict[Span, list[int]] = {}
    for mention in group.mentions if told else ():
        patients.setdefault(mention.span, []).extend(mention.patients)
    suffers = {h: part.index for part in parts for h in part.heads} if told else {}
    for filling in told:
        heads = [h for span in filling.more for h in patients.get(span, ())]
        of = sorted({suffers[h] for h in heads if h in suffers})
        if len(of) == 1:
            whose[filling] = first + of[0]
    if len(set(whose.values())) < 2:
        return tuple(fillings)
    return tuple(msgspec.structs.replace(f, of=whose.get(f)) if f in whose else f for f in fillings)
