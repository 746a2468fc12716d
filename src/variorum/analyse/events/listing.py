"""Numbers that are listed as part of those whom a happening befell: "six soldiers were among the dead"."""

import bisect
import functools
from collections.abc import Iterator
from typing import NamedTuple

from variorum.analyse.events.fates import HARM
from variorum.analyse.events.fillings import Teller
from variorum.analyse.participants import Phrase
from variorum.analyse.participants.figures import head_of
from variorum.data import load_yaml
from variorum.model.analysis import Quantity

_FAR = 5  # words between a verb and those of whom it lists some: "among the 30 or so injured"
_BEFORE = 6  # words before the number in which a list begins
_THEM = frozenset({"them", "whom", "those"})


class Kind(NamedTuple):
    """A number of some kind, in words: what all of them suffered, and the phrase that names the kind."""

    number: Quantity
    fate: str
    phrase: Phrase


@functools.cache
def _whom() -> frozenset[str]:
    """Return the words for those whom something befell: "the dead", "the injured", "the victims"."""
    return frozenset(word for words in load_yaml("events/listings.yaml")["whom"].values() for word in words)


def find_listed(teller: Teller) -> Iterator[Kind]:
    """Yield the numbers that are listed as some of the dead or hurt, with the phrase that names them."""
    for number in teller.found.quantities:
        if number.slot not in HARM or number.kind != "count" or not number.low or number.counted is None:
            continue
        if number.low <= 1 or number.cumulative:
            continue
        phrase = teller.phrases.get(head_of(teller.tree, number.counted))
        if phrase is not None and phrase.is_person and _is_listed(teller, number):
            yield Kind(number, str(number.slot), phrase)


def _is_listed(teller: Teller, number: Quantity) -> bool:
    tree, counted = teller.tree, number.counted or number.span
    first = bisect.bisect_left(tree.start, number.span.start)
    last = bisect.bisect_left(tree.start, counted.end)
    before = tree.lower[max(0, first - _BEFORE) : first]
    behind = tree.lower[last : last + _FAR + 2]
    if before[-1:] == ["including"] or (behind[:1] == ["among"] and behind[1:2] and behind[1] in _THEM):
        return True  # "including four children", "four children among them"
    if before[-2:-1] == ["among"] and before[-1] in _THEM:
        return True  # "among them four children"
    whom = _whom() - _THEM
    if "among" in behind[:2] and not whom.isdisjoint(behind[behind.index("among") :]):
        return True  # "were among the 30 injured"
    verb = tree.lemma[first - 1] if first else ""
    opens = not whom.isdisjoint(before)
    return opens and (verb == "include" or (verb == "be" and "among" in before))
