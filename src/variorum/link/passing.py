"""Days and places that a report gives in passing, which the sentences that tell the event do not bear out.

A report read alone takes its main event's day and town from the lead where nothing better is told ("divers
packed up on Friday"). Beside claims from sentences that tell the event itself, such a value is no rival, and
a town that only belongs to a name ("the High Court in Sarn", "Sarn harbour") is no witness either.
"""

import bisect
import functools
import re
from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import NamedTuple

from variorum.data import load_yaml
from variorum.model.record import Claim
from variorum.model.span import Span
from variorum.model.value import Place, Time, Value

Spans = Mapping[tuple[str, str], Sequence[Span]]
_NEXT = re.compile(r"[ \n]([a-z]+)(?![\w-])")


class Footing(IntEnum):
    """How near the words of a day or place stand to words that tell the event."""

    NAMING = 0  # words that belong to somebody's or something's name, or that deny that anything was there
    ELSEWHERE = 1  # a dateline, or a sentence that tells nothing of the event
    OUTCOME = 2  # a sentence that tells what came of it: somebody died in hospital
    TOLD = 3  # a sentence that says that it happened


class Ground(NamedTuple):
    """Where things stand in the reports: what the footing of a claim is read from.

    `mentions` are the words that tell each event in each report, `names` those that name bodies in a report.
    """

    mentions: Spans
    datelines: Mapping[str, tuple[int, int]]
    names: Mapping[str, Sequence[Span]]
    texts: Mapping[str, str]


def drop_passing(claims: Sequence[Claim], ground: Ground) -> list[Claim]:
    """Leave out days and places that claims of the event on a better footing do not agree with.

    Claims of different footing never weigh against each other where they agree: a wider day or place stays,
    and so does all that stands alone. What is no more than part of a name goes wherever the event's place is
    told. No event happens after a report has told it with an earlier day.
    """
    told: dict[tuple[str, str], list[Span]] = {}
    for claim in claims:
        if claim.slot == "type":
            told.setdefault((claim.event, claim.report), []).append(Span(claim.start, claim.end))
    told = {key: sorted(spans) for key, spans in told.items()}
    ground = ground._replace(mentions={key: sorted(spans) for key, spans in ground.mentions.items()})
    footings = {
        claim.id: _footing(claim, told, ground)
        for claim in claims
        if claim.slot in ("time", "place") and claim.of is None
    }
    rivals: dict[tuple[str, str, Footing], dict[Value, None]] = {}
    for claim in claims:
        footing = footings.get(claim.id, Footing.ELSEWHERE)
        if footing > Footing.ELSEWHERE and claim.polarity == "affirmed":
            rivals.setdefault((claim.event, claim.slot, footing), {}).setdefault(claim.value)
    known = _first_known(claims, footings)
    return [
        claim
        for claim in claims
        if claim.id not in footings
        or not (_is_outdone(claim, footings, rivals) or _is_too_late(claim, known.get(claim.event)))
    ]


def _footing(claim: Claim, told: Spans, ground: Ground) -> Footing:
    head = ground.datelines.get(claim.report)
    if head is not None and head[0] <= claim.start < head[1]:
        return Footing.ELSEWHERE
    if claim.chain and claim.chain[-1].stance == "denies":
        return Footing.NAMING  # "denied that it had bombed Sarn on Friday"
    words = Span(claim.start, claim.end)
    is_place = claim.slot == "place"
    if is_place and any(link.source is not None and link.source.covers(words) for link in claim.chain):
        return Footing.NAMING
    key = claim.event, claim.report
    if _holds_any(claim.sentence, told.get(key, ())):
        return Footing.TOLD
    if _holds_any(claim.sentence, ground.mentions.get(key, ())):
        return Footing.OUTCOME
    return Footing.NAMING if is_place and _is_of_name(claim, words, ground) else Footing.ELSEWHERE


def _is_of_name(claim: Claim, words: Span, ground: Ground) -> bool:
    """Say whether a place only tells which body or thing is meant: "the court in Sarn", "Sarn harbour"."""
    if any(name.covers(words) for name in ground.names.get(claim.report, ())):
        return True
    after = _NEXT.match(ground.texts.get(claim.report, ""), claim.end)
    return after is not None and after[1] not in _after_places()


@functools.cache
def _after_places() -> frozenset[str]:
    return frozenset(load_yaml("link/passing.yaml")["after_places"])


def _first_known(claims: Sequence[Claim], footings: Mapping[str, Footing]) -> dict[str, str]:
    """Return of each event the first day on which a report told it as done, naming no later day for it."""
    first: dict[str, str] = {}
    for claim in claims:
        if footings.get(claim.id, Footing.ELSEWHERE) > Footing.ELSEWHERE and isinstance(claim.value, Time):
            published, end = (claim.published or "")[:10], (claim.value.end or "9999")[:10]
            if _is_done(claim) and end <= published < first.get(claim.event, "9999"):
                first[claim.event] = published
    return first


def _is_done(claim: Claim) -> bool:
    return claim.polarity == "affirmed" and claim.modality == "asserted"


def _is_too_late(claim: Claim, known: str | None) -> bool:
    return (
        known is not None
        and _is_done(claim)
        and isinstance(claim.value, Time)
        and (claim.value.start or "")[:10] > known
    )


def _holds_any(sentence: Span, spans: Sequence[Span]) -> bool:
    """Say whether a sentence holds one of some spans, given in order."""
    at = bisect.bisect_left(spans, sentence.start, key=lambda span: span.start)
    while at < len(spans) and spans[at].start < sentence.end:
        if spans[at].end <= sentence.end:
            return True
        at += 1
    return False


def _is_outdone(
    claim: Claim,
    footings: Mapping[str, Footing],
    rivals: Mapping[tuple[str, str, Footing], Mapping[Value, None]],
) -> bool:
    own = footings[claim.id]
    better = [
        value
        for footing in Footing
        if footing > own
        for value in rivals.get((claim.event, claim.slot, footing), {})
    ]
    if better and own == Footing.NAMING:
        return True
    # What no gazetteer knows speaks neither for nor against a town.
    sure = [value for value in better if not _is_open(value)]
    return bool(sure) and not any(_may_both_be(claim.value, value) for value in sure)


def _is_open(value: Value) -> bool:
    return isinstance(value, Place) and value.geonameid is None


def _may_both_be(a: Value, b: Value) -> bool:
    if isinstance(a, Time) and isinstance(b, Time):
        return a.meets(b)
    if isinstance(a, Place) and isinstance(b, Place):
        if a.geonameid is None or b.geonameid is None or a.geonameid == b.geonameid:
            return True
        wide = ("country", "region")
        return a.precision in wide or b.precision in wide
    return True
