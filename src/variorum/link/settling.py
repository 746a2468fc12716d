"""What one report leaves open and the other reports of the event settle: which place, whose sentence."""

from collections.abc import Mapping, Sequence, Set

import msgspec

from variorum.link.events.identity import content_id
from variorum.model.record import Claim
from variorum.model.span import Span
from variorum.model.value import Actor, Count, Place

_HARM = ("killed", "injured")


def settle(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Settle what is open in claims by the others of their events; each keeps its id and its words.

    What a later report's words say beside an earlier report's is claimed besides (`tell_of_the_dead`).
    """
    settled = settle_singles(settle_sentences(settle_places(leave_settings(claims))))
    return tuple(sorted([*settled, *tell_of_the_dead(settled)], key=lambda claim: claim.id))


def leave_settings(claims: Sequence[Claim]) -> list[Claim]:
    """Leave alone what a sentence only sets a denial in, or denies of one doer.

    "The army denied that it shelled Sarn on Monday" denies neither the day nor the place; and where others
    tell that Sarn was shelled it denies who did it, and no more that it happened.
    """
    denied: dict[str, set[tuple[str, str, Span]]] = {"type": set(), "agent": set()}
    told = {c.event for c in claims if c.slot == "type" and c.polarity == "affirmed"}
    for claim in claims:
        if claim.polarity == "denied" and claim.slot in denied:
            denied[claim.slot].add((claim.event, claim.report, claim.sentence))
    return [claim for claim in claims if not _only_sets(claim, denied, told)]


def _only_sets(claim: Claim, denied: Mapping[str, Set[tuple[str, str, Span]]], told: Set[str]) -> bool:
    if claim.polarity != "denied":
        return False
    at = claim.event, claim.report, claim.sentence
    if claim.slot == "type":
        return claim.event in told and at in denied["agent"]
    return claim.slot in ("time", "place") and (at in denied["type"] or at in denied["agent"])


def settle_places(claims: Sequence[Claim]) -> list[Claim]:
    """Take a name that one report leaves open for the one place that others of the event say it is.

    The claim keeps its id and its words; where the others mean two places by the name, it stays open.
    """
    meant: dict[tuple[str, str], dict[int, Place]] = {}
    for claim in claims:
        if isinstance(claim.value, Place) and claim.value.geonameid is not None:
            known = meant.setdefault((claim.event, claim.value.name.casefold()), {})
            known.setdefault(claim.value.geonameid, claim.value)
    return [_settle_place(claim, meant) for claim in claims]


def _settle_place(claim: Claim, meant: Mapping[tuple[str, str], Mapping[int, Place]]) -> Claim:
    value = claim.value
    if not isinstance(value, Place) or value.geonameid is not None or value.country is not None:
        return claim
    places = meant.get((claim.event, value.name.casefold()), {})
    if len(places) != 1:
        return claim
    (place,) = places.values()
    settled = msgspec.structs.replace(place, name=value.name, within=value.within, offset=value.offset)
    return msgspec.structs.replace(claim, value=settled)


def settle_sentences(claims: Sequence[Claim]) -> list[Claim]:
    """Give a sentence to the one whom its report says it fell on, where other reports tell of several.

    A report that names several of those sentenced leaves it open whose it is.
    """
    several: dict[str, set[str]] = {}
    suffered: dict[tuple[str, str], set[str]] = {}
    for claim in claims:
        if claim.slot == "sentence" and claim.of is not None:
            several.setdefault(claim.event, set()).add(claim.of)
        elif claim.slot == "patient" and isinstance(claim.value, Actor) and claim.value.participant:
            suffered.setdefault((claim.event, claim.report), set()).add(claim.value.participant)
    return [_settle_sentence(claim, several, suffered) for claim in claims]


def _settle_sentence(
    claim: Claim, several: Mapping[str, set[str]], suffered: Mapping[tuple[str, str], set[str]]
) -> Claim:
    if claim.slot != "sentence" or claim.of is not None:
        return claim
    whose = several.get(claim.event, set()) & suffered.get((claim.event, claim.report), set())
    return msgspec.structs.replace(claim, of=min(whose)) if len(whose) == 1 else claim


def settle_singles(claims: Sequence[Claim]) -> list[Claim]:
    """Give one person's death or wound to that person, where the same report tells of more in all.

    "Ana Pol, whose husband was killed" tells nothing against eight dead. Where no participant is told of in
    the same words, the claim is left out. What another voice counts stays: two may well disagree.
    """
    most: dict[tuple[str, str, str, str | None], int] = {}
    whose: dict[tuple[str, str, int, int], str] = {}
    for claim in claims:
        if isinstance(claim.value, Actor) and claim.slot == "patient" and claim.value.participant:
            whose[claim.event, claim.report, claim.start, claim.end] = claim.value.participant
        elif claim.slot in _HARM and isinstance(claim.value, Count) and _is_fact_of_all(claim):
            cell = claim.event, claim.report, claim.slot, _voice(claim)
            most[cell] = max(most.get(cell, 0), int(claim.value.low or 0))
    settled = []
    for claim in claims:
        several = any(
            most.get((claim.event, claim.report, claim.slot, who), 0) > 1 for who in {None, _voice(claim)}
        )
        if several and _is_fact_of_all(claim) and isinstance(claim.value, Count) and claim.value.high == 1:
            of = whose.get((claim.event, claim.report, claim.start, claim.end))
            if of is not None:
                settled.append(msgspec.structs.replace(claim, of=of))
        else:
            settled.append(claim)
    return settled


def _voice(claim: Claim) -> str | None:
    return claim.chain[-1].voice if claim.chain else None


def _is_fact_of_all(claim: Claim) -> bool:
    return claim.of is None and claim.polarity == "affirmed" and claim.modality == "asserted"


def tell_of_the_dead(claims: Sequence[Claim]) -> list[Claim]:
    """Claim that none is left hurt where reports told of one hurt alone, and later ones of the dead alone.

    The girl "in critical condition" on Monday is she who "has died" on Tuesday. No claim is made where any
    report of the event tells of dead and hurt together: then others may be hurt.
    """
    harm: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.slot in _HARM and _is_plain_count(claim):
            harm.setdefault(claim.event, []).append(claim)
    return [died for event in sorted(harm) for died in _none_left(harm[event])]


def _is_plain_count(claim: Claim) -> bool:
    value = claim.value
    return (
        _is_fact_of_all(claim)
        and isinstance(value, Count)
        and value.is_exact
        and value.qualifier is None
        and bool(value.low)
    )


def _none_left(claims: Sequence[Claim]) -> list[Claim]:
    hurt = {c.report for c in claims if c.slot == "injured"}
    dead = [c for c in claims if c.slot == "killed"]
    numbers = {c.value.low for c in claims if c.slot == "injured" and isinstance(c.value, Count)}
    days = [c.published for c in claims if c.slot == "injured" and c.published]
    if not days or numbers != {1} or not hurt.isdisjoint(c.report for c in dead):
        return []
    later = [c for c in dead if c.published and c.published[:10] >= min(days)[:10]]
    none = Count(low=0, high=0, unit="person")
    return [
        msgspec.structs.replace(c, id=content_id("c", c.id, "injured", 0), slot="injured", value=none)
        for c in later
    ]
