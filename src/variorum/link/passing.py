"""Days and places that a report gives in passing, which the sentences that tell the event do not bear out.

A report read alone takes its main event's day and town from the lead where nothing better is told ("divers
packed up on Friday"). Beside claims from sentences that tell the event itself, such a value is no rival.
"""

import bisect
from collections.abc import Mapping, Sequence
from enum import IntEnum

from variorum.model.record import Claim
from variorum.model.span import Span
from variorum.model.value import Place, Time, Value

Spans = Mapping[tuple[str, str], Sequence[Span]]


class Footing(IntEnum):
    """How near the words of a day or place stand to words that tell the event."""

    ELSEWHERE = 0  # a dateline, or a sentence that tells nothing of the event
    OUTCOME = 1  # a sentence that tells what came of it: somebody died in hospital
    TOLD = 2  # a sentence that says that it happened


def drop_passing(
    claims: Sequence[Claim], mentions: Spans, datelines: Mapping[str, tuple[int, int]]
) -> list[Claim]:
    """Leave out days and places that claims of the event on a better footing do not agree with.

    `mentions` are the words that tell each event in each report. Claims of different footing never weigh
    against each other where they agree: a wider day or place stays, and so does all that stands alone.
    """
    told: dict[tuple[str, str], list[Span]] = {}
    for claim in claims:
        if claim.slot == "type":
            told.setdefault((claim.event, claim.report), []).append(Span(claim.start, claim.end))
    told = {key: sorted(spans) for key, spans in told.items()}
    mentions = {key: sorted(spans) for key, spans in mentions.items()}
    footings = {
        claim.id: _footing(claim, told, mentions, datelines)
        for claim in claims
        if claim.slot in ("time", "place") and claim.of is None
    }
    rivals: dict[tuple[str, str, Footing], dict[Value, None]] = {}
    for claim in claims:
        footing = footings.get(claim.id, Footing.ELSEWHERE)
        if footing > Footing.ELSEWHERE and claim.polarity == "affirmed":
            rivals.setdefault((claim.event, claim.slot, footing), {}).setdefault(claim.value)
    return [claim for claim in claims if claim.id not in footings or not _is_outdone(claim, footings, rivals)]


def _footing(claim: Claim, told: Spans, mentions: Spans, datelines: Mapping[str, tuple[int, int]]) -> Footing:
    head = datelines.get(claim.report)
    if head is not None and head[0] <= claim.start < head[1]:
        return Footing.ELSEWHERE
    key = claim.event, claim.report
    if _holds_any(claim.sentence, told.get(key, ())):
        return Footing.TOLD
    if _holds_any(claim.sentence, mentions.get(key, ())):
        return Footing.OUTCOME
    return Footing.ELSEWHERE


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
    better = [
        rivals.get((claim.event, claim.slot, footing), {})
        for footing in Footing
        if footing > footings[claim.id]
    ]
    return any(better) and not any(_may_both_be(claim.value, value) for told in better for value in told)


def _may_both_be(a: Value, b: Value) -> bool:
    if isinstance(a, Time) and isinstance(b, Time):
        first = max((a.start or "")[:10], (b.start or "")[:10])
        return first <= min((a.end or "9999")[:10], (b.end or "9999")[:10])
    if isinstance(a, Place) and isinstance(b, Place):
        if a.geonameid is None or b.geonameid is None or a.geonameid == b.geonameid:
            return True
        wide = ("country", "region")
        return a.precision in wide or b.precision in wide
    return True
