"""Put the happenings of a page together as the analysis keeps them, indexes in place of references."""

import datetime
from collections.abc import Iterable, Mapping, Sequence, Set

import msgspec

from variorum.analyse.events.ages import ages_of_many, give_ages
from variorum.analyse.events.among import count_kinds
from variorum.analyse.events.belonging import Roll, find_belonging, join_others
from variorum.analyse.events.by_place import part_by_place
from variorum.analyse.events.chances import Day, day_chances
from variorum.analyse.events.charges import find_charges
from variorum.analyse.events.choosing import FAMILIES, choose_tolls
from variorum.analyse.events.conditions import tell_conditions
from variorum.analyse.events.consequences import find_consequences, find_held, sides_of
from variorum.analyse.events.counting import count_fates
from variorum.analyse.events.fates import HARM, Part, find_parts
from variorum.analyse.events.fillings import Teller
from variorum.analyse.events.findings import Happenings
from variorum.analyse.events.gainsaying import find_gainsaid
from variorum.analyse.events.happening import Happening, is_long_before, is_town
from variorum.analyse.events.instruments import find_used
from variorum.analyse.events.mention import Mention
from variorum.analyse.events.naming import name_event
from variorum.analyse.events.ontology import EventType, load_ontology
from variorum.analyse.events.remarks import find_remarks
from variorum.analyse.events.results import find_results
from variorum.analyse.events.sentencing import give_sentences
from variorum.analyse.events.singles import tell_of_singles
from variorum.analyse.events.sorts import type_of
from variorum.analyse.events.stating import tell_statements
from variorum.analyse.events.tallying import Tally
from variorum.analyse.events.things import find_things
from variorum.analyse.events.traits import find_traits
from variorum.analyse.participants import Cast, without_age
from variorum.model.analysis import Filling, LocalEvent, LocalParticipant, ParticipantType
from variorum.model.span import Span
from variorum.model.value import Count, Place, Time, Value


def assemble(
    teller: Teller, cast: Cast, groups: Sequence[Happening], main: int | None, days: Sequence[Day] = ()
) -> Happenings:
    """Return the happenings with their participants and fillings, in text order.

    `days` are those that may be the main one's, with how probable each is.
    """
    for group in groups:
        group.hold()
    draft = _Draft(teller, cast, groups, main)
    counted = draft.tell_each()
    draft.add_tallies(counted)
    draft.part_places()
    draft.add_consequences()
    draft.add_denials()
    unplaced = draft.add_remarks()
    draft.mend_fillings()
    draft.choose(days)
    draft.part_singles()
    statements, speakers = tell_statements(teller, unplaced, len(draft.kept), len(draft.participants))
    return Happenings(
        events=(*(draft.events[g.index] for g in draft.kept), *statements),
        participants=(*draft.participants, *speakers),
        main_event=None if main is None else draft.local.get(main),
    )


