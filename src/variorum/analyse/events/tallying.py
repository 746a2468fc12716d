"""Counts told apart from the words of a happening: "two workers were missing", "83 cases so far"."""

import bisect
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

import msgspec

from variorum.analyse.attribution import chain_at, read_factuality
from variorum.analyse.events.coming import counts_comers, is_by_crowd
from variorum.analyse.events.fates import HARM
from variorum.analyse.events.fillings import Teller
from variorum.analyse.events.happening import Happening, is_long_before
from variorum.analyse.events.mention import Mention
from variorum.analyse.events.ontology import EventType
from variorum.analyse.events.sense_words import senses
from variorum.analyse.events.sparing import heads_spared
from variorum.analyse.participants.figures import head_of
from variorum.analyse.participants.lexicon import people_words
from variorum.analyse.participants.phrases import is_argument
from variorum.data import load_yaml
from variorum.model.analysis import Filling, Link, Quantity
from variorum.model.span import Span
from variorum.model.value import Text

# Counts that sit on the happening that befell them wherever they are told: whoever kills may also trap.
_OF_THE_WHOLE = frozenset({"missing", "trapped", "rescued"})
_LOOKED = 40  # mentions of a happening whose days are looked at, so that the work stays linear
_NEAR = 40  # mentions before a number, and as many behind it
_ORDINAL = re.compile(r"(?:first|second|third|th)\Z", re.IGNORECASE)
_SEVERAL = 2
_BARE = 2  # words of a lack that leaves none out: "no casualties"
_PRISON = tuple(load_yaml("events/words.yaml")["terms"])


