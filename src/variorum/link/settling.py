"""What one report leaves open and the other reports of the event settle: which place, whose sentence."""

from collections.abc import Mapping, Sequence

import msgspec

from variorum.model.record import Claim
from variorum.model.value import Actor, Place


def settle(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Settle what is open in claims by the others of their events; each keeps its id and its words."""
    return tuple(settle_sentences(settle_places(claims)))


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
