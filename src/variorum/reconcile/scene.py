"""What surrounds the claims: the reports, voices, participants and events that they name."""

from collections.abc import Iterable, Mapping

import msgspec

from variorum.model.record import Claim, Derivation, Event, Participant, Record, Voice
from variorum.model.span import Span


class ReportNote(msgspec.Struct, frozen=True, kw_only=True):
    """What reconciliation needs to know of a report; `published`, `received`: ISO dates or date-times."""

    outlet: str | None
    published: str | None
    origin: str
    copy_of: str | None = None
    received: str | None = None


class Scene(msgspec.Struct, frozen=True, kw_only=True):
    """Everything beside the claims that decides what an entry says.

    `reports` is keyed by report id. `words` gives, by claim id, the sentence in which the value stands;
    a claim without words is never read as changing another.
    """

    voices: tuple[Voice, ...] = ()
    participants: tuple[Participant, ...] = ()
    events: tuple[Event, ...] = ()
    reports: Mapping[str, ReportNote] = {}
    words: Mapping[str, str] = {}
    derivations: tuple[Derivation, ...] = ()


def scene_of(record: Record) -> Scene:
    """Make the scene of a record's claims; each claim's words are cut from its report's text."""
    texts = {report.id: report.text for report in record.reports}
    return Scene(
        voices=record.voices,
        participants=record.participants,
        events=record.events,
        reports={
            report.id: ReportNote(
                outlet=report.outlet,
                published=report.published,
                origin=report.origin,
                copy_of=report.copy_of,
                received=report.received,
            )
            for report in record.reports
        },
        words=cut_sentences(record.claims, texts),
        derivations=record.derivations,
    )


def cut_sentences(claims: Iterable[Claim], texts: Mapping[str, str]) -> dict[str, str]:
    """Return by claim the sentence in which it stands, cut once however many claims stand in it."""
    known: dict[tuple[str, Span], str] = {}
    found: dict[str, str] = {}
    for claim in claims:
        key = claim.report, claim.sentence
        if key not in known and claim.report in texts:
            known[key] = claim.sentence.of(texts[claim.report])
        if key in known:
            found[claim.id] = known[key]
    return found


def day_of(moment: str | None) -> str | None:
    """Return the calendar day of an ISO date or date-time, or None.

    >>> day_of("2025-01-09T14:30:00Z")
    '2025-01-09'
    """
    return moment[:10] if moment else None
