"""Claims with their ids, and the events and participants that they are about."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from variorum.link.concord import choose_together
from variorum.link.events import Merged
from variorum.link.events.identity import content_id, founding_offset, in_order
from variorum.link.events.naming import is_same_person, name_words
from variorum.link.passing import Ground, drop_passing
from variorum.link.settling import settle
from variorum.link.voices import Voices
from variorum.model.analysis import Analysis, Filling, LocalParticipant
from variorum.model.analysis import Link as LocalLink
from variorum.model.record import ChainLink, Claim, Event, Mention, Participant
from variorum.model.report import Report
from variorum.model.span import Span
from variorum.model.value import Actor, Value

Local = tuple[str, int]
_Numbered = tuple[int, list[Local]]
_MOST = 500  # groups of one event that share a word with a participant
OriginOf = Callable[[str, Span], str]


class _Names(NamedTuple):
    """What turns the indexes of a filling into ids."""

    people: Mapping[Local, str]
    voices: Voices
    origin_of: OriginOf


class Claims(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of the record that say what is claimed, of which event and whom."""

    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    participants: tuple[Participant, ...]


def make_claims(
    reports: Sequence[Report],
    analyses: Mapping[str, Analysis],
    merged: Merged,
    voices: Voices,
    stories: Mapping[str, str],
    origin_of: OriginOf,
) -> Claims:
    """Turn the fillings of all reports into claims; the order of `reports` does not matter.

    Local events that `merged.ids` does not hold are passed over with their participants, so that a part of
    the events can be made alone: one that holds every event that its participants and wholes lead to.
    """
    ordered = in_order(reports)
    people, lines = _merge_participants(ordered, analyses, merged)
    names = _Names(people, voices, origin_of)
    claims: dict[str, Claim] = {}
    mentions: dict[tuple[str, str], list[Span]] = {}
    together = choose_together(ordered, analyses, merged, origin_of)
    for report in ordered:
        analysis = analyses[report.id]
        for index, event in enumerate(analysis.events):
            if (report.id, index) not in merged.ids:
                continue
            mentions.setdefault((merged.ids[report.id, index], report.id), []).extend(event.mentions)
            offset = founding_offset(analyses, report.id, index)
            for filling in together.get((report.id, index), event.fillings):
                claim = _claim(report, filling, merged.ids[report.id, index], offset, names)
                claims.setdefault(claim.id, claim)
    ground = Ground(
        mentions=mentions,
        datelines={report.id: report.dateline for report in ordered if report.dateline is not None},
        names={report.id: _names_of_bodies(analyses[report.id]) for report in ordered},
        texts={report.id: report.text for report in ordered},
    )
    settled = settle([claims[key] for key in sorted(claims)])
    return Claims(
        claims=tuple(drop_passing(settled, ground)),
        events=_events(ordered, analyses, merged, stories),
        participants=lines,
    )


def _names_of_bodies(analysis: Analysis) -> tuple[Span, ...]:
    bodies = (voice for voice in analysis.voices if voice.type == "organisation")
    return tuple(span for voice in bodies for span in voice.mentions)


def _claim(report: Report, filling: Filling, event: str, offset: int, names: _Names) -> Claim:
    of = None if filling.of is None else names.people[report.id, filling.of]
    value = _with_id(filling.value, report.id, names.people)
    chain = tuple(_link(report.id, link, names.voices) for link in filling.chain)
    who = ",".join(f"{link.voice}:{link.stance}" for link in chain)
    return Claim(
        id=content_id(
            "c",
            report.id,
            offset,
            filling.slot,
            filling.span.start,
            filling.span.end,
            of,
            msgspec.json.encode(value).decode(),
            filling.polarity,
            filling.modality,
            who,
        ),
        report=report.id,
        event=event,
        slot=filling.slot,
        of=of,
        value=value,
        polarity=filling.polarity,
        modality=filling.modality,
        chain=chain,
        origin=names.origin_of(report.id, filling.span),
        start=filling.span.start,
        end=filling.span.end,
        more=filling.more,
        sentence=filling.sentence,
        published=report.published,
    )


def _with_id(value: Value, report: str, people: Mapping[Local, str]) -> Value:
    if isinstance(value, Actor):
        return Actor(name=value.name, participant=people[report, int(value.participant)])
    return value


def _link(report: str, link: LocalLink, voices: Voices) -> ChainLink:
    return ChainLink(
        voice=voices.ids[report, link.voice],
        source=link.source,
        cue=link.cue,
        manner=link.manner,
        stance=link.stance,
        basis=link.basis,
        withheld_because=link.withheld_because,
    )


def _events(
    reports: Sequence[Report], analyses: Mapping[str, Analysis], merged: Merged, stories: Mapping[str, str]
) -> tuple[Event, ...]:
    tellings: dict[str, list[Local]] = {}
    for report in reports:
        for index in range(len(analyses[report.id].events)):
            if (report.id, index) in merged.ids:
                tellings.setdefault(merged.ids[report.id, index], []).append((report.id, index))
    lines = []
    for event in sorted(tellings):
        founder, index = merged.founders[event]
        kinds = [analyses[r].events[i].type for r, i in tellings[event]]
        lines.append(
            Event(
                id=event,
                type=max(kinds, key=lambda k: (kinds.count(k), -kinds.index(k))),
                label=analyses[founder].events[index].label,
                story=stories.get(founder, founder),
                part_of=merged.part_of.get(event),
                mentions=tuple(
                    sorted(
                        {
                            Mention(r, s.start, s.end)
                            for r, i in tellings[event]
                            for s in analyses[r].events[i].mentions
                        }
                    )
                ),
            )
        )
    return tuple(lines)