class _Draft:
    """The events of a report while they are made: `local` says which event each happening kept becomes."""

    def __init__(self, teller: Teller, cast: Cast, groups: Sequence[Happening], main: int | None) -> None:
        self._teller, self._cast, self._groups, self._main = teller, cast, groups, main
        self.kept = [
            g for g in groups if any(not m.is_generic and m.modality != "hypothetical" for m in g.mentions)
        ]
        self.local = {g.index: i for i, g in enumerate(self.kept)}
        self.events: dict[int, LocalEvent] = {}
        self.participants: list[LocalParticipant] = []
        self._parts: dict[int, tuple[int, list[Part]]] = {}
        for group in self.kept:
            parts = [p for p in find_parts(group, cast, teller.phrases) if p.heads]
            first = len(self.participants)
            for part in parts:
                self.participants.append(_participant(teller, cast, part, self.local[group.index], first))
            self._parts[group.index] = first, parts

    def tell_each(self) -> set[Span]:
        """Make the event of each happening of what its own mentions tell; return the words counted."""
        teller, cast, main = self._teller, self._cast, self._main
        roll = Roll(self.participants, self.local, set())
        members = self._ages(roll.aged)
        every = [part for _, parts in self._parts.values() for part in parts]
        joined = join_others(teller, cast, roll, find_belonging(teller, cast, self.kept, every, main))
        types = {g.index: load_ontology().types[type_of(g, teller.tree, teller.page.text)] for g in self.kept}
        among = count_kinds(teller, roll, self.kept, types, main)
        conditions = tell_conditions(teller, cast, self.kept, self._parts, main)
        results = find_results(teller, self.kept)
        used = find_used(teller, self.kept)
        for group in self.kept:
            first, parts = self._parts[group.index]
            self.events[group.index] = self._event(
                group,
                (
                    *teller.happened(group, types[group.index].name),
                    *teller.setting(group),
                    *teller.actors(cast, group, parts, first),
                    *find_things(teller, group, self.local[group.index], self.participants),
                    *count_fates(teller, cast, parts, first, sides_of(group)),
                    *members.get(group.index, []),
                    *joined.get(group.index, []),
                    *among.get(group.index, []),
                    *find_charges(teller, group, parts, first),
                    *find_traits(teller, cast, group, parts, first),
                    *conditions.get(group.index, []),
                    *results.get(group.index, []),
                    *used.get(group.index, []),
                ),
            )
        return self._counted()

    def _counted(self) -> set[Span]:
        fated = (self._teller.phrases[h] for g in self.kept for m in g.mentions if m.fate for h in m.patients)
        counted = {p.number.span for p in fated if p.number and p.is_person}
        fillings = (f for event in self.events.values() for f in event.fillings)
        return counted | {f.span for f in fillings if isinstance(f.value, Count)}

    def _ages(self, aged: set[int]) -> dict[int, list[Filling]]:
        """Return the ages of participants, the main happening's first; `aged` are the phrases read."""
        teller, cast, participants = self._teller, self._cast, self.participants
        found: dict[int, list[Filling]] = {}
        for index in _main_first(self._groups, self._main):
            if index in self._parts:
                placed, event = self._parts[index], self.local[index]
                found[index] = give_ages(teller, cast, placed, participants, event, aged)
        if self._main in self._parts:
            placed, event = self._parts[self._main], self.local[self._main]
            found[self._main] += ages_of_many(teller, cast, placed, participants, event, aged)
        return found

    def _event(self, group: Happening, fillings: tuple[Filling, ...]) -> LocalEvent:
        kind = type_of(group, self._teller.tree, self._teller.page.text)
        return LocalEvent(
            type=kind,
            label=name_event(self._teller, group, kind),
            mentions=tuple(sorted({m.span for m in (*group.mentions, *_pointing(group))})),
            fillings=fillings,
            part_of=None if group.part_of is None else self.local.get(group.part_of),
            time=_time(group),
            place=_place(group),
        )

    def add_tallies(self, counted: Set[Span]) -> None:
        """Add to happenings the counts that no mention of theirs gives, in words not counted yet."""
        tallied: dict[int, list[Filling]] = {}
        tally = Tally(self._teller, self.kept, self._kinds(), frozenset(counted), self._main)
        for group, extra in tally.run():
            tallied.setdefault(group.index, []).append(extra)
        # That nobody was hurt is of the blast alone, and no more of the hurting that is denied.
        none = {(f.span, f.slot) for found in tallied.values() for f in found if _is_none(f)}
        for index, event in self.events.items() if none else ():
            fillings = tuple(f for f in event.fillings if (f.span, f.slot) not in none)
            self.events[index] = msgspec.structs.replace(event, fillings=fillings)
        self._add(tallied)

    def add_consequences(self) -> None:
        """Add the counts of what came of happenings, and to the main one the ages of those whom it harmed."""
        told = {index: event.fillings for index, event in self.events.items()}
        for index, counts in find_held(self.kept, self._kinds(), told, self._main):
            self._add({index: [f for f in counts if f not in self.events[index].fillings]})
        if self._main is None or self._main not in self.events:
            return
        whole = self.local[self._main]
        came: list[Filling] = []
        for group, counts in find_consequences(self.kept, self._kinds(), told, self._main):
            came += counts
            if any(f.slot in HARM for f in counts):
                came += _ages_again(self.participants, told[group.index], whole)
            if group.part_of is None:
                event = self.events[group.index]
                self.events[group.index] = msgspec.structs.replace(event, part_of=whole)
        self._add({self._main: came})

    def add_denials(self) -> None:
        """Add to happenings what is denied of them in a word: "the junta denied it"."""
        self._add(find_gainsaid(self._teller, self.events))

    def add_remarks(self) -> list[Filling]:
        """Add to happenings what is said of them; return what is said of none."""
        given = {index: event.fillings for index, event in self.events.items()}
        said: dict[int, list[Filling]] = {}
        unplaced: list[Filling] = []
        for index, remark in find_remarks(self._teller, self._cast, self.kept, given, self._main):
            (unplaced if index is None else said.setdefault(index, [])).append(remark)
        self._add(said)
        return unplaced

    def mend_fillings(self) -> None:
        """Leave out what is added up, give headlines the body's chains, a court's sentences their persons."""
        told = _tell_below(self.events.values(), self._teller.page.title_end)
        for index, event in self.events.items():
            first, parts = self._parts[index]
            chained = _chain_headline(_keep_totals(event.fillings), self._teller, told)
            fillings = give_sentences(self._groups[index], chained, parts, first)
            self.events[index] = msgspec.structs.replace(event, fillings=fillings)

    def choose(self, days: Sequence[Day]) -> None:
        """Give the main happening the tolls that are most probable, unless the past tells what is new."""
        main = self._main
        if main is None or main not in self.events or self._groups[main].family not in FAMILIES:
            return
        (first, parts), event = self._parts[main], self.events[main]
        chosen, chances = choose_tolls(self._teller, self._cast, parts, first, event.fillings)
        added = [f for f in chosen if f.of is None and f not in event.fillings]
        if self._are_of_history(added, main):
            chosen, chances = event.fillings, event.chances
        else:
            chances = tuple(c for c in chances if not self._are_of_history(c.fillings, main))
        chances = (*day_chances(self._teller, days), *chances)
        self.events[main] = msgspec.structs.replace(event, fillings=chosen, chances=chances)

    def part_places(self) -> None:
        """Give the tolls that a sentence tells of several places each to those of its place."""
        changed = part_by_place(self._teller, self.events, self.local, self.participants)
        for index, fillings in changed.items():
            self.events[index] = msgspec.structs.replace(self.events[index], fillings=fillings)

    def part_singles(self) -> None:
        """Give what is told of one person to that person, where more are told of all."""
        for index, event in self.events.items():
            first, parts = self._parts[index]
            fillings = tell_of_singles(self._teller, parts, first, event.fillings)
            if fillings != event.fillings:
                self.events[index] = msgspec.structs.replace(event, fillings=fillings)

    def _are_of_history(self, fillings: Iterable[Filling], main: int) -> bool:
        day = self._teller.page.published or ""
        return any(_is_told_of_history(f, self._groups[main], self._groups, day) for f in fillings)

    def _kinds(self) -> dict[int, EventType]:
        return {g.index: load_ontology().types[self.events[g.index].type] for g in self.kept}

    def _add(self, more: Mapping[int, Sequence[Filling]]) -> None:
        """Add fillings to events by the index of their happening."""
        for index, fillings in more.items():
            event = self.events[index]
            self.events[index] = msgspec.structs.replace(event, fillings=(*event.fillings, *fillings))


