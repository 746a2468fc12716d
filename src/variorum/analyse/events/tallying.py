"""Counts told apart from the words of a happening: "two workers were missing", "83 cases so far"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from variorum.analyse.attribution import read_factuality
from variorum.analyse.events.fates import HARM
from variorum.analyse.events.fillings import Teller
from variorum.analyse.events.happening import Happening, is_long_before
from variorum.analyse.events.mention import Mention
from variorum.analyse.events.ontology import EventType
from variorum.analyse.participants.lexicon import people_words
from variorum.analyse.participants.phrases import head_of, is_argument
from variorum.model.analysis import Filling, Quantity
from variorum.model.span import Span
from variorum.model.value import Text

# Counts that sit on the happening that befell them wherever they are told: whoever kills may also trap.
_OF_THE_WHOLE = frozenset({"missing", "trapped", "rescued"})
_ORDINAL = re.compile(r"(?:first|second|third|th)\Z", re.IGNORECASE)
_PRISON = ("in prison", "in jail", "behind bars", "imprisonment", "of community service", "in a labour camp")


@dataclass(frozen=True, slots=True)
class Tally:
    """Gives counts to happenings by the slots that their types have.

    `kinds` names the type of each happening by its index; `used` are the numbers that phrases gave already.
    """

    teller: Teller
    groups: Sequence[Happening]
    kinds: dict[int, EventType]
    used: frozenset[Span]
    main: int | None

    def run(self) -> Iterator[tuple[Happening, Filling]]:
        """Yield each count left with the happening told beside it, else with the main one."""
        mentions = sorted(
            ((m, g) for g in self.groups for m in g.mentions if not m.is_generic),
            key=lambda pair: pair[0].token,
        )
        largest = _largest(self.teller, self.groups)
        for number in self.teller.found.quantities:
            slot = number.slot
            if slot in (None, "age") or number.span in self.used or not self._counts(number, mentions):
                continue
            sentence = self.teller.page.sentence_at(number.span.start)
            near = [
                (abs(m.span.start - number.span.start), m, g)
                for m, g in mentions
                if sentence.covers(m.span)
                and (str(slot) in m.type.slots or str(slot) not in HARM)
                and self._may_hold(g, str(slot))
                and largest.get((g.index, str(slot)), 0) < (number.low or 0)
            ]
            if near:
                _, mention, group = min(near, key=lambda item: item[0])
                yield group, self._fill(number, mention, str(slot))
            else:
                yield from self._of_main(number, str(slot), sentence)

    def _counts(self, number: Quantity, mentions: Sequence[tuple[Mention, Happening]]) -> bool:
        """Say whether a number's own words tell how many something befell."""
        if number.scope is not None or (number.low is None and number.high is None):
            return False
        if _ORDINAL.search(number.span.of(self.teller.page.text)) and (
            number.slot != "killed" or number.counted is None
        ):
            return False  # "a fourth man was hurt" says which one; only the dead are numbered as they die
        if number.kind != "count" or number.cumulative:
            return True
        if number.high == 1:
            return False
        return number.counted is not None or self._is_acted_on(number, mentions)

    def _is_acted_on(self, number: Quantity, mentions: Sequence[tuple[Mention, Happening]]) -> bool:
        """Say whether a bare number is whom a clause is about or acts on, or stands by a trigger or a fate.

        The others mend parses that hang "injuring 14, the fire service said" on what comes after it, and
        read "left 150 dead".
        """
        tree = self.teller.tree
        own = head_of(tree, number.span)
        if is_argument(tree, own) or (
            own + 1 < tree.size and tree.lower[own + 1] in people_words().collective
        ):
            return True
        return any(m.span.end + 1 == number.span.start for m, _ in mentions)

    def _may_hold(self, group: Happening, slot: str) -> bool:
        """Say whether a happening of this type may have such a count."""
        slots = self.kinds[group.index].slots
        return slot in slots or (slot in _OF_THE_WHOLE and "killed" in slots)

    def _of_main(self, number: Quantity, slot: str, sentence: Span) -> Iterator[tuple[Happening, Filling]]:
        """Yield a count of a sentence that tells no happening as the main one's, if of its time."""
        group = next((g for g in self.groups if g.index == self.main), None)
        if slot in HARM and not number.cumulative:
            return  # who was hurt when is told by verbs; a bare count of them may be of any happening
        if group is None or not self._may_hold(group, slot) or self._is_of_the_past(sentence, group):
            return
        told = group.told or group.mentions
        filling = self._fill(number, told[0], slot)
        page, found = self.teller.page, self.teller.found
        polarity, modality = read_factuality(page, number.span, found.attributions)
        if number.high == 0:
            polarity = "affirmed"  # "no one is missing" affirms that the missing are none
        yield group, msgspec.structs.replace(filling, polarity=polarity, modality=modality)

    def _is_of_the_past(self, sentence: Span, group: Happening) -> bool:
        times = [t.start for t in group.times() if t.start] or [self.teller.page.published or ""]
        news = min(times)[:10]
        return any(
            t.time is not None and sentence.covers(t.span) and is_long_before(t.time, news)
            for t in self.teller.found.timexes
        )

    def _fill(self, number: Quantity, mention: Mention, slot: str) -> Filling:
        if slot != "sentence":
            return self.teller.quantity(number, mention, slot, None)
        text = self.teller.page.text
        rest = next((p for p in _PRISON if text[number.span.end + 1 :].startswith(p)), None)
        span = number.span if rest is None else Span(number.span.start, number.span.end + 1 + len(rest))
        return self.teller.fill(slot, Text(text=span.of(text)), span, mention, more=(mention.span,))


def _largest(teller: Teller, groups: Sequence[Happening]) -> dict[tuple[int, str], int]:
    """Return the largest number that phrases of each happening give for each fate."""
    found: dict[tuple[int, str], int] = {}
    for group in groups:
        for mention in group.mentions:
            for head in mention.patients if mention.fate else ():
                phrase = teller.phrases[head]
                if phrase.number is not None and phrase.low is not None:
                    key = group.index, str(mention.fate)
                    found[key] = max(found.get(key, 0), phrase.low)
    return found
