"""How many of those whom a happening befell were of one kind: "three of the dead were children".

Such a number is no rival of that of all: it is told of the kind alone, a group within the whole.
"""

import bisect
import functools
import itertools
from collections.abc import Iterator, Mapping, Sequence

from variorum.analyse.events.belonging import Roll
from variorum.analyse.events.fillings import Teller
from variorum.analyse.events.happening import Happening
from variorum.analyse.events.listing import Kind, find_listed
from variorum.analyse.events.mention import Mention
from variorum.analyse.events.ontology import EventType
from variorum.analyse.participants import Phrase
from variorum.data import load_yaml
from variorum.model.analysis import Filling, LocalParticipant
from variorum.model.value import Count

_SAME = 4  # mentions before and behind a number: the nearest, and those of the same place
_BETWEEN = 3  # words between "of" and the word for all, or between the verb and the word for the kind


@functools.cache
def _words() -> tuple[Mapping[str, str], frozenset[str]]:
    """Return the fates by the words for those who had them, and the words that may stand before these."""
    known = load_yaml("events/listings.yaml")
    fates = {word: fate for fate, words in {**known["whom"], **known["told"]}.items() for word in words}
    return fates, frozenset(known["openers"])


def count_kinds(
    teller: Teller, roll: Roll, groups: Sequence[Happening], kinds: Mapping[int, EventType], main: int | None
) -> dict[int, list[Filling]]:
    """Make each kind a participant, a part of the largest group of patients; return the counts of kinds.

    `kinds` names the type of each happening by its index; `main` is the index of the main one.
    """
    found: dict[int, list[Filling]] = {}
    patients = {h for g in groups for m in g.mentions if m.fate for h in m.patients}
    listed = (kind for kind in find_listed(teller) if kind.phrase.head not in patients)
    told: dict[str, _Told] = {}
    for kind in (*_find_kinds(teller), *listed):
        if kind.fate not in told:
            told[kind.fate] = _Told(kind.fate, groups, kinds, main)
        group = told[kind.fate].beside(teller, kind) or told[kind.fate].whole(kind)
        if group is None:
            continue
        words = kind.phrase.span.of(teller.page.text)
        roll.participants.append(
            LocalParticipant(
                event=roll.local[group.index],
                name=words,
                type="group" if (kind.number.low or 0) > 1 else "person",
                roles=("patient",),
                mentions=(kind.phrase.span,),
                size=None if kind.number.low is None else int(kind.number.low),
                member_of=roll.largest_of(roll.local[group.index]),
            )
        )
        mention = _nearest(group, kind)
        filling = teller.quantity(kind.number, mention, kind.fate, len(roll.participants) - 1)
        if isinstance(filling.value, Count):
            found.setdefault(group.index, []).append(filling)
    return found


def _find_kinds(teller: Teller) -> Iterator[Kind]:
    fates, openers = _words()
    tree = teller.tree
    for number in teller.found.quantities:
        if number.kind != "count" or number.low is None or number.low != number.high or number.low < 1:
            continue
        at = bisect.bisect_left(tree.start, number.span.start)
        while at < tree.size and tree.lower[at] != "of" and tree.start[at] < number.span.end:
            at += 1
        if at >= tree.size or tree.lower[at] != "of":
            continue
        all_of = next(
            (j for j in range(at + 1, min(at + 1 + _BETWEEN, tree.size)) if tree.lower[j] in fates), None
        )
        if all_of is None or any(
            tree.lower[j] not in openers and tree.pos[j] != "NUM" for j in range(at + 1, all_of)
        ):
            continue
        kind = _told_to_be(teller, all_of)
        if kind is not None and fates[tree.lower[all_of]] != "any":
            yield Kind(number, fates[tree.lower[all_of]], kind)


def _told_to_be(teller: Teller, all_of: int) -> Phrase | None:
    """Return the phrase for the kind that the number is said to be: "were", then the words for a kind."""
    tree = teller.tree
    verb = all_of + 1
    if verb + 1 >= tree.size or tree.lemma[verb] != "be":
        return None
    for head in range(verb + 1, min(verb + 2 + _BETWEEN, tree.size)):
        if head in teller.phrases:
            return teller.phrases[head] if tree.pos[head] == "NOUN" else None
        if tree.pos[head] not in ("ADJ", "NOUN", "PROPN", "DET", "ADV"):
            return None
    return None


class _Told:
    """Which happenings tell a fate, and where: made once, then asked of every kind of that fate."""

    def __init__(
        self, fate: str, groups: Sequence[Happening], kinds: Mapping[int, EventType], main: int | None
    ) -> None:
        told = [(m, n) for n, g in enumerate(groups) for m in g.mentions if m.fate == fate]
        self._groups = groups
        self._main = next((g for g in groups if g.index == main and fate in kinds[g.index].slots), None)
        self._firm = sorted((m.span, groups[n].index, n) for m, n in told if m.patients and not m.is_state)
        told.sort(key=lambda one: one[0].span)
        self._starts = [m.span.start for m, _ in told]
        self._last = list(itertools.accumulate((n for _, n in told), max))

    def beside(self, teller: Teller, kind: Kind) -> Happening | None:
        """Return the happening that the kind's own sentence tells, where it tells what befell all of them."""
        start = kind.number.span.start
        sentence = teller.page.sentence_at(start)
        at = bisect.bisect_left(self._firm, start, key=lambda one: one[0].start)
        near = self._firm[max(0, at - _SAME) : at + _SAME]
        here = [(abs(span.start - start), index, n) for span, index, n in near if sentence.covers(span)]
        return self._groups[min(here)[2]] if here else None

    def whole(self, kind: Kind) -> Happening | None:
        """Return the happening that the kind is of: the main one where it counts these, else the last."""
        before = bisect.bisect_left(self._starts, kind.number.span.start)
        return self._main or (self._groups[self._last[before - 1]] if before else None)


def _nearest(group: Happening, kind: Kind) -> Mention:
    told = group.told or group.mentions
    before = bisect.bisect_left(told, kind.number.span.start, key=lambda m: m.span.start)
    return told[max(0, before - 1)]
