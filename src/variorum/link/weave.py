"""All reports together: copies, stories, voices, events, and the claims that follow."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

import msgspec

from variorum.link.claims import make_claims
from variorum.link.copies import Family, find_copies
from variorum.link.events import Evidence, Merged, merge_events
from variorum.link.events.identity import in_order
from variorum.link.revisions import date_states, find_revisions
from variorum.link.stories import find_stories, join_by_events
from variorum.link.voices import merge_voices
from variorum.model.analysis import Analysis
from variorum.model.record import Claim, Derivation, Event, Participant, ReportLine, Unresolved, Voice
from variorum.model.report import Report

_Dated = TypeVar("_Dated", ReportLine, Claim)


class Woven(msgspec.Struct, frozen=True, kw_only=True):
    """What looking across reports gave: every kind of line but entries, and why events were joined."""

    reports: tuple[ReportLine, ...]
    derivations: tuple[Derivation, ...]
    voices: tuple[Voice, ...]
    events: tuple[Event, ...]
    participants: tuple[Participant, ...]
    claims: tuple[Claim, ...]
    unresolved: tuple[Unresolved, ...]
    evidence: tuple[Evidence, ...] = ()


def weave(
    reports: Sequence[Report], analyses: Mapping[str, Analysis], told: Mapping[str, str] | None = None
) -> Woven:
    """Look across reports: what copies what, what is one story, one voice, one event.

    The order of `reports` does not matter. Copies come first, since a copy tells its original's events and
    shares its origin; stories that have one main event are one; claims last, since they name voices, events
    and origins by id. `told` holds stories
    that are settled already, by report: the other reports join them, and they stay as they are.
    """
    family = find_copies(reports)
    stories = find_stories(reports, family.copy_of)
    if told:
        stories = _join_told(stories, told)
    merged = merge_events(reports, analyses, stories, family.copy_of)
    ordered = {report.id: stories[report.id] for report in in_order(reports)}
    stories = join_by_events(ordered, _main_events(reports, analyses, merged), told or ())
    voices = merge_voices(reports, analyses, stories)
    made = make_claims(reports, analyses, merged, voices, stories, family.origin_at)
    revises = find_revisions(reports)
    dated = date_states(reports, revises)
    return Woven(
        reports=redate(_report_lines(reports, analyses, family, stories, merged, revises), dated),
        derivations=family.derivations,
        voices=voices.lines,
        events=made.events,
        participants=made.participants,
        claims=redate(made.claims, dated),
        unresolved=list_unresolved(reports, analyses),
        evidence=merged.evidence,
    )


def redate(lines: Sequence[_Dated], dated: Mapping[str, str]) -> tuple[_Dated, ...]:
    """Give the lines of edited reports the day from which their later text is known."""
    if not dated:
        return tuple(lines)
    of = [line.id if isinstance(line, ReportLine) else line.report for line in lines]
    return tuple(
        msgspec.structs.replace(line, published=dated[id_]) if id_ in dated else line
        for id_, line in zip(of, lines, strict=True)
    )


def _join_told(stories: Mapping[str, str], told: Mapping[str, str]) -> dict[str, str]:
    """Let each new report join the settled story that most of those found with it belong to."""
    found: dict[str, Counter[str]] = {}
    for report, story in sorted(stories.items()):
        if report in told:
            found.setdefault(story, Counter())[told[report]] += 1
    best = {story: min(known, key=lambda s: (-known[s], s)) for story, known in found.items()}
    return {report: told.get(report) or best.get(story, story) for report, story in stories.items()}


def _main_events(
    reports: Sequence[Report], analyses: Mapping[str, Analysis], merged: Merged
) -> dict[str, str]:
    """Return each report's main event; `analyses` may hold reports that were not known on a past day."""
    return {
        report.id: merged.ids[report.id, main]
        for report in reports
        if report.id in analyses and (main := analyses[report.id].main_event) is not None
    }


def _report_lines(
    reports: Sequence[Report],
    analyses: Mapping[str, Analysis],
    family: Family,
    stories: Mapping[str, str],
    merged: Merged,
    revises: Mapping[str, str],
) -> tuple[ReportLine, ...]:
    mains = _main_events(reports, analyses, merged)
    lines = []
    for report in sorted(reports, key=lambda r: r.id):
        standing = Standing(
            copy_of=family.copy_of[report.id],
            origin=family.origins[report.id],
            story=stories[report.id],
            main_event=mains.get(report.id),
            revision_of=revises.get(report.id),
            flags=family.flags.get(report.id, ()),
        )
        lines.append(write_report(report, analyses[report.id], standing))
    return tuple(lines)


class Standing(NamedTuple):
    """What reading all reports together says of one of them."""

    copy_of: str | None
    origin: str
    story: str
    main_event: str | None
    revision_of: str | None
    flags: tuple[str, ...]


def write_report(report: Report, analysis: Analysis, standing: Standing) -> ReportLine:
    """Write the record's line for one report."""
    return ReportLine(
        id=report.id,
        outlet=report.outlet,
        title=report.title,
        url=report.url,
        authors=report.authors,
        published=report.published,
        published_from=report.published_from,
        received=report.received,
        language=report.language,
        sha256=report.sha256,
        text=report.text,
        captions=report.captions,
        credits=report.credits,
        copy_of=standing.copy_of,
        origin=standing.origin,
        story=standing.story,
        main_event=standing.main_event,
        revision_of=standing.revision_of,
        flags=tuple(sorted({*report.flags, *analysis.flags, *standing.flags})),
    )


def list_unresolved(reports: Sequence[Report], analyses: Mapping[str, Analysis]) -> tuple[Unresolved, ...]:
    """List the words that could not be made values, by id."""
    lines = (
        Unresolved(
            id=f"u-{report.id}-{u.span.start}-{u.looks_like}",
            report=report.id,
            start=u.span.start,
            end=u.span.end,
            looks_like=u.looks_like,
            reason=u.reason,
            candidates=u.candidates,
        )
        for report in reports
        for u in analyses[report.id].unreadable
    )
    return tuple(sorted({line.id: line for line in lines}.values(), key=lambda line: line.id))
