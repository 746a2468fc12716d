"""Claims with their ids, and the events and participants that they are about."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from variorum.link.cast import JoinedCast, join_cast
from variorum.link.concord import choose_together
from variorum.link.events import Merged
from variorum.link.events.identity import content_id, founding_offset, in_order
from variorum.link.passing import Ground, drop_passing
from variorum.link.settling import settle
from variorum.link.voices import Voices
from variorum.model.analysis import Analysis, Filling
from variorum.model.analysis import Link as LocalLink
from variorum.model.record import ChainLink, Claim, Event, Mention, Participant
from variorum.model.report import Report
from variorum.model.span import Span
from variorum.model.value import Actor, Place, Value

Local = tuple[str, int]
OriginOf = Callable[[str, Span], str]


class _Names(NamedTuple):
    """What turns the indexes of a filling into ids."""

    cast: JoinedCast
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
    cast = join_cast(ordered, analyses, merged)
    names = _Names(cast, voices, origin_of)
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
    kept = tuple(drop_passing(settle([claims[key] for key in sorted(claims)]), ground))
    return Claims(
        claims=kept,
        events=_events(ordered, analyses, merged, stories, _places(kept)),
        participants=cast.lines,
    )


def _names_of_bodies(analysis: Analysis) -> tuple[Span, ...]:
    bodies = (voice for voice in analysis.voices if voice.type == "organisation")
    return tuple(span for voice in bodies for span in voice.mentions)


def _claim(report: Report, filling: Filling, event: str, offset: int, names: _Names) -> Claim:
    of = None if filling.of is None else names.cast.ids[report.id, filling.of]
    if of is not None and (of, filling.slot) in names.cast.wholes:
        of = None  # nine hurt, and nine bystanders hurt: they are all whom it befell
    value = _with_id(filling.value, report.id, names.cast.ids)
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


def _places(claims: Iterable[Claim]) -> dict[str, str]:
    """Return the place that most claims give each event, a town before wider and unknown places."""
    named: dict[str, Counter[tuple[bool, str]]] = {}
    for claim in claims:
        place = claim.value
        if isinstance(place, Place) and claim.slot == "place" and claim.polarity == "affirmed":
            is_town = place.precision == "city"
            named.setdefault(claim.event, Counter())[is_town, place.name] += 1
    return {
        event: max(told, key=lambda place: (place[0], told[place], place[1]))[1]
        for event, told in named.items()
    }


def _label(own: str, kind: str, place: str) -> str:
    """Return the founding report's line on an event with the place behind it, unless that is said."""
    if place.casefold() in own.casefold():
        return own
    return f"{own}, {place}" if own != kind else f"{kind}: {place}"


def _events(
    reports: Sequence[Report],
    analyses: Mapping[str, Analysis],
    merged: Merged,
    stories: Mapping[str, str],
    places: Mapping[str, str],
) -> tuple[Event, ...]:
    """Write the events; what most claims give for their place stands behind whom it befell in their label."""
    tellings: dict[str, list[Local]] = {}
    for report in reports:
        for index in range(len(analyses[report.id].events)):
            if (report.id, index) in merged.ids:
                tellings.setdefault(merged.ids[report.id, index], []).append((report.id, index))
    lines = []
    for event in sorted(tellings):
        founder, index = merged.founders[event]
        kinds = [analyses[r].events[i].type for r, i in tellings[event]]
        kind = max(kinds, key=lambda k: (kinds.count(k), -kinds.index(k)))
        lines.append(
            Event(
                id=event,
                type=kind,
                label=_label(analyses[founder].events[index].label, kind, places.get(event, "")),
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
