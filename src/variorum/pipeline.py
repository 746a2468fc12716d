"""The whole way of a report through the house: five stages in their order, and nothing else.

bytes --ingest--> document --clean--> report --analyse--> analysis --link--> claims --reconcile--> entries
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

import msgspec

from variorum import __version__
from variorum.errors import InputError
from variorum.model.analysis import Analysis
from variorum.model.record import Header, Record
from variorum.model.report import Document, Input, Reject, Report
from variorum.settings import Settings


def read(
    inputs: Sequence[Input],
    settings: Settings,
    *,
    format: str | None = None,  # noqa: A002 - the word that the command line uses
) -> Iterator[tuple[Document, Report] | Reject]:
    """Ingest and clean: yield each input as a document with its report, or as a reject with its reason.

    `Report.received` is kept only where the input itself says when it was received: the clock of this
    machine would make two runs over the same input differ.
    """
    from variorum.clean import make_report
    from variorum.ingest import read_documents

    now = datetime.now(UTC).isoformat(timespec="seconds")
    for document in read_documents(inputs, format=format, settings=settings):
        if isinstance(document, Reject):
            yield document
            continue
        said = document.given.get("received")
        try:
            report = make_report(document, said if isinstance(said, str) else now, settings)
        except InputError as error:
            yield Reject(input=document.where, code=error.code, reason=error.what, hint=error.do)
            continue
        yield document, report if said else msgspec.structs.replace(report, received=None)


def analyse(report: Report, settings: Settings) -> Analysis:
    """Read one report alone."""
    from variorum.analyse.reading import analyse as read_alone

    return read_alone(report, settings)


def build_record(
    reports: Iterable[Report],
    analyses: Mapping[str, Analysis],
    settings: Settings,
    *,
    as_of: str | None = None,
    known_on: Mapping[str, str] | None = None,
    told: Mapping[str, str] | None = None,
) -> Record:
    """Link and reconcile: make the record of all reports, or of those known up to the day `as_of`.

    A report is known from the day it was published, an edited one from the day of its later text, or from
    the day that `known_on` gives for it. The order of `reports` does not matter, and one that is given twice
    is one; of two texts under one id the later counts. `told` holds stories that stay as they are, by report.
    """
    from variorum.link import weave
    from variorum.reconcile import reconcile, scene_of

    if as_of is not None:
        reports = _known_by(as_of, list(reports), known_on)
    once = {r.id: r for r in sorted(reports, key=lambda r: (r.published or "", r.sha256))}
    known = sorted(once.values(), key=lambda r: (r.published or "9999", r.id))
    woven = weave(known, analyses, told)
    record = Record(
        header=make_header(settings, as_of),
        reports=woven.reports,
        derivations=woven.derivations,
        voices=woven.voices,
        events=woven.events,
        participants=woven.participants,
        claims=woven.claims,
        unresolved=woven.unresolved,
    )
    entries = reconcile(record.claims, scene_of(record), settings.policy)
    return msgspec.structs.replace(record, entries=entries)


def _known_by(day: str, reports: Sequence[Report], known_on: Mapping[str, str] | None) -> list[Report]:
    from variorum.link import date_states, find_revisions

    if known_on is None:
        edited = date_states(reports, find_revisions(reports))
        known_on = {r.id: since[:10] for r in reports if (since := edited.get(r.id) or r.published)}
    return [r for r in reports if known_on.get(r.id, "9999-99-99") <= day]


def make_header(settings: Settings, as_of: str | None = None) -> Header:
    """Say which version, policy and settings make a record, and as of which day."""
    return Header(variorum=__version__, as_of=as_of, policy=settings.policy, settings=settings.digest)
