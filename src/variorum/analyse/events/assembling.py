"""Put the happenings of a page together as the analysis keeps them, indexes in place of references."""

import datetime
from collections.abc import Mapping, Sequence

import msgspec

from variorum.analyse.events.counting import count_fates
from variorum.analyse.events.fates import Part, find_parts
from variorum.analyse.events.fillings import PEOPLE, Teller
from variorum.analyse.events.findings import Happenings
from variorum.analyse.events.grouping import Happening, is_town
from variorum.analyse.events.mention import Mention
from variorum.analyse.page import Page
from variorum.analyse.participants import Cast, Phrase
from variorum.analyse.participants.phrases import head_of, is_argument
from variorum.model.analysis import Filling, LocalEvent, LocalParticipant, ParticipantType, Quantity
from variorum.model.span import Span
from variorum.model.value import Count, Place, Time, Value

# Counts that sit on the happening that befell them wherever they are told.
_OF_THE_WHOLE = frozenset({"missing", "trapped", "rescued"})
_LABEL = 60  # characters of a label before its place and day


def assemble(teller: Teller, cast: Cast, groups: Sequence[Happening], main: int | None) -> Happenings:
    """Return the happenings with their participants and fillings, in text order."""
    page, phrases = teller.page, teller.phrases
    order = _main_first(groups, main)
    events: dict[int, LocalEvent] = {}
    participants: list[LocalParticipant] = []
    aged: set[int] = set()
    used: set[Span] = set()
    kept = [g for g in groups if any(not m.is_generic and m.modality != "hypothetical" for m in g.mentions)]
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
        members[index] = _ages(teller, cast, offsets[index], participants, local[index], aged)
    for group in kept:
        first, parts = offsets[group.index]
        kind = type_of(group)
        fillings = [
            *teller.happened(group, kind),
            *teller.setting(group),
            *teller.actors(group, parts, first),
            *count_fates(teller, cast, parts, first),
            *members.get(group.index, []),
        ]
        used.update(f.span for f in fillings if isinstance(f.value, Count))
        events[group.index] = LocalEvent(
            type=kind,
            label=_label(page, group, kind, phrases),
            mentions=tuple(sorted({m.span for m in (*group.mentions, *_pointing(group))})),
            fillings=tuple(fillings),
            part_of=None if group.part_of is None else local.get(group.part_of),
            is_background=group.index != main and _is_background(group, groups, main),
            time=_time(group),
            place=_place(group),
        )
    for group, extra in _loose(teller, teller.found.quantities, kept, used, main):
        event = events[group.index]
        events[group.index] = _with(event, extra)
    for index, event in events.items():
        summed_up = _chain_headline(_keep_totals(event.fillings), page.title_end)
        events[index] = msgspec.structs.replace(event, fillings=summed_up)
    return Happenings(
        events=tuple(events[g.index] for g in kept),
        participants=tuple(participants),
        main_event=None if main is None else local.get(main),
    )


def _main_first(groups: Sequence[Happening], main: int | None) -> list[int]:
    return sorted(
        (g.index for g in groups), key=lambda i: (i != main, groups[i].part_of != main or main is None, i)
    )


def type_of(group: Happening) -> str:
    """Return the type that names a happening told by several words: the highest in rank."""
    told = group.told or group.mentions
    names = [m.type.name for m in told]
    return max(
        told, key=lambda m: (not m.type.is_outcome, not m.is_state, names.count(m.type.name) > 1, m.type.rank)
    ).type.name


def _participant(teller: Teller, cast: Cast, part: Part, event: int, first: int) -> LocalParticipant:
    phrases = teller.phrases
    entities = [cast.entities[e] for e in part.entities]
    names = [n for e in entities for n in e.names]
    heads = sorted({h for e in entities for h in e.heads} | set(part.heads))
    described = [h for h in heads if phrases[h].kind != "pronoun"]
    words = phrases[(described or heads)[0]].span
    name = max(names, key=len) if names else words.of(teller.page.text)
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


def _ages(
    teller: Teller,
    cast: Cast,
    placed: tuple[int, list[Part]],
    participants: list[LocalParticipant],
    event: int,
    aged: set[int],
) -> list[Filling]:
    """Give ages to those whose they are; "two soldiers, aged 20 and 26" are two members with one each."""
    phrases = teller.phrases
    first, parts = placed
    found: list[Filling] = []
    for part in parts:
        heads = sorted({h for e in part.entities for h in cast.entities[e].heads})
        numbers: list[tuple[Quantity, int]] = [
            (q, h) for h in heads for q in phrases[h].ages if h not in aged
        ]
        aged.update(h for _, h in numbers)
        low, high = part.size(phrases)
        if high == 1:
            found += [teller.age(q, first + part.index) for q, _ in numbers]
            continue
        if len(numbers) < 2 or (low == high and low is not None and len(numbers) > low):
            continue
        for number, head in numbers:
            words = phrases[head].span.of(teller.page.text)
            participants.append(
                LocalParticipant(
                    event=event,
                    name=words,
                    type="person",
                    roles=tuple(part.roles),
                    mentions=(number.span,),
                    size=1,
                    member_of=first + part.index,
                )
            )
            found.append(teller.age(number, len(participants) - 1))
    return found