def _is_none(filling: Filling) -> bool:
    return isinstance(filling.value, Count) and filling.value.high == 0


def _ages_again(
    participants: list[LocalParticipant], fillings: Sequence[Filling], event: int
) -> list[Filling]:
    """Return the ages of single persons once more, of participants that another event has of its own."""
    found: list[Filling] = []
    for filling in fillings:
        if filling.slot == "age" and filling.of is not None and participants[filling.of].size == 1:
            one = msgspec.structs.replace(participants[filling.of], event=event, member_of=None)
            participants.append(one)
            found.append(msgspec.structs.replace(filling, of=len(participants) - 1))
    return found


def _main_first(groups: Sequence[Happening], main: int | None) -> list[int]:
    return sorted(
        (g.index for g in groups), key=lambda i: (i != main, groups[i].part_of != main or main is None, i)
    )


def _participant(teller: Teller, cast: Cast, part: Part, event: int, first: int) -> LocalParticipant:
    phrases = teller.phrases
    entities = [cast.entities[e] for e in part.entities]
    names = [n for e in entities for n in e.names]
    heads = sorted({h for e in entities for h in e.heads} | set(part.heads))
    described = [h for h in heads if phrases[h].kind != "pronoun"]
    words = teller.whole_name(phrases[(described or heads)[0]])
    name = without_age(max(names, key=len) if names else teller.after_dateline(words).of(teller.page.text))
    low, high = part.size(phrases)
    kinds: list[ParticipantType] = [phrases[h].type for h in (described or heads)]
    return LocalParticipant(
        event=event,
        name=name,
        type=max(kinds, key=kinds.count),
        roles=tuple(part.roles),
        mentions=tuple(sorted({phrases[h].span for h in heads})),
        size=low if low == high else None,
        member_of=None if part.member_of is None else first + part.member_of,
    )


