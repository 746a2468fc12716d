"""Fillings: each value of a happening with the words that give it, who says it, and how surely."""

import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from variorum.analyse.attribution import chain_at, read_factuality
from variorum.analyse.events.covering import Covering
from variorum.analyse.events.fates import Part
from variorum.analyse.events.findings import Findings
from variorum.analyse.events.happening import Happening, is_elsewhere, is_town
from variorum.analyse.events.mention import Mention
from variorum.analyse.events.predicates import befell_nobody
from variorum.analyse.events.sites import place_of
from variorum.analyse.events.sorts import type_by_means
from variorum.analyse.page import Page
from variorum.analyse.participants import Cast, Phrase, Tree
from variorum.analyse.participants.phrases import in_years
from variorum.data import load_yaml
from variorum.model.analysis import Filling, Quantity, Toponym
from variorum.model.span import Span
from variorum.model.value import Actor, Count, Measure, Place, Text, Time, Value

# Slots that count people whatever noun is counted ("two of the Northerners").
PEOPLE = frozenset(
    name for name, rule in load_yaml("ontology/slots.yaml")["slots"].items() if rule.get("fate", False)
)

# Pronouns that may stand for who is named before them.
_ONE = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
_SEVERAL = frozenset({"it", "they", "its", "their"})
_OF_SOME = 8  # words from a number to the noun for those it is of
_MOST = 60  # places of one happening that may lie in one another


