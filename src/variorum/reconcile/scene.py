"""What surrounds the claims: the reports, voices, participants and events that they name."""

from collections.abc import Iterable, Mapping

import msgspec

from variorum.model.articles import are_alike, fold_words, states_of
from variorum.model.record import Claim, Derivation, Event, Participant, Record, Voice
from variorum.model.span import Span
from variorum.model.value import Count, Measure


class ReportNote(msgspec.Struct, frozen=True, kw_only=True):
    """What reconciliation needs to know of a report; `published`, `received`: ISO dates or date-times.

    `article` is the first of the states that a text had which was edited, `state` how many came before.
    """

    outlet: str | None
    published: str | None
    origin: str
    copy_of: str | None = None
    received: str | None = None
    article: str | None = None
    state: int = 0


class Scene(msgspec.Struct, frozen=True, kw_only=True):
    """Everything beside the claims that decides what an entry says.

    `reports` is keyed by report id. `words` gives, by claim id, the sentence in which the value stands;
    a claim without words is never read as changing another. `retold` gives, by claim id, the later states of
    its article in which its words still stand.
    """

    voices: tuple[Voice, ...] = ()
    participants: tuple[Participant, ...] = ()
    events: tuple[Event, ...] = ()
    reports: Mapping[str, ReportNote] = {}
    words: Mapping[str, str] = {}
    derivations: tuple[Derivation, ...] = ()
    retold: Mapping[str, frozenset[str]] = {}


def scene_of(record: Record) -> Scene:
    """Make the scene of a record's claims; each claim's words are cut from its report's text."""
    texts = {report.id: report.text for report in record.reports}
    states = states_of(record.reports)
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
                article=states[report.id][0] if report.id in states else None,
                state=states[report.id][1] if report.id in states else 0,
            )
            for report in record.reports
        },
        words=cut_sentences(record.claims, texts),
        derivations=record.derivations,
        retold=find_retold(record.claims, texts, states),
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


def find_retold(
    claims: Iterable[Claim], texts: Mapping[str, str], states: Mapping[str, tuple[str, int]]
) -> dict[str, frozenset[str]]:
    """Return by claim the later states of its article in which its words still stand.

    Of a number that is the whole sentence, since the same numeral may count something else there. A later
    text of wholly other words is another article at the same address: it takes nothing back.
    """
    if not states:
        return {}
    plain = {report: fold_words(texts[report]) for report in states if report in texts}
    later: dict[str, list[str]] = {}
    others: dict[str, list[str]] = {}
    articles: dict[str, list[str]] = {}
    for report in plain:
        articles.setdefault(states[report][0], []).append(report)
    for report, words in plain.items():
        article, state = states[report]
        after = [r for r in articles[article] if states[r][1] > state]
        later[report] = [r for r in after if are_alike(words, plain[r])]
        others[report] = [r for r in after if r not in later[report]]
    found: dict[str, frozenset[str]] = {}
    for claim in claims:
        if not later.get(claim.report) and not others.get(claim.report):
            continue
        is_number = isinstance(claim.value, Count | Measure)
        span = claim.sentence if is_number else Span(claim.start, claim.end)
        words = fold_words(span.of(texts[claim.report]))
        kept = [r for r in later[claim.report] if words in plain[r]]
        if kept or others[claim.report]:
            found[claim.id] = frozenset((*kept, *others[claim.report]))
    return found


def day_of(moment: str | None) -> str | None:
    """Return the calendar day of an ISO date or date-time, or None.

    >>> day_of("2025-01-09T14:30:00Z")
    '2025-01-09'
    """
    return moment[:10] if moment else None