def _keep_totals(fillings: Sequence[Filling]) -> tuple[Filling, ...]:
    """Leave out what a sentence itself adds up: "two more, bringing the number to five" says five."""
    totals = {_whose_sum(f) for f in fillings if f.cumulative}
    return tuple(f for f in fillings if f.cumulative or _whose_sum(f) not in totals)


def _whose_sum(filling: Filling) -> tuple[object, ...]:
    # Two voices of one sentence add nothing up: "police said 80 marched; the union put the crowd at 200".
    voice = filling.chain[-1].voice if filling.chain else None
    return filling.slot, filling.of, filling.sentence, filling.modality, voice


def _tell_below(events: Iterable[LocalEvent], title_end: int) -> dict[tuple[str, Value], list[Filling]]:
    """Return what the body tells, each value with its fillings in the order of the text."""
    told: dict[tuple[str, Value], list[Filling]] = {}
    for filling in sorted((f for event in events for f in event.fillings), key=lambda f: f.span):
        if filling.span.start >= title_end:
            told.setdefault((filling.slot, filling.value), []).append(filling)
    return told


def _chain_headline(
    fillings: Sequence[Filling], teller: Teller, told: Mapping[tuple[str, Value], Sequence[Filling]]
) -> tuple[Filling, ...]:
    """Give a headline the chain of the first sentence that says the same, where it names nobody itself.

    Whom the headline alone calls so ("Group says it took 12") is whoever says it below.
    """
    end, voices = teller.page.title_end, teller.found.attributions.voices
    mended = []
    for filling in fillings:
        if filling.span.end <= end:
            said = told.get((filling.slot, filling.value), ())
            is_only_there = bool(filling.chain) and all(
                mention.end <= end for mention in voices[filling.chain[-1].voice].mentions
            )
            body = next((f for f in said if f.chain or not is_only_there), None)
            if body is not None and (is_only_there or not filling.chain):
                filling = msgspec.structs.replace(filling, chain=body.chain)  # noqa: PLW2901 - the mended one
        mended.append(filling)
    return tuple(mended)


def _time(group: Happening) -> Time | None:
    times = group.times()
    return min(times, key=lambda t: (t.start is None or t.end is None, _days(t))) if times else None


def _days(time: Time) -> int:
    if time.start is None or time.end is None:
        return 99999
    return (datetime.date.fromisoformat(time.end[:10]) - datetime.date.fromisoformat(time.start[:10])).days


def _pointing(group: Happening) -> list[Mention]:
    return [e for e in group.echoes if not e.is_call]


def _place(group: Happening) -> Place | None:
    places = [m.toponym.place for m in (*group.mentions, *group.echoes) if m.toponym]
    if group.lead_place is not None:
        places.insert(0, group.lead_place.place)
    if group.filed_from is not None:
        places.append(group.filed_from.place)
    towns = [p for p in places if is_town(p)]
    return next(iter(towns or [p for p in places if p.lat is not None] or places), None)


def _is_told_of_history(filling: Filling, group: Happening, groups: Sequence[Happening], day: str) -> bool:
    """Say whether the sentence of a filling tells a happening of the past, or of a series, and not this."""
    here = filling.sentence
    if any(here.covers(m.span) for m in (*group.mentions, *group.echoes)):
        return False
    tellers = [g for g in groups if g is not group and any(here.covers(m.span) for m in g.mentions)]
    return any(g.is_history or g.seen.passage != group.seen.passage or _is_bygone(g, day) for g in tellers)


def _is_bygone(group: Happening, day: str) -> bool:
    times = group.times()
    return bool(times) and all(is_long_before(time, day) for time in times)