@dataclass(frozen=True, slots=True)
class Teller:
    """Makes the fillings of one page."""

    page: Page
    tree: Tree
    found: Findings
    phrases: Mapping[int, Phrase]

    def fill(
        self,
        slot: str,
        value: Value,
        span: Span,
        mention: Mention | None = None,
        *,
        of: int | None = None,
        more: tuple[Span, ...] = (),
    ) -> Filling:
        """Make one filling; its words are `span` and `more`, its speaker whoever says them."""
        polarity, modality = (mention.polarity, mention.modality) if mention else ("affirmed", "asserted")
        if isinstance(value, Count) and value.high == 0:
            polarity = "affirmed"  # "no one was killed" affirms that the dead are none
        chain = chain_at(span, self.found.attributions)
        return Filling(
            slot=slot,
            value=value,
            span=span,
            sentence=self.page.sentence_at(span.start),
            of=of,
            polarity=polarity,
            modality=modality,
            # What a denial takes for granted is not the denier's word.
            chain=chain[:-1] if mention is not None and mention.is_presupposed else chain,
            more=tuple(sorted({m for m in more if not span.covers(m)})),
        )

    def happened(self, group: Happening, kind: str) -> list[Filling]:
        """Claim of every mention that the happening took place (or did not, or is planned).

        A type that no word tells is claimed by the words for what it was done with.
        """
        told = [m for m in group.mentions if not m.is_generic]
        if all(m.type.name != kind for m in told):
            means = [(m, type_by_means(m, self.tree, self.page.text)) for m in told]
            by = [(m, found[1]) for m, found in means if found is not None and found[0] == kind]
            return [self.fill("type", Text(text=kind), words, m, more=(m.span,)) for m, words in by]
        return [
            self.fill("type", Text(text=m.type.name), m.span, m)
            for m in group.mentions
            if not m.is_generic
            and not m.is_state
            and m.denies is None
            and (m.type.name == kind or not self._is_counted(m))
        ]

    def _is_counted(self, mention: Mention) -> bool:
        """Say whether those whom it befell give what a mention tells: the dead, no houses evacuated."""
        is_of_people = any(self.phrases[head].is_person for head in mention.patients)
        return mention.type.is_outcome and (
            mention.type.family == "violence" or is_of_people or not mention.patients
        )

    def setting(self, group: Happening) -> list[Filling]:
        """Claim the times and places that the mentions' own words give."""
        found = self._times(group)
        seen = {filling.span for filling in found}
        if group.lead_place is not None and not _names_same(group, group.lead_place.place):
            seen.add(group.lead_place.span)
            found.append(self._in_lead(group, group.lead_place))
        sites = Covering(m.site for m in (*group.mentions, *group.echoes) if m.site is not None)
        whole_town, scenes = _town_of(group), group.scenes()
        for mention in (*group.mentions, *group.echoes):
            toponym = None if is_elsewhere(mention, scenes) else mention.toponym
            if toponym is not None and sites.covers(toponym.span):
                toponym = None  # "the intersection of Harry and Volutsia": no town is named Harry
            if toponym is not None and toponym.span not in seen and not mention.is_generic:
                seen.add(toponym.span)
                found.append(
                    self._set(group, mention, self.fill("place", toponym.place, toponym.span, mention))
                )
            own = mention.toponym.place if mention.toponym is not None else None
            town = own if own is not None and is_town(own) else whole_town
            if mention.site is not None and not mention.is_generic and not mention.is_state:
                place = place_of(mention.site.of(self.page.text), town)
                if mention.site not in seen:
                    found.append(self._set(group, mention, self.fill("place", place, mention.site, mention)))
                seen.add(mention.site)
            if mention.instrument is not None and mention.instrument not in seen:
                seen.add(mention.instrument)
                words = mention.instrument.of(self.page.text)
                found.append(self.fill("instrument", Text(text=words), mention.instrument, mention))
        return _drop_wider(found)

    def _times(self, group: Happening) -> list[Filling]:
        """Claim the times that the mentions' own words give, each expression once."""
        found: dict[Span, Filling] = {}
        times = group.times()
        for mention in (*group.mentions, *group.echoes):
            timex = mention.timex
            if (
                timex is None
                or timex.time is None
                or mention.is_generic
                or mention.modality == "hypothetical"
            ):
                continue
            if timex.time not in times and not _lies_in_any(timex.time, times):
                continue
            if timex.span not in found:
                more = (mention.same_as,) if mention.same_as else ()
                time = self.fill("time", timex.time, timex.span, mention, more=more)
                found[timex.span] = self._set(group, mention, time)
        return list(found.values())

    def _in_lead(self, group: Happening, town: Toponym) -> Filling:
        """Claim the town that the lead sets; a dateline's on the word of the sentence behind it."""
        dateline = self.page.dateline
        if dateline is not None and dateline.covers(town.span):
            behind = self.page.sentence_at(dateline.end + 1)
            teller = next((m for m in group.mentions if m.span.start >= dateline.end), None)
            if teller is not None and teller.span.start < behind.end:
                filling = self._set(group, teller, self.fill("place", town.place, town.span, teller))
                said = chain_at(teller.span, self.found.attributions)
                return msgspec.structs.replace(filling, chain=filling.chain or said)
        # What is only planned or feared is planned or feared there.
        return self.fill("place", town.place, town.span, None if group.told else group.mentions[0])

    def _set(self, group: Happening, mention: Mention, filling: Filling) -> Filling:
        """Assert a time or place of a happening that is told as fact, where this mention of it does not.

        "He apparently shot himself on Friday" doubts how, not when; "no one was hurt" denies no blast.
        """
        if not group.told:
            return filling
        if filling.modality == "possible":
            filling = msgspec.structs.replace(filling, modality="asserted")
        nobody = befell_nobody(self.tree, mention.token)
        nobody = nobody or any(self.phrases[h].high == 0 for h in mention.patients)
        if filling.polarity == "denied" and nobody:
            filling = msgspec.structs.replace(filling, polarity="affirmed")
        return filling

    def actors(self, cast: Cast, group: Happening, parts: list[Part], first: int) -> list[Filling]:
        """Claim who did it and whom it befell.

        A pronoun is left to the participant's mentions, unless nothing else gives the role: then it gives
        whom it means, in the words told last before it.
        """
        place = {e: p for p in parts for e in p.heads}
        told = self._named_roles(group, place)
        found: list[Filling] = []
        seen: set[tuple[str, int]] = set()
        for mention in (*group.mentions, *group.answers):
            if mention.is_generic:
                continue
            for role, heads in (("agent", mention.agents), ("patient", mention.patients)):
                if mention.denies == "doer" and role == "patient":
                    continue  # "did not shoot the boy": somebody else did
                for head in heads:
                    part, phrase = place.get(head), self.phrases[head]
                    if (
                        part is None
                        or (phrase.kind == "number" and not _is_of_some(self.tree, phrase))
                        or (role, head) in seen
                        or _is_nobody(self.tree, phrase)
                    ):
                        continue
                    named: Phrase | None = phrase
                    if phrase.kind == "pronoun":
                        named = None if role in told.get(part.index, ()) else self._meant(cast, head, role)
                    if named is None or self._is_dateline(phrase) or self._is_dateline(named):
                        continue
                    seen.add((role, head))
                    span = self.after_dateline(self.whole_name(named))
                    value = Actor(name=span.of(self.page.text), participant=str(first + part.index))
                    more = (mention.span,) if named is phrase else (mention.span, span)
                    span = span if named is phrase else phrase.span
                    filling = self.fill(role, value, span, mention, more=more)
                    if role == "agent" and mention.answering is not None:
                        filling = self._answered(filling, mention.answering)
                    if not filling.chain and role == "agent":  # who says what he did himself says it
                        said = chain_at(mention.span, self.found.attributions)
                        if said and said[-1].source is not None and said[-1].source.overlaps(span):
                            filling = msgspec.structs.replace(filling, chain=said)
                    found.append(filling)
        return found

    def _answered(self, filling: Filling, word: int) -> Filling:
        """Affirm or deny that somebody did it as the word does that says so, on the word of who says that."""
        said = self.tree.word(word)
        polarity, modality = read_factuality(self.page, said, self.found.attributions)
        chain = chain_at(said, self.found.attributions) or filling.chain
        return msgspec.structs.replace(filling, polarity=polarity, modality=modality, chain=chain)

    def _named_roles(self, group: Happening, place: Mapping[int, Part]) -> dict[int, set[str]]:
        """Return the roles that more than pronouns give, by participant."""
        told: dict[int, set[str]] = {}
        for mention in group.mentions:
            for role, heads in (("agent", mention.agents), ("patient", mention.patients)):
                for head in heads:
                    if head in place and self.phrases[head].kind not in ("pronoun", "number"):
                        told.setdefault(place[head].index, set()).add(role)
        return told

    def _is_dateline(self, phrase: Phrase) -> bool:
        return self.page.dateline is not None and self.page.dateline.covers(phrase.span)

    def _meant(self, cast: Cast, pronoun: int, role: str) -> Phrase | None:
        """Return the last phrase before a pronoun that names or describes whom it means.

        Whom a word for several befalls it is left open: "shot them" may mean others than those named last.
        """
        one = self.tree.lower[pronoun] in _ONE
        if pronoun not in cast.of or not (one or (role == "agent" and self.tree.lower[pronoun] in _SEVERAL)):
            return None
        heads = cast.entities[cast.of[pronoun]].heads
        before = heads[max(0, (at := bisect.bisect_left(heads, pronoun)) - _MOST) : at]
        told = [p for h in before if (p := self.phrases[h]).kind not in ("pronoun", "number")]
        return told[-1] if told else None

    def whole_name(self, phrase: Phrase) -> Span:
        """Return the words of a phrase, with "of" and what it joins to one name ("the Sons of Dawn").

        A number of some goes with those it is of: "Six of the attackers".
        """
        tree, last = self.tree, phrase.head
        if _is_of_some(tree, phrase) and phrase.whole is not None:
            return Span(phrase.span.start, max(phrase.span.end, tree.end[phrase.whole]))
        while tree.pos[last] == "PROPN" and last + 2 < tree.size and tree.lower[last + 1] == "of":
            is_of_the = tree.lower[last + 2] == "the" and tree.entity[last] != "PERSON"
            joined = last + (3 if is_of_the else 2)
            if joined >= tree.size or tree.pos[joined] != "PROPN":
                break
            while tree.dep[joined] == "compound" and joined < tree.head[joined] <= joined + 2:
                joined = tree.head[joined]
            last = joined
        end = tree.end[last] if last > phrase.head else phrase.span.end
        return Span(phrase.span.start, max(end, phrase.span.end))

    def after_dateline(self, span: Span) -> Span:
        """Leave out the end of a dateline that the parse took into a name ("(GLD) - Zambia")."""
        dateline, text = self.page.dateline, self.page.text
        if dateline is None or not dateline.overlaps(span):
            return span
        start = dateline.end
        while start < span.end and not text[start].isalnum():
            start += 1
        return Span(start, span.end) if start < span.end else span

    def count(self, phrase: Phrase, mention: Mention, slot: str, of: int | None) -> Filling | None:
        """Claim the number that a phrase gives; None where its words give none."""
        number = phrase.number
        if number is not None:
            return self.quantity(number, mention, slot, of)
        if phrase.low is None or phrase.low != phrase.high:
            return None
        value = Count(low=phrase.low, high=phrase.high, unit="person")
        return self.fill(slot, value, phrase.span, mention, of=of, more=(mention.span,))

    def quantity(self, number: Quantity, mention: Mention, slot: str, of: int | None) -> Filling:
        """Claim a quantity of the page for a slot."""
        more = (mention.span, *((number.counted,) if number.counted else ()))
        value = count_of(number)
        if isinstance(value, Count) and slot in PEOPLE:
            value = Count(low=value.low, high=value.high, unit="person", qualifier=value.qualifier)
        filling = self.fill(slot, value, number.span, mention, of=of, more=more)
        return msgspec.structs.replace(filling, cumulative=number.cumulative)

    def ages(self, head: int, of: int) -> list[Filling]:
        """Claim the ages that a phrase's words give of one participant."""
        return [self.age(q, of) for q in self.phrases[head].ages]

    def age(self, number: Quantity, of: int) -> Filling:
        """Claim one age of one participant."""
        low, high = (None if n is None else in_years(n, number.unit) for n in (number.low, number.high))
        value = Measure(low=low, high=high, unit="year", qualifier=number.qualifier)
        more = (number.counted,) if number.counted else ()
        return self.fill("age", value, number.span, of=of, more=more)