def _merge_participants(
    reports: Sequence[Report], analyses: Mapping[str, Analysis], merged: Merged
) -> tuple[dict[Local, str], tuple[Participant, ...]]:
    """Join the participants of an event that reports name alike; a description alone joins no persons.

    Groups and bodies in one part are one where their words agree, and so are those of one kind among all whom
    it befell ("three were children").
    """
    groups: dict[str, list[list[Local]]] = {}
    shelves: dict[tuple[str, str], list[_Numbered]] = {}  # by event and a word for the first of the group
    for report in reports:
        fresh: list[tuple[tuple[str, str], _Numbered]] = []
        for index, person in enumerate(analyses[report.id].participants):
            event = merged.ids.get((report.id, person.event))
            if event is None:
                continue
            keys = [(event, word) for word in sorted(_words_for(person))]
            alike = [shelves[key] for key in keys if key in shelves]
            same = _find_same(person, report.id, alike, analyses)
            if same is None:
                same = []
                known = groups.setdefault(event, [])
                fresh += [(key, (len(known), same)) for key in keys]
                known.append(same)
            same.append((report.id, index))
        for key, numbered in fresh:  # nobody is joined to another of the same report
            shelves.setdefault(key, []).append(numbered)
    ids: dict[Local, str] = {}
    offsets: dict[Local, int] = {}
    for together in groups.values():
        for group in together:
            report_id, index = group[0]
            person = analyses[report_id].participants[index]
            local = report_id, person.event
            if local not in offsets:
                offsets[local] = founding_offset(analyses, *local)
            offset = offsets[local]
            first = person.mentions[0].start if person.mentions else -1
            ids.update(dict.fromkeys(group, content_id("p", report_id, offset, index, first, person.name)))
    lines = [_participant(event, group, analyses, ids) for event, known in groups.items() for group in known]
    return ids, tuple(sorted(lines, key=lambda line: line.id))


def _words_for(person: LocalParticipant) -> set[str]:
    """Return words of which those share one whom `_is_same` may take for one: the name, and its last word."""
    return {person.name.casefold(), _bare(person).casefold(), *name_words(person.name)[-1:]}


def _find_same(
    person: LocalParticipant,
    report: str,
    shelves: Sequence[Sequence[_Numbered]],
    analyses: Mapping[str, Analysis],
) -> list[Local] | None:
    """Return the first group that a participant belongs to; of a shelf the `_MOST` first are looked at."""
    alike = {number: group for shelf in shelves for number, group in shelf[:_MOST]}
    return next((g for _, g in sorted(alike.items()) if _is_same(person, report, g, analyses)), None)


def _is_same(
    person: LocalParticipant, report: str, group: Sequence[Local], analyses: Mapping[str, Analysis]
) -> bool:
    if group[-1][0] == report:  # reports come one after the other
        return False
    others = [analyses[r].participants[i] for r, i in group]
    if _is_kind(person):
        return all(_is_kind(o) and person.name.casefold() == o.name.casefold() for o in others)
    if all(_is_same_group(person, o) for o in others):
        return True
    if not _is_named(person):
        return False
    if any(not _is_named(o) for o in others):
        return False
    if any(o.type != person.type for o in others):
        # "Kaua da Hora", whom one reading took for a body: a name of two words or more is no chance.
        kinds = {person.type, *(o.type for o in others)}
        alike = all(person.name.casefold() == o.name.casefold() for o in others)
        return alike and " " in person.name and kinds == {"person", "organisation"}
    if person.type == "person":
        return all(is_same_person(person.name, o.name) for o in others)
    return all(_bare(person).casefold() == _bare(o).casefold() for o in others)


def _is_same_group(one: LocalParticipant, other: LocalParticipant) -> bool:
    """Say whether two reports name one group or body alike, in one part: "two Norwegian diplomats"."""
    if "person" in (one.type, other.type) or one.size != other.size:
        return False
    alike = _bare(one).casefold() == _bare(other).casefold()
    return alike and (one.roles == other.roles or not set(one.roles).isdisjoint(other.roles))


def _is_kind(person: LocalParticipant) -> bool:
    """Say whether a participant is those of one kind within a whole: the children among the dead."""
    words = person.name.split()
    bare = bool(words) and all(word.isalpha() and word.islower() for word in words)
    return bare and person.type == "group" and person.member_of is not None


def _is_named(person: LocalParticipant) -> bool:
    name = _bare(person)
    first = name.split()[0] if name.split() else ""
    return name[:1].isupper() and first.lower() not in ("the", "a", "an", "one", "two", "three", "another")


def _bare(person: LocalParticipant) -> str:
    """Return the name of a body without its article: "the Lion Brigade" is the Lion Brigade."""
    return person.name if person.type == "person" else person.name.removeprefix("the ").removeprefix("The ")


def _participant(
    event: str, group: Sequence[Local], analyses: Mapping[str, Analysis], ids: Mapping[Local, str]
) -> Participant:
    people = [analyses[r].participants[i] for r, i in group]
    roles: list[str] = []
    for person in people:
        roles += [role for role in person.roles if role not in roles]
    member_of = next(
        (ids[r, p.member_of] for (r, _), p in zip(group, people, strict=True) if p.member_of is not None),
        None,
    )
    own = ids[group[0]]
    return Participant(
        id=own,
        event=event,
        name=max((p.name for p in people), key=lambda n: (len(n), n)),
        type="person" if any(p.type == "person" for p in people) else people[0].type,
        roles=tuple(roles),
        size=next((p.size for p in people if p.size is not None), None),
        member_of=None if member_of == own else member_of,
        mentions=tuple(
            sorted(
                {
                    Mention(r, s.start, s.end)
                    for (r, _), p in zip(group, people, strict=True)
                    for s in p.mentions
                }
            )
        ),
    )
