"""Who takes part in an event by several reports: participants that are one, with one id."""

import functools
import re
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from variorum.data import load_yaml
from variorum.link.ages import join_of_one_age
from variorum.link.events import Merged
from variorum.link.events.identity import content_id, founding_offset
from variorum.link.events.naming import is_same_person, name_words
from variorum.link.fates import Fates, Local
from variorum.model.analysis import Analysis, LocalParticipant
from variorum.model.record import Mention, Participant
from variorum.model.report import Report

_Numbered = tuple[int, list[Local]]
_MOST = 500  # groups of one event that share a word with a participant
_RIVAL = 3  # years by which reports differ about how old somebody was
_WORD = re.compile(r"\w+")
_DESCRIBING = frozenset({"the", "a", "an", "one", "two", "three", "another", "his", "her", "their"})


class JoinedCast(NamedTuple):
    """Ids of local participants, their lines, and who by which slot is all whom an event befell."""

    ids: Mapping[Local, str]
    lines: tuple[Participant, ...]
    wholes: frozenset[tuple[str, str]]


def join_cast(reports: Sequence[Report], analyses: Mapping[str, Analysis], merged: Merged) -> JoinedCast:
    """Join the participants of an event that reports name alike; a description alone joins no persons.

    Groups and bodies in one part are one where their words agree, or their number, their fate and as much of
    their words as says who they are; and so are those of one kind among all whom it befell ("three were
    children"); a body that is told of again by one name is that body. Whomever an event befell is one person
    where every report counts one, and so is the only one of an age whom each tells of.
    """
    fates = Fates(reports, analyses, merged)
    groups = _group_alike(reports, analyses, merged, fates)
    for event, known in groups.items():
        _join_retold(event, known, analyses, fates)
        for people in fates.only_ones(event):
            _join_only_ones(known, people, analyses, fates)
        join_of_one_age(known, analyses, fates, _is_named)
        _join_bodies(known, analyses)
    ids = _name_groups(groups, analyses)
    lines = [_participant(event, group, analyses, ids) for event, known in groups.items() for group in known]
    wholes = {
        (ids[group[0]], slot)
        for event, known in groups.items()
        for group in known
        for slot in fates.wholes(event, group, analyses)
    }
    return JoinedCast(ids, tuple(sorted(lines, key=lambda line: line.id)), frozenset(wholes))


def _group_alike(
    reports: Sequence[Report], analyses: Mapping[str, Analysis], merged: Merged, fates: Fates
) -> dict[str, list[list[Local]]]:
    """Return the groups of each event's participants whom the words of reports show to be one."""
    groups: dict[str, list[list[Local]]] = {}
    shelves: dict[tuple[str, str], list[_Numbered]] = {}  # by event and a word for the first of the group
    for report in reports:
        fresh: list[tuple[tuple[str, str], _Numbered]] = []
        for index, person in enumerate(analyses[report.id].participants):
            event = merged.ids.get((report.id, person.event))
            if event is None:
                continue
            keys = [(event, word) for word in sorted(_words_for(person, fates.of((report.id, index))))]
            alike = [shelves[key] for key in keys if key in shelves]
            same = _find_same((report.id, index), alike, analyses, fates)
            if same is None:
                same = []
                known = groups.setdefault(event, [])
                fresh += [(key, (len(known), same)) for key in keys]
                known.append(same)
            same.append((report.id, index))
        for key, numbered in fresh:  # nobody is joined to another of the same report
            shelves.setdefault(key, []).append(numbered)
    return groups


def _name_groups(
    groups: Mapping[str, Sequence[Sequence[Local]]], analyses: Mapping[str, Analysis]
) -> dict[Local, str]:
    """Return the id of each participant, which that of the founding mention gives to all of its group."""
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
    return ids


def _words_for(person: LocalParticipant, fates: frozenset[str]) -> set[str]:
    """Return words of which those share one whom `_is_same` may take for one: a name, its last word, size."""
    sized = {f"{person.size} {fate}" for fate in fates} if (person.size or 0) > 1 else set()
    return {person.name.casefold(), _bare(person).casefold(), *name_words(person.name)[-1:], *sized}


def _find_same(
    local: Local, shelves: Sequence[Sequence[_Numbered]], analyses: Mapping[str, Analysis], fates: Fates
) -> list[Local] | None:
    """Return the first group that a participant belongs to; of a shelf the `_MOST` first are looked at."""
    alike = {number: group for shelf in shelves for number, group in shelf[:_MOST]}
    return next((g for _, g in sorted(alike.items()) if _is_same(local, g, analyses, fates)), None)


def _is_same(local: Local, group: Sequence[Local], analyses: Mapping[str, Analysis], fates: Fates) -> bool:
    if group[-1][0] == local[0]:  # reports come one after the other
        return False
    person = analyses[local[0]].participants[local[1]]
    others = [analyses[r].participants[i] for r, i in group]
    if _is_kind(person):
        return all(_is_kind(o) and person.name.casefold() == o.name.casefold() for o in others)
    if all(_is_same_group(person, o) for o in others):
        return True
    alike = bool(fates.of(local)) and all(fates.of(local) == fates.of(one) for one in group)
    if alike and all(_is_same_number(person, o) for o in others):
        return True
    return all(_is_named(one) for one in (person, *others)) and _is_same_name(person, others)


def _is_same_name(person: LocalParticipant, others: Sequence[LocalParticipant]) -> bool:
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


