"""Put the happenings of a page together as the analysis keeps them, indexes in place of references."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from variorum.analyse.events.ages import ages_of_many, give_ages
from variorum.analyse.events.among import count_kinds
from variorum.analyse.events.belonging import Roll, find_belonging, join_others
from variorum.analyse.events.chances import Day, day_chances
from variorum.analyse.events.charges import find_charges
from variorum.analyse.events.choosing import FAMILIES, choose_tolls
from variorum.analyse.events.conditions import tell_conditions
from variorum.analyse.events.consequences import find_consequences, sides_of
from variorum.analyse.events.counting import count_fates
from variorum.analyse.events.fates import HARM, Part, find_parts
from variorum.analyse.events.fillings import Teller
from variorum.analyse.events.findings import Happenings
from variorum.analyse.events.happening import Happening, is_long_before, is_town
from variorum.analyse.events.mention import Mention
from variorum.analyse.events.ontology import EventType, load_ontology
from variorum.analyse.events.remarks import find_remarks
from variorum.analyse.events.results import find_results
from variorum.analyse.events.sentencing import give_sentences
from variorum.analyse.events.stating import LABEL, tell_statements
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
    page, phrases = teller.page, teller.phrases
    order = _main_first(groups, main)
    events: dict[int, LocalEvent] = {}
    participants: list[LocalParticipant] = []
    aged: set[int] = set()
    used: set[Span] = set()
    kept = [g for g in groups if any(not m.is_generic and m.modality != "hypothetical" for m in g.mentions)]
    for group in groups:
        group.hold()
    used.update(
        q.span for g in kept for m in g.mentions if m.fate for h in m.patients if (q := phrases[h].number)
    )
    local = {g.index: i for i, g in enumerate(kept)}
    offsets: dict[int, tuple[int, list[Part]]] = {}
    for group in kept:
        parts = [p for p in find_parts(group, cast, phrases) if p.heads]
        first = len(participants)
        for part in parts:
            participants.append(_participant(teller, cast, part, local[group.index], first))
        offsets[group.index] = first, parts
    members: dict[int, list[Filling]] = {}
    for index in order:
        if index not in offsets:
            continue
        members[index] = give_ages(teller, cast, offsets[index], participants, local[index], aged)
    if main in offsets:
        members[main] += ages_of_many(teller, cast, offsets[main], participants, local[main], aged)
    every = [part for _, parts in offsets.values() for part in parts]
    roll = Roll(participants, local, aged)
    joined = join_others(teller, cast, roll, find_belonging(teller, cast, kept, every, main))
    types = {g.index: load_ontology().types[type_of(g)] for g in kept}
    among = count_kinds(teller, roll, kept, types, main)
    conditions = tell_conditions(teller, cast, kept, offsets, main)
    results = find_results(teller, kept)
    for group in kept:
        first, parts = offsets[group.index]
        kind = type_of(group)
        fillings = [
            *teller.happened(group, kind),
            *teller.setting(group),
            *teller.actors(cast, group, parts, first),
            *find_things(teller, group, local[group.index], participants),
            *count_fates(teller, cast, parts, first, sides_of(group)),
            *members.get(group.index, []),
            *joined.get(group.index, []),
            *among.get(group.index, []),
            *find_charges(teller, group, parts, first),
            *find_traits(teller, cast, group, parts, first),
            *conditions.get(group.index, []),
            *results.get(group.index, []),
        ]
        used.update(f.span for f in fillings if isinstance(f.value, Count))
        events[group.index] = LocalEvent(
            type=kind,
            label=_label(teller, group, kind),
            mentions=tuple(sorted({m.span for m in (*group.mentions, *_pointing(group))})),
            fillings=tuple(fillings),
            part_of=None if group.part_of is None else local.get(group.part_of),
            is_background=group.index != main and _is_background(group, groups, main),
            time=_time(group),
            place=_place(group),
        )
    _add_tallies(teller, kept, events, frozenset(used), main)
    if main is not None and main in events:
        _add_consequences(kept, events, participants, main)
    unplaced = _add_remarks(teller, cast, kept, events, main)
    told = _tell_below(events.values(), page.title_end)
    for index, event in events.items():
        summed_up = _chain_headline(_keep_totals(event.fillings), teller, told)
        first, parts = offsets[index]
        summed_up = give_sentences(groups[index], summed_up, parts, first)
        events[index] = msgspec.structs.replace(event, fillings=summed_up)
    if main is not None and main in events and groups[main].family in FAMILIES:
        chosen = _choose(teller, cast, offsets[main], events[main], (groups, main))
        chances = (*day_chances(teller, days), *chosen.chances)
        events[main] = msgspec.structs.replace(chosen, chances=chances)
    statements, speakers = tell_statements(teller, unplaced, len(kept), len(participants))
    return Happenings(
        events=(*(events[g.index] for g in kept), *statements),
        participants=(*participants, *speakers),
        main_event=None if main is None else local.get(main),
    )


def _choose(
    teller: Teller,
    cast: Cast,
    placed: tuple[int, list[Part]],
    event: LocalEvent,
    told: tuple[Sequence[Happening], int],
) -> LocalEvent:
    """Return the main happening with the tolls that are most probable, unless the past tells what is new."""
    groups, main = told
    day = teller.page.published or ""
    first, parts = placed
    chosen, chances = choose_tolls(teller, cast, parts, first, event.fillings)
    added = [f for f in chosen if f.of is None and f not in event.fillings]
    if any(_is_told_of_history(f, groups[main], groups, day) for f in added):
        return event
    chances = tuple(
        c for c in chances if not any(_is_told_of_history(f, groups[main], groups, day) for f in c.fillings)
    )
    return msgspec.structs.replace(event, fillings=chosen, chances=chances)


def _add_tallies(
    teller: Teller,
    kept: Sequence[Happening],
    events: dict[int, LocalEvent],
    used: frozenset[Span],
    main: int | None,
) -> None:
    """Add to happenings the counts that no mention of theirs gives."""
    tallied: dict[int, list[Filling]] = {}
    for group, extra in Tally(teller, kept, _kinds(kept, events), used, main).run():
        tallied.setdefault(group.index, []).append(extra)
    _add(events, tallied)


def _kinds(kept: Sequence[Happening], events: Mapping[int, LocalEvent]) -> dict[int, EventType]:
    return {g.index: load_ontology().types[events[g.index].type] for g in kept}


def _add_consequences(
    kept: Sequence[Happening],
    events: dict[int, LocalEvent],
    participants: list[LocalParticipant],
    main: int,
) -> None:
    """Add to the main happening the counts of what came of it, and the ages of those whom it harmed."""
    told = {index: event.fillings for index, event in events.items()}
    whole = kept.index(next(g for g in kept if g.index == main))
    came: list[Filling] = []
    for group, counts in find_consequences(kept, _kinds(kept, events), told, main):
        came += counts
        if any(f.slot in HARM for f in counts):
            came += _ages_again(participants, told[group.index], whole)
        if group.part_of is None:
            events[group.index] = msgspec.structs.replace(events[group.index], part_of=whole)
    _add(events, {main: came})


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


def _add_remarks(
    teller: Teller,
    cast: Cast,
    kept: Sequence[Happening],
    events: dict[int, LocalEvent],
    main: int | None,
) -> list[Filling]:
    """Add to happenings what is said of them; return what is said of none."""
    given = {index: event.fillings for index, event in events.items()}
    said: dict[int, list[Filling]] = {}
    unplaced: list[Filling] = []
    for index, remark in find_remarks(teller, cast, kept, given, main):
        (unplaced if index is None else said.setdefault(index, [])).append(remark)
    _add(events, said)
    return unplaced


def _add(events: dict[int, LocalEvent], more: Mapping[int, Sequence[Filling]]) -> None:
    """Add fillings to events by their index."""
    for index, fillings in more.items():
        event = events[index]
        events[index] = msgspec.structs.replace(event, fillings=(*event.fillings, *fillings))


def _main_first(groups: Sequence[Happening], main: int | None) -> list[int]:
    return sorted(
        (g.index for g in groups), key=lambda i: (i != main, groups[i].part_of != main or main is None, i)
    )


def type_of(group: Happening) -> str:
    """Return the type that names a happening told by several words: the highest in rank."""
    told = group.told or group.mentions
    if len(told) == 1:
        return told[0].type.name
    names = Counter(m.type.name for m in told)
    return max(
        told, key=lambda m: (not m.type.is_outcome, not m.is_state, names[m.type.name] > 1, m.type.rank)
    ).type.name


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
    totals = {(f.slot, f.of, f.sentence) for f in fillings if f.cumulative}
    return tuple(f for f in fillings if f.cumulative or (f.slot, f.of, f.sentence) not in totals)


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


def _is_background(group: Happening, groups: Sequence[Happening], main: int | None) -> bool:
    if group.is_history or main is None:
        return group.is_history
    news, own = groups[main].times(), group.times()
    return bool(news and own) and max((t.end or "9999") for t in own) < min((t.start or "0") for t in news)


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


def _label(teller: Teller, group: Happening, kind: str) -> str:
    for mention in group.told or group.mentions:
        who = [teller.phrases[h] for h in mention.patients if teller.phrases[h].kind != "pronoun"]
        if who:
            words = teller.after_dateline(who[0].span).of(teller.page.text)
            return " ".join(f"{kind}: {words}".split())[:LABEL]
    return kind