def _is_of_some(tree: Tree, phrase: Phrase) -> bool:
    """Say whether a number is of some whom a noun beside it names: "six of the attackers"."""
    whole = phrase.whole
    return whole is not None and tree.pos[whole] != "PRON" and 0 < whole - phrase.head <= _OF_SOME


def _is_nobody(tree: Tree, phrase: Phrase) -> bool:
    """Say whether a phrase is of nobody, or nobody in particular: "no one", "any guard"."""
    first = tree.children[phrase.head][:1]
    return phrase.high == 0 or phrase.is_any or any(tree.lower[c] in ("no", "neither", "any") for c in first)


def _town_of(group: Happening) -> Place | None:
    """Return the located place that sites of a happening lie in, None where none is told."""
    told = [m.toponym.place for m in (*group.mentions, *group.echoes) if m.toponym is not None]
    if group.lead_place is not None:
        told.append(group.lead_place.place)
    return next((p for p in told if is_town(p)), None)


def _names_same(group: Happening, place: Place) -> bool:
    """Say whether words of the happening themselves name a place that the dateline or the lead gives."""
    own = [m.toponym.place for m in (*group.mentions, *group.echoes) if m.toponym is not None]
    return any(
        p.geonameid == place.geonameid if place.geonameid else p.name.casefold() == place.name.casefold()
        for p in own
    )


