"""Events merged and split by people."""

from collections.abc import Iterable

import msgspec

from variorum.deciding.workbench import Workbench
from variorum.model.record import Claim, Decision, Event, Mention, Participant
from variorum.model.value import Text


def merge(bench: Workbench, decision: Decision) -> bool:
    """Let the first event take in the others; False where there are no longer two."""
    kept = bench.find(decision.about[0])
    if kept not in bench.events:
        return False
    others = [o for id_ in decision.about[1:] if (o := bench.find(id_)) in bench.events and o != kept]
    for other in dict.fromkeys(others):
        _take_in(bench, kept, other)
    return bool(others)


def _take_in(bench: Workbench, kept: str, other: str) -> None:
    one, two = bench.events[kept], bench.events.pop(other)
    bench.merged[other] = kept
    whole = two.part_of if one.part_of in (other, None) else one.part_of
    bench.events[kept] = msgspec.structs.replace(
        one,
        mentions=tuple(sorted({*one.mentions, *two.mentions})),
        part_of=None if whole == kept else whole,
    )
    for id_, event in bench.events.items():
        if event.part_of == other:
            bench.events[id_] = msgspec.structs.replace(event, part_of=None if id_ == kept else kept)
    for id_, report in bench.reports.items():
        if report.main_event == other:
            bench.reports[id_] = msgspec.structs.replace(report, main_event=kept)
    for id_, claim in bench.claims.items():
        if claim.event == other:
            bench.claims[id_] = msgspec.structs.replace(claim, event=kept)
    _join_casts(bench, kept, other)


def _join_casts(bench: Workbench, kept: str, other: str) -> None:
    """Move the cast of one event to the other; who bears the same name in both is one, as within an event."""
    named = {(p.name.casefold(), p.type): p.id for p in bench.participants.values() if p.event == kept}
    leads: dict[str, str] = {}
    for id_, person in sorted(bench.participants.items()):
        if person.event != other:
            continue
        same = named.get((person.name.casefold(), person.type)) if person.name[:1].isupper() else None
        if same is None:
            bench.participants[id_] = msgspec.structs.replace(person, event=kept)
            continue
        one = bench.participants[same]
        bench.participants[same] = msgspec.structs.replace(
            one,
            mentions=tuple(sorted({*one.mentions, *person.mentions})),
            roles=(*one.roles, *(role for role in person.roles if role not in one.roles)),
            size=one.size if one.size is not None else person.size,
        )
        del bench.participants[id_]
        leads[id_] = bench.merged[id_] = same
    bench.replace_participants(leads)


def split(bench: Workbench, decision: Decision) -> bool:
    """Let some reports or claims of an event tell another one; False where none or all would leave."""
    event, new = bench.find(decision.about[0]), decision.text or ""
    if event not in bench.events:
        return False
    parts = {bench.find(id_) for id_ in decision.about[1:]}
    own = [c for c in bench.claims.values() if c.event == event]
    leaving = [c for c in own if c.report in parts or c.id in parts]
    if not leaving or len(leaving) == len(own):
        return False
    old = bench.events[event]
    away = {m for m in old.mentions if m.report in parts}
    away |= {Mention(c.report, c.start, c.end) for c in leaving if c.report not in parts}
    bench.events[event] = msgspec.structs.replace(
        old, mentions=tuple(m for m in old.mentions if m.report not in parts)
    )
    bench.events[new] = _make_event(bench, old, new, leaving, away)
    for claim in leaving:
        bench.claims[claim.id] = msgspec.structs.replace(claim, event=new)
    for id_, report in bench.reports.items():
        if id_ in parts and report.main_event == event:
            bench.reports[id_] = msgspec.structs.replace(report, main_event=new)
    _part_casts(bench, event, new, leaving, parts)
    return True


def _make_event(
    bench: Workbench, old: Event, new: str, leaving: Iterable[Claim], mentions: Iterable[Mention]
) -> Event:
    kinds = [c.value.text for c in leaving if c.slot == "type" and isinstance(c.value, Text)]
    words = tuple(sorted(mentions))
    first = min((bench.reports[m.report] for m in words), key=lambda r: (r.published or "9999", r.id))
    return Event(
        id=new,
        type=max(sorted(set(kinds)), key=kinds.count) if kinds else old.type,
        label=first.title or old.label,
        story=first.story,
        part_of=old.part_of,
        mentions=words,
    )


def _part_casts(
    bench: Workbench, event: str, new: str, leaving: Iterable[Claim], parts: Iterable[str]
) -> None:
    """Let those who are named by the leaving reports alone leave too, and those named by both be in both."""
    gone = {c.id for c in leaving}
    reports = set(parts)
    twins: dict[str, str] = {}
    for id_, person in sorted(bench.participants.items()):
        if person.event != event:
            continue
        away = tuple(m for m in person.mentions if m.report in reports)
        claims = {c.id for c in bench.claims.values() if _names(c, id_)}
        if not away and not claims & gone:
            continue
        if len(away) == len(person.mentions) and claims <= gone:
            bench.participants[id_] = msgspec.structs.replace(person, event=new)
            continue
        twins[id_] = twin = f"{id_}-{new.removeprefix('e-')}"
        stays = tuple(m for m in person.mentions if m not in away)
        bench.participants[id_] = msgspec.structs.replace(person, mentions=stays)
        bench.participants[twin] = msgspec.structs.replace(person, id=twin, event=new, mentions=away)
    _rename(bench, gone, twins, new)


def _names(claim: Claim, person: str) -> bool:
    return person in (claim.of, getattr(claim.value, "participant", None))


def _rename(bench: Workbench, gone: Iterable[str], twins: dict[str, str], new: str) -> None:
    for id_ in gone:
        claim = bench.claims[id_]
        value = claim.value
        if getattr(value, "participant", None) in twins:
            value = msgspec.structs.replace(value, participant=twins[value.participant])  # type: ignore[union-attr]
        of = twins.get(claim.of or "", claim.of)
        bench.claims[id_] = msgspec.structs.replace(claim, of=of, value=value)
    for id_, person in bench.participants.items():
        whole = bench.participants.get(person.member_of or "")
        if whole is not None and whole.event != person.event:
            bench.participants[id_] = _follow(person, twins, new)


def _follow(person: Participant, twins: dict[str, str], new: str) -> Participant:
    """Keep a member with the group of its own event; who has no group there is a member of none."""
    twin = twins.get(person.member_of or "") if person.event == new else None
    return msgspec.structs.replace(person, member_of=twin)