def _loose(
    teller: Teller,
    quantities: Sequence[Quantity],
    groups: Sequence[Happening],
    used: set[Span],
    main: int | None,
) -> list[tuple[Happening, Filling]]:
    """Give counts that the quantities' own words put in a slot to the happening told beside them.

    A sentence that tells no happening ("two workers were missing") speaks of the main one.
    """
    found: list[tuple[Happening, Filling]] = []
    told = next(((g.mentions[0], g) for g in groups if g.index == main), None)
    mentions = sorted(
        ((m, g) for g in groups for m in g.mentions if not m.is_generic), key=lambda pair: pair[0].token
    )
    largest = _largest(teller, groups)
    for number in quantities:
        slot = number.slot
        if slot in (None, "age") or number.span in used or number.scope is not None:
            continue
        if (number.low is None and number.high is None) or (number.kind == "count" and number.high == 1):
            continue
        if number.counted is None and not _is_acted_on(teller, number, mentions):
            continue
        sentence = teller.page.sentence_at(number.span.start)
        near = [
            (abs(m.span.start - number.span.start), m, g)
            for m, g in mentions
            if sentence.covers(m.span)
            and _may_hold(m, str(slot))
            and largest.get((g.index, str(slot)), 0) < (number.low or 0)
        ]
        if near:
            _, mention, group = min(near, key=lambda item: item[0])
            found.append((group, teller.quantity(number, mention, str(slot), None)))
        elif slot in _OF_THE_WHOLE and told is not None and _may_hold(told[0], str(slot)):
            found.append((told[1], teller.quantity(number, told[0], str(slot), None)))
    return found


def _may_hold(mention: Mention, slot: str) -> bool:
    """Say whether a happening of this type may have such a count: one that kills may also trap."""
    slots = mention.type.slots
    return slot not in PEOPLE or slot in slots or (slot in _OF_THE_WHOLE and "killed" in slots)


def _is_acted_on(teller: Teller, number: Quantity, mentions: Sequence[tuple[Mention, Happening]]) -> bool:
    """Say whether a bare number is whom a clause is about or acts on, or follows on the trigger's heels.

    The second mends parses that hang "injuring 14, the fire service said" on what comes after it.
    """
    if is_argument(teller.tree, head_of(teller.tree, number.span)):
        return True
    return any(m.span.end + 1 == number.span.start for m, _ in mentions)


def _keep_totals(fillings: Sequence[Filling]) -> tuple[Filling, ...]:
    """Leave out what a sentence itself adds up: "two more, bringing the number to five" says five."""
    totals = {(f.slot, f.of, f.sentence) for f in fillings if f.cumulative}
    return tuple(f for f in fillings if f.cumulative or (f.slot, f.of, f.sentence) not in totals)


def _chain_headline(fillings: Sequence[Filling], title_end: int) -> tuple[Filling, ...]:
    """Give a headline that names nobody the chain of the first sentence that says the same."""
    told: dict[tuple[str, Value], Filling] = {}
    for filling in sorted(fillings, key=lambda f: f.span):
        if filling.span.start >= title_end:
            told.setdefault((filling.slot, filling.value), filling)
    mended = []
    for filling in fillings:
        body = told.get((filling.slot, filling.value))
        if filling.span.end <= title_end and not filling.chain and body is not None:
            filling = msgspec.structs.replace(filling, chain=body.chain)  # noqa: PLW2901 - the mended one
        mended.append(filling)
    return tuple(mended)


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


def _with(event: LocalEvent, extra: Filling) -> LocalEvent:
    return msgspec.structs.replace(event, fillings=(*event.fillings, extra))


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
    towns = [p for p in places if is_town(p)]
    return next(iter(towns or [p for p in places if p.lat is not None] or places), None)


def _label(page: Page, group: Happening, kind: str, phrases: Mapping[int, Phrase]) -> str:
    for mention in group.told or group.mentions:
        who = [phrases[h] for h in mention.patients if phrases[h].kind != "pronoun"]
        if who:
            words = f"{kind}: {who[0].span.of(page.text)}"
            return " ".join(words.split())[:_LABEL]
    return kind
