"""Reading inputs into a record: what is new is read and kept, then the record is made again."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from variorum import __version__, pipeline
from variorum.errors import AnalysisError, VariorumError
from variorum.model.record import Record
from variorum.model.report import Document, Reject, Report
from variorum.settings import Settings
from variorum.store import Archive, Stored

By = Literal["publication", "receipt"]

# A batch is durable as a whole: small enough to lose little work, large enough to cost little.
BATCH = 50

# How often the record is made again because another program added reports while it was being made.
TRIES = 3


class Progress(NamedTuple):
    """How far an `add` has come."""

    done: int
    rejected: int
    name: str


class Added(NamedTuple):
    """What one `add` did: ids of new reports, how many were there already, what was rejected."""

    new: tuple[str, ...]
    unchanged: int
    rejects: tuple[Reject, ...]
    flagged: tuple[tuple[str, str], ...]

    @property
    def saw_nothing_usable(self) -> bool:
        """Whether no input at all became a report, now or before."""
        return not self.new and not self.unchanged


def made_by(settings: Settings) -> str:
    """Name the version and settings that an analysis depends on."""
    return f"{__version__}/{settings.digest}"


def add_to(
    archive: Archive,
    inputs: Sequence[str | Path],
    settings: Settings,
    *,
    format: str | None = None,  # noqa: A002 - the word that the command line uses
    on_progress: Callable[[Progress], None] | None = None,
) -> Added:
    """Read `inputs` into the record; reports already there are skipped, bad inputs are named.

    Each batch is durable before the next is read, so an interrupted run is resumed by running it again.
    """
    known = archive.report_ids()
    new: list[str] = []
    rejects: list[Reject] = []
    flagged: list[tuple[str, str]] = []
    waiting: list[Stored] = []
    unchanged = 0
    for item in pipeline.read(inputs, settings, format=format):
        if isinstance(item, Reject):
            rejects.append(item)
        else:
            document, report = item
            report = _name_apart(report, archive, known, waiting)
            if report.id in known:
                unchanged += 1
            else:
                known.add(report.id)
                stored = _read_alone(document, report, settings, rejects)
                if stored is not None:
                    waiting.append(stored)
                    new.append(report.id)
                    flagged.extend((document.where, flag) for flag in report.flags)
        if len(waiting) >= BATCH:
            archive.put_reports(waiting, made_by(settings))
            waiting.clear()
        if on_progress is not None:
            on_progress(Progress(len(new) + unchanged, len(rejects), ""))
    archive.put_reports(waiting, made_by(settings))
    refresh(archive, settings)
    return Added(tuple(new), unchanged, tuple(rejects), tuple(flagged))


def _name_apart(report: Report, archive: Archive, known: set[str], waiting: Iterable[Stored]) -> Report:
    """Give a report whose id is taken by other bytes an id of its own, made from both."""
    if report.id not in known:
        return report
    taken = next((s.report.sha256 for s in waiting if s.report.id == report.id), None)
    if (taken or archive.hash_of(report.id)) == report.sha256:
        return report
    flags = tuple(sorted({*report.flags, "id_reused"}))
    return msgspec.structs.replace(report, id=f"{report.id}@{report.sha256[:12]}", flags=flags)


def _read_alone(
    document: Document, report: Report, settings: Settings, rejects: list[Reject]
) -> Stored | None:
    try:
        if len(report.text) > settings.longest_report:
            what = f"{len(report.text):,} characters are more than {settings.longest_report:,}"
            raise AnalysisError("E201", what, where=document.where, do="cut it, or raise longest_report")
        return Stored(document, report, pipeline.analyse(report, settings))
    except VariorumError as error:
        rejects.append(Reject(document.where, error.code, error.what, error.do))
    except (ValueError, KeyError, IndexError, RecursionError, MemoryError) as error:
        # A defect of ours in one report must not stop the others; it is named, never swallowed.
        what = f"reading failed: {type(error).__name__}: {error}"
        rejects.append(Reject(document.where, "E202", what, "please report it with the input"))
    return None


def refresh(archive: Archive, settings: Settings) -> None:
    """Make the record's lines again where they are not those of its reports, this version and settings.

    Where another program adds reports all the while, it is left to make the lines when it is through.
    """
    for _ in range(TRIES):
        reports = archive.fingerprint()
        key = hashlib.sha256(f"{reports}/{made_by(settings)}".encode()).hexdigest()
        if archive.get_note("made_from") == key:
            return
        if archive.put_record(make_record(archive, settings), key, of=reports):
            return


def make_record(
    archive: Archive, settings: Settings, as_of: str | None = None, *, by: By = "publication"
) -> Record:
    """Make the record from the reports kept, as of the day `as_of` or now.

    By publication that is what could be known; by receipt, what this record had received.
    """
    reports = list(archive.reports())
    analyses = archive.analyses(made_by(settings))
    missing = {r.id: pipeline.analyse(r, settings) for r in reports if r.id not in analyses}
    archive.put_analyses(missing, made_by(settings))
    known_on = archive.receipt_days() if by == "receipt" else None
    return pipeline.build_record(reports, {**analyses, **missing}, settings, as_of=as_of, known_on=known_on)