def _lies_in_any(time: Time | None, wider: Sequence[Time]) -> bool:
    """Say whether a time is nearer than one of others: the hour at which four were hurt, of the weekend."""
    if time is None or time.start is None or time.end is None:
        return False
    return any(w.start and w.end and w.start <= time.start and time.end[:10] <= w.end[:10] for w in wider)


def _drop_wider(found: list[Filling]) -> list[Filling]:
    """Leave out a country or region where a narrower place of the same happening lies in it.

    Of more than `_MOST` places those told later are not looked at.
    """
    places = list(dict.fromkeys(f.value for f in found if isinstance(f.value, Place)))[:_MOST]
    return [
        f for f in found if not (isinstance(f.value, Place) and any(_contains(f.value, p) for p in places))
    ]


def _contains(wide: Place, narrow: Place) -> bool:
    if wide.country is None or wide.country != narrow.country or narrow.lat is None:
        return False
    if wide.precision == "country":
        return narrow.precision != "country"
    return (
        wide.precision == "region"
        and narrow.precision in ("point", "city", "district")
        and wide.admin1 is not None
        and wide.admin1 == narrow.admin1
    )


def count_of(number: Quantity) -> Count | Measure:
    """Return a quantity as the value of a claim."""
    low = None if number.low is None else int(number.low)
    high = None if number.high is None else int(number.high)
    if number.kind == "measure":
        return Measure(low=number.low, high=number.high, unit=number.unit, qualifier=number.qualifier)
    return Count(low=low, high=high, unit=number.unit or "person", qualifier=number.qualifier)