_Counted = tuple[Quantity, Mention, Happening]


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
        """Yield each count left with the happening told beside it, else with the main one.

        Of a sentence that tells more than `_NEAR` before or behind a number the others are not looked at.
        """
        mentions = sorted(
            ((m, g) for g in self.groups for m in g.mentions if not m.is_generic),
            key=lambda pair: pair[0].token,
        )
        whole = next((g for g in self.groups if g.index == self.main), None)
        past: frozenset[Span] | None = None
        tokens = [m.token for m, _ in mentions]
        ends = frozenset(m.span.end for m, _ in mentions)
        largest, spared = _largest(self.teller, self.groups), heads_spared([m for m, _ in mentions])
        counted = self._counted(mentions)
        for number in self.teller.found.quantities:
            slot = number.slot
            if self._is_of_none(number) or self._is_of_nobody(number):
                yield from self._lacks(number, mentions, tokens)
                continue
            if slot is None and whole is not None and self._is_of_comers(number, whole):
                yield from self._of_main(number, "participants", whole)
            if slot in (None, "age") or number.span in self.used:
                continue
            if (again := self._counted_again(number, counted)) is not None:
                yield again[1], self._fill(number, again[0], str(slot))
                continue
            if not self._counts(number, ends) or (str(slot) in HARM and self._head(number) in spared):
                continue
            sentence = self.teller.page.sentence_at(number.span.start)
            at = bisect.bisect_left(tokens, bisect.bisect_left(self.teller.tree.start, number.span.start))
            near = [
                (abs(m.span.start - number.span.start), m, g)
                for m, g in mentions[max(0, at - _NEAR) : at + _NEAR]
                if sentence.covers(m.span)
                and (number.scope is None or _is_since(number.scope, g))
                and (str(slot) in m.type.slots or str(slot) not in HARM)
                and self._may_hold(g, str(slot))
                and largest.get((g.index, str(slot)), 0) < (number.low or 0)
            ]
            if near:
                _, mention, group = min(near, key=lambda item: item[0])
                yield group, self._fill(number, mention, str(slot))
            elif number.scope is not None:
                continue  # it sums up more than is told here
            elif (meant := self._meant(sentence, mentions, tokens, str(slot))) is not None:
                yield meant[1], self._fill(number, meant[0], str(slot))
            elif whole is not None:
                past = self._past(whole) if past is None else past
                if sentence not in past:
                    yield from self._of_main(number, str(slot), whole)

    def _is_of_comers(self, number: Quantity, whole: Happening) -> bool:
        """Say whether a number is of those who came to the march or strike that is the news."""
        if number.span in self.used or not self._may_hold(whole, "participants"):
            return False
        counted = self.teller.phrases.get(self._head(number))
        if counted is None or not counted.is_person:
            return False
        tree = self.teller.tree
        return counts_comers(tree, number) or is_by_crowd(tree, number, whole.seen.tokens)

    def _head(self, number: Quantity) -> int:
        return head_of(self.teller.tree, number.counted or number.span)

    def _counted(self, mentions: Sequence[tuple[Mention, Happening]]) -> list[_Counted]:
        """Return the counts that mentions give of those whom they befell, or who took part, in text order."""
        phrases = self.teller.phrases
        given = (
            (number, mention, group)
            for mention, group in mentions
            for head in (*mention.patients, *mention.agents)
            if (number := phrases[head].number) is not None
            and (number.slot == "participants" or (number.slot is not None and head in mention.patients))
        )
        return sorted(given, key=lambda told: told[0].span)

    def _counted_again(
        self, number: Quantity, counted: Sequence[_Counted]
    ) -> tuple[Mention, Happening] | None:
        """Return what the sentence before counts where another voice gives a bare number of the same.

        "Twelve were killed, the army said. Residents counted 17."
        """
        if number.counted is not None or number.cumulative or number.scope is not None:
            return None
        tree = self.teller.tree
        if tree.dep[head_of(tree, number.span)] not in ("dobj", "pobj"):
            return None  # "the two were hit" tells something of its own
        at = bisect.bisect_left(counted, number.span, key=lambda told: told[0].span)
        if at == 0 or counted[at - 1][0].slot != number.slot:
            return None
        told, mention, group = counted[at - 1]
        page, found = self.teller.page, self.teller.found.attributions
        sentence = page.sentence_at(number.span.start)
        before = page.sentence_at(max(0, sentence.start - 2))
        if not (sentence.covers(told.span) or before.covers(told.span)):
            return None
        is_other = _is_of_another(chain_at(told.span, found), chain_at(number.span, found))
        return (mention, group) if is_other else None

    def _is_of_none(self, number: Quantity) -> bool:
        """Say whether two words tell that none were harmed: "no casualties", but not "no other injuries".

        Nor what somebody did not find, or one side did not suffer: that leaves others out.
        """
        if number.high != 0 or number.counted is None or number.span in self.used:
            return False
        text, tree = self.teller.page.text, self.teller.tree
        verb = tree.head[head_of(tree, number.counted)]
        if tree.lemma[verb] in people_words().lacked_by_some:
            return False
        words = Span(number.span.start, number.counted.end).of(text).split()
        behind = text[number.counted.end :].split(maxsplit=1)[:1]
        return (
            len(words) == _BARE
            and [w.lower() for w in behind] != ["among"]
            and bool(_harms_of(number, words[-1]))
        )

    def _is_of_nobody(self, number: Quantity) -> bool:
        """Say whether one word tells that nobody came to harm: "nobody was hurt", but not "nobody else"."""
        if number.high != 0 or number.counted is not None or number.slot not in HARM:
            return False
        words = self.teller.page.text[number.span.start :].split(maxsplit=3)[:3]
        return "else" not in words and "of" not in words

    def _lacks(
        self, number: Quantity, mentions: Sequence[tuple[Mention, Happening]], tokens: Sequence[int]
    ) -> Iterator[tuple[Happening, Filling]]:
        """Yield that none were harmed of what is told last before it, in its sentence or the one before.

        Whom the happening is told to have harmed gainsays it: then the words are of somebody else, unless
        another voice told it and contradicts.
        """
        page = self.teller.page
        sentence = page.sentence_at(number.span.start)
        before = page.sentence_at(max(0, sentence.start - 2))
        at = bisect.bisect_left(tokens, bisect.bisect_left(self.teller.tree.start, number.span.start))
        near = [
            (m, g)
            for m, g in mentions[max(0, at - _NEAR) : at + 2]
            if (sentence.covers(m.span) or before.covers(m.span)) and m.is_told and m.polarity == "affirmed"
        ]
        if not near or read_factuality(page, number.span, self.teller.found.attributions)[1] != "asserted":
            return
        mention, group = near[-1]
        if any(self.teller.phrases[h].number == number for m in group.mentions for h in m.patients):
            return
        for slot in _harms_of(number, (number.counted or number.span).of(page.text)):
            if self._may_hold(group, slot) and not self._harms(group, slot, number.span):
                yield group, self._fill(number, mention, slot)

    def _harms(self, group: Happening, slot: str, lack: Span) -> bool:
        """Say whether words of a happening tell of somebody who met a fate, not by another named voice."""
        phrases, found = self.teller.phrases, self.teller.found.attributions
        chain = chain_at(lack, found)
        return any(
            phrases[h].high != 0
            for m in group.mentions
            if m.fate == slot and not _is_of_another(chain_at(m.span, found), chain)
            for h in m.patients
        )

    def _meant(
        self, sentence: Span, mentions: Sequence[tuple[Mention, Happening]], tokens: Sequence[int], slot: str
    ) -> tuple[Mention, Happening] | None:
        """Return what the "It" that begins a sentence means, where the one before tells it by a noun."""
        tree = self.teller.tree
        first = tree.at.get(sentence.start)
        if first is None or tree.lower[first] != "it" or tree.dep[first] != "nsubj":
            return None
        before = self.teller.page.sentence_at(max(0, sentence.start - 2))
        at = bisect.bisect_left(tokens, first)
        for mention, group in reversed(mentions[max(0, at - _NEAR) : at]):
            if not before.covers(mention.span):
                return None
            if mention.is_noun and group.index != self.main and self._may_hold(group, slot):
                return mention, group
        return None

    def _counts(self, number: Quantity, ends: Set[int]) -> bool:
        """Say whether a number's own words tell how many something befell; mentions end at `ends`."""
        if number.low is None and number.high is None:
            return False
        if self._is_former(number) or self._is_of_missiles(number) or self._is_of_a_season(number):
            return False
        if _ORDINAL.search(number.span.of(self.teller.page.text)) and (
            number.slot != "killed" or number.counted is None
        ):
            return False  # "a fourth man was hurt" says which one; only the dead are numbered as they die
        if number.kind != "count" or number.cumulative:
            return True
        if number.high == 1:
            return False
        return number.counted is not None or self._is_acted_on(number, ends)

    def _is_of_missiles(self, number: Quantity) -> bool:
        """Say whether arms were shot down: 61 drones that never arrived are no damage."""
        if number.slot != "damaged" or number.counted is None:
            return False
        return self.teller.tree.lemma[head_of(self.teller.tree, number.counted)] in senses()["missiles"]

    def _is_of_a_season(self, number: Quantity) -> bool:
        """Say whether a stretch of time is told to have seen so many: "this year has seen 130 deaths"."""
        tree = self.teller.tree
        verb = tree.head[head_of(tree, number.counted or number.span)]
        return tree.lemma[verb] in ("see", "witness") and any(
            tree.entity[s] == "DATE" for s in tree.all_children(verb, "nsubj")
        )

    def _is_former(self, number: Quantity) -> bool:
        """Say whether another takes the place of a number: "from 78 to 34", "to 34 from 78"."""
        tree = self.teller.tree
        first = bisect.bisect_left(tree.start, number.span.start)
        last = bisect.bisect_left(tree.start, number.span.end)
        if first == 0 or tree.lower[first - 1] != "from":
            return False
        return tree.lower[last : last + 1] == ["to"] or tree.lower[max(0, first - 3) : first - 2] == ["to"]

    def _is_acted_on(self, number: Quantity, ends: Set[int]) -> bool:
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
        return number.span.start - 1 in ends

    def _may_hold(self, group: Happening, slot: str) -> bool:
        """Say whether a happening of this type may have such a count."""
        slots = self.kinds[group.index].slots
        return slot in slots or (slot in _OF_THE_WHOLE and "killed" in slots)

    def _of_main(self, number: Quantity, slot: str, group: Happening) -> Iterator[tuple[Happening, Filling]]:
        """Yield a count of a sentence that tells no happening as the main one's."""
        if slot in HARM and not number.cumulative and not self._is_of_bodies(number):
            return  # who was hurt when is told by verbs; a bare count of them may be of any happening
        if not self._may_hold(group, slot):
            return
        first = next((m for m in group.mentions if m.is_told), group.mentions[0])
        filling = self._fill(number, first, slot)
        page, found = self.teller.page, self.teller.found
        polarity, modality = read_factuality(page, number.span, found.attributions)
        if number.high == 0:
            polarity = "affirmed"  # "no one is missing" affirms that the missing are none
        yield group, msgspec.structs.replace(filling, polarity=polarity, modality=modality)

    def _is_of_bodies(self, number: Quantity) -> bool:
        """Say whether bodies are counted, and not more of them: "16 bodies lay in the morgue"."""
        if number.counted is None or (number.high is not None and number.high < _SEVERAL):
            return False
        tree = self.teller.tree
        noun = head_of(tree, number.counted)
        if tree.lemma[noun] not in load_yaml("events/listings.yaml")["bodies"]:
            return False
        if any(tree.lower[c] == "twice" for c in tree.children[tree.head[noun]]):
            return False  # "two bodies had been entered twice" takes two away
        between = tree.lower[bisect.bisect_left(tree.start, number.span.end) : noun]
        return people_words().another.isdisjoint(between) and not {"more", "further"} & {*between}

    def _past(self, group: Happening) -> frozenset[Span]:
        """Return the sentences that name a time long before the main happening."""
        times = [t.start for t in group.times() if t.start] or [self.teller.page.published or ""]
        news = min(times)[:10]
        return frozenset(
            sentence
            for t in self.teller.found.timexes
            if t.time is not None and is_long_before(t.time, news)
            if (sentence := self.teller.page.sentence_at(t.span.start)).covers(t.span)
        )

    def _fill(self, number: Quantity, mention: Mention, slot: str) -> Filling:
        if slot != "sentence":
            return self.teller.quantity(number, mention, slot, None)
        text = self.teller.page.text
        rest = next((p for p in _PRISON if text[number.span.end + 1 :].startswith(p)), None)
        span = number.span if rest is None else Span(number.span.start, number.span.end + 1 + len(rest))
        return self.teller.fill(slot, Text(text=span.of(text)), span, mention, more=(mention.span,))


def _is_since(scope: Span, group: Happening) -> bool:
    """Say whether all days of a happening stand in the words that limit a number: "1,200 dead since April".

    Beside the killing of one man on Monday, the forty dead since January are of others.
    """
    days = [m.timex.span for m in group.mentions[:_LOOKED] if m.timex is not None]
    return bool(days) and all(scope.covers(day) for day in days)


def _is_of_another(told: Sequence[Link], denied: Sequence[Link]) -> bool:
    """Say whether two voices stand behind words; the outlet's own word is nobody's."""
    return bool(told and denied) and told[-1].voice != denied[-1].voice


def _harms_of(number: Quantity, counted: str) -> tuple[str, ...]:
    """Return the harms that a noun counts: where nobody came to harm, nobody died or was hurt."""
    if number.slot in HARM:
        return (str(number.slot),)
    return HARM if counted.lower() in people_words().harmed else ()


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