def _is_same_number(one: LocalParticipant, other: LocalParticipant) -> bool:
    """Say whether two groups of one fate are as many, and nothing tells them apart: "4 men", "four dead"."""
    if one.type != "group" or other.type != "group" or one.size != other.size or (one.size or 0) < 2:
        return False
    here, there = _telling_words(one.name), _telling_words(other.name)
    return here <= there or there <= here


def _join_retold(
    event: str, groups: list[list[Local]], analyses: Mapping[str, Analysis], fates: Fates
) -> None:
    """Make one of groups that a report tells of again in the same words: "two children", "his 2 children".

    Words that tell nothing ("three", "three people") are of one group where that is all whom it befell.
    """
    alike: dict[tuple[int | None, frozenset[str]], list[list[Local]]] = {}
    for group in groups:
        person, befell = analyses[group[0][0]].participants[group[0][1]], fates.of(group[0])
        told_apart = _telling_words(person.name) or fates.is_all(event, group[0], person.size)
        if befell and person.type == "group" and told_apart and not _is_other(person.name):
            alike.setdefault((person.size, befell), []).append(group)
    for told in alike.values():
        for index, group in enumerate(told):
            person = analyses[group[0][0]].participants[group[0][1]]
            for later in told[index + 1 :]:
                if _is_same_number(person, analyses[later[0][0]].participants[later[0][1]]):
                    group.extend(later)
                    told.remove(later)
                    groups.remove(later)


def _join_bodies(groups: list[list[Local]], analyses: Mapping[str, Analysis]) -> None:
    """Make one of bodies and groups that bear one name in one part, also within a report: "police".

    Those of whom a number is told stay apart: "two men" here may be others than "two men" there.
    """
    told: dict[tuple[str, int | None], list[tuple[set[str], list[Local]]]] = {}
    for group in tuple(groups):
        people = [analyses[report].participants[i] for report, i in group]
        is_counted = any(p.type == "group" and p.size is not None for p in people)
        if is_counted or any(
            p.type == "person" or p.member_of is not None or _is_other(p.name) for p in people
        ):
            continue
        roles = {role for p in people for role in p.roles}
        shelf = told.setdefault((_bare(people[0]).casefold(), people[0].size), [])
        first = next(((known, same) for known, same in shelf if known & roles), None)
        if first is None:
            shelf.append((roles, group))
            continue
        first[0].update(roles)
        first[1].extend(group)
        groups.remove(group)


def _is_other(name: str) -> bool:
    """Say whether words set a group against another: "two other men"."""
    return not set(load_yaml("link/cast.yaml")["others"]).isdisjoint(_WORD.findall(name.casefold()))


def _telling_words(name: str) -> frozenset[str]:
    """Return the words of a group's name that say who they are.

    >>> sorted(_telling_words("Three other victims")), sorted(_telling_words("the 3 wounded boys"))
    ([], ['boys', 'wounded'])
    """
    words = load_yaml("link/cast.yaml")
    empty = {*words["anybody"], *words["numbers"]}
    return frozenset(w for w in _WORD.findall(name.casefold()) if not w.isdigit() and w not in empty)


def _join_only_ones(
    groups: list[list[Local]], people: Sequence[Local], analyses: Mapping[str, Analysis], fates: Fates
) -> None:
    """Make one of those whom an event befell where all count one: "a boy" here, his name there."""
    meant = {local for local in people if _may_be_the_one(analyses[local[0]].participants[local[1]])}
    alike = [group for group in groups if not meant.isdisjoint(group)]
    members = [local for group in alike for local in group]
    named = sorted({p.name for r, i in members if _is_named(p := analyses[r].participants[i])})
    if len(alike) < 2 or not _may_be_of_one(members, fates):
        return
    if all(is_same_person(one, other) for one, other in combinations(named, 2)):
        alike[0] += [local for group in alike[1:] for local in group]
        for group in alike[1:]:
            groups.remove(group)


def _may_be_of_one(members: Sequence[Local], fates: Fates) -> bool:
    """Say whether the ages told of people may be one person's: reports may differ by a few years."""
    ages: dict[str, set[float]] = {}
    for local in members:
        ages.setdefault(local[0], set()).update(fates.ages(local))
    told = [age for known in ages.values() for age in known]
    if any(len(known) > 1 for known in ages.values()):
        return False
    return not told or max(told) - min(told) <= _RIVAL


def _may_be_the_one(person: LocalParticipant) -> bool:
    """Say whether somebody may be the one who was counted: "his grandmother" is kin of that one rather."""
    owned = person.name.casefold().split()[:1]
    return (
        person.type == "person" and "patient" in person.roles and owned not in (["his"], ["her"], ["their"])
    )


def _is_kind(person: LocalParticipant) -> bool:
    """Say whether a participant is those of one kind within a whole: the children among the dead."""
    words = person.name.split()
    bare = bool(words) and all(word.isalpha() and word.islower() for word in words)
    return bare and person.type == "group" and person.member_of is not None


def _is_named(person: LocalParticipant) -> bool:
    """Say whether a name is one, and no description: titles give descriptions capitals too ("Toddler")."""
    words = _bare(person).split()
    if not words or not words[0][0].isupper() or words[0].lower() in _DESCRIBING:
        return False
    is_surname = len(words) > 1 and words[-1][0].isupper()  # "Ivo Steward"
    return is_surname or words[-1].lower() not in _people()


@functools.cache
def _people() -> frozenset[str]:
    words = load_yaml("events/people.yaml")
    return frozenset(word for kind in ("male", "female", "either") for word in words[kind])


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
        name=max(people, key=lambda p: (p.type == "person" and _is_named(p), len(p.name), p.name)).name,
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
