"""The verbs as Python functions; the command line and the REST routes call these."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from variorum.errors import NothingUsableError, UsageError
from variorum.settings import Settings

if TYPE_CHECKING:  # these load SQLAlchemy and the readers, which `explain` and `config` do not need
    from collections.abc import Iterator, Mapping

    from variorum.checking import Verdict
    from variorum.configure import Origin
    from variorum.errors import ClaimError
    from variorum.forgetting import Forgotten
    from variorum.joining import Join
    from variorum.link.copies.lineage import Branch
    from variorum.model.record import Decision
    from variorum.opened import EntryView, EventView, OpenRecord, ReportView, VoiceView
    from variorum.reconcile import Change
    from variorum.searching import Found
    from variorum.watching import Feed, Watched

MEMORY = ":memory:"
AnyInput = Any  # a path, a list of paths, a table of reports: `flatten` says what it is


def add(
    *inputs: AnyInput,
    record: str | Path = MEMORY,
    settings: Settings | None = None,
    format: str | None = None,  # noqa: A002 - the word that the command line uses
    workers: int = 1,
) -> OpenRecord:
    """Read reports into a record and return it; by default a record that lives in memory only.

    Inputs are files, folders, patterns and addresses (one by one or as a list), tables of `read_parquet`, and
    frames of pandas, Polars or Arrow, lists of dicts or dicts of columns, read as any table is.

    `workers` processes read at a time; what comes out is the same whatever their number.

    Bad inputs do not stop the good ones: they are in `result.rejects`. After a sample of a table
    (`read_parquet(...).sample(1000)`) it says on stderr how long all of it would take; `result.pace` keeps
    that. Raises `NothingUsableError` (E199) where no input became a report.
    """
    from time import monotonic

    from variorum.adding import add_to
    from variorum.opened import OpenRecord
    from variorum.store import Archive
    from variorum.tables import flatten, pace_of

    archive, settings, began = Archive(record), settings or Settings(), monotonic()
    ticks: list[float] = []
    added = add_to(
        archive,
        flatten(inputs, settings),
        settings,
        format=format,
        workers=workers,
        on_progress=lambda _: None if ticks else ticks.append(monotonic() - began),
    )
    if added.saw_nothing_usable:
        reasons = "; ".join(f"{r.input}: {r.reason}" for r in added.rejects[:3])
        raise NothingUsableError("E199", reasons or "no input was found", do="see `variorum explain E199`")
    opened = OpenRecord(archive, settings)
    opened.added = added
    opened.pace = pace_of(inputs, monotonic() - began, workers, *ticks)
    if opened.pace is not None:
        print(opened.pace, file=sys.stderr)  # noqa: T201 - asked for by taking a sample
    return opened


def watch(
    feeds: str | Path,
    *,
    record: str | Path,
    settings: Settings | None = None,
    story: str | None = None,
    every: float | None = None,
    state: str | Path | None = None,
) -> Iterator[Watched]:
    """Poll the feeds of an OPML list (a file or an address), add what is new, yield what each round changed.

    Take one round with `next(...)`; left running, a round begins every `every` seconds (600). `story` tells
    only of stories whose reports hold these words. `state` is where watching keeps what it has seen.
    """
    from variorum.ingest.watch import EVERY, list_feeds
    from variorum.store import Archive
    from variorum.watching import Watch, state_beside

    settings = settings or Settings()
    path = Path(state) if state is not None else state_beside(record)
    plan = Watch(list_feeds(feeds, settings), path, settings, story, every or EVERY)
    with Archive(record) as archive:
        yield from plan.rounds(archive)


def watched(
    feeds: str | Path,
    *,
    record: str | Path,
    settings: Settings | None = None,
    state: str | Path | None = None,
) -> tuple[Feed, ...]:
    """Say of each feed of a list when it would be asked next; nothing but a list at an address is fetched."""
    from variorum.ingest.watch import list_feeds
    from variorum.watching import list_watched, state_beside

    path = Path(state) if state is not None else state_beside(record)
    return list_watched(list_feeds(feeds, settings or Settings()), path)


def show(record: OpenRecord, id: str | None = None) -> OpenRecord | EventView | ReportView | VoiceView:  # noqa: A002 - the field's name in the record
    """Return one event, report or voice of a record by id (or its beginning); the whole without one.

    An id that is gone, because events were merged or a late report founded them anew, leads to what it is.
    """
    if id is None:
        return record
    return record.look_up(id)


def lineage(record: OpenRecord, story: str) -> tuple[Branch, ...]:
    """Return the tree of a story's reports: which derive from which, each with how and how sure.

    `story` is a story's id or its beginning, or the id of one of its reports.
    """
    from variorum.link.copies import find_copies
    from variorum.link.copies.lineage import lineage as grow

    lines = record.lines.reports
    stories = {line.story for line in lines if story in (line.story, line.id)}
    stories = stories or {line.story for line in lines if line.story.startswith(story)}
    if len(stories) != 1:
        what = f"{len(stories)} stories begin with {story!r}" if stories else f"no story or report {story!r}"
        raise UsageError("E011", what, do="see `variorum show REPORT` for its story")
    members = {line.id for line in lines if line.story in stories}
    reports = [report for report in record.archive.reports() if report.id in members]
    return grow(reports, find_copies(reports))


@overload
def why(record: OpenRecord, event: str) -> list[Join]: ...
@overload
def why(record: OpenRecord, event: str, slot: str, of: str | None = None) -> list[EntryView]: ...
def why(
    record: OpenRecord, event: str, slot: str | None = None, of: str | None = None
) -> list[EntryView] | list[Join]:
    """Return the entries of one slot of one event, each leading to its claims, chains and exact words.

    Without a slot, return what joined the tellings of the event: each join with its odds and reasons.
    """
    from variorum.opened import EventView

    view = record.look_up(event)
    if not isinstance(view, EventView):
        raise UsageError("E011", f"{view.id} is no event", do="see `variorum show` for the ids")
    if slot is None:
        from variorum.joining import find_joins

        return find_joins(record, view)
    found = [e for e in view.entries if e.line.slot == slot and of in (None, e.line.of, e.of_name)]
    if not found:
        slots = ", ".join(sorted({e.line.slot for e in view.entries})) or "none"
        raise UsageError("E012", f"event {view.id} has no entry for {slot!r}", do=f"its slots: {slots}")
    return found


def search(record: OpenRecord, words: str, *, most: int = 20) -> Found:
    """Find the reports in which all the words stand in any form, the best first, and how many there are.

    `shoot*` finds words that begin so, a word in quotation marks this form only. No query fails.
    """
    from variorum.searching import find

    return find(record.archive, words, most)


def decide(record: OpenRecord, what: str, *about: str, by: str, why: str, of: str | None = None) -> Decision:
    """Record a person's decision and apply it; `record` shows the result.

    `what` with `about` is one of: merge EVENT OTHER..., split EVENT REPORT-OR-CLAIM..., correct EVENT SLOT
    VALUE (`of` a participant), reject CLAIM, accept CLAIM, name VOICE NAME, copy REPORT ORIGINAL (or none),
    rate VOICE B2, undo DECISION. Ids may be cut short; an id that was merged away leads to what it is now.
    Decisions are only ever added. Raises `UsageError` E011, E014, E015, `ClaimError` E601 to E607 for a value
    that the slot cannot hold; nothing is written then.
    """
    from datetime import UTC, datetime

    from variorum.deciding import Who, propose

    who = Who(by, why, datetime.now(UTC).isoformat(timespec="seconds"))
    record.is_ready()
    made = record.archive.decisions.add(
        propose(record.archive, what, about, who, of=of, settings=record.settings)
    )
    record.reload()
    return next(d for d in record.decisions if d.id == made.id)


def decisions(record: OpenRecord) -> tuple[Decision, ...]:
    """Return what people decided, in the order in which they did, each with whether it stands now."""
    return record.decisions


def forget(record: OpenRecord, report: str, *, why: str = "", dry_run: bool = False) -> Forgotten:
    """Erase a report: bytes, text, claims; a tombstone with hash, day and reason stays.

    With `dry_run` nothing is erased, no reason is needed, and the answer says what would be. Raises
    `UsageError` E021 without a reason, `StoreError` E411 where there is no such report.
    """
    from variorum.forgetting import forget_report

    return forget_report(record, report, why, dry_run=dry_run)


def explain_cell(record: OpenRecord, entry: EntryView) -> tuple[str, ...]:
    """Say in words what was compared with what in an entry, and what decided its status and its value."""
    from variorum.reconcile import explain_entry, scene_of
    from variorum.wording import word_value

    chosen, lines = entry.chosen_by, entry.book.lines
    words = explain_entry(entry.line, lines.claims, scene_of(lines), record.settings.policy)
    disputed = [d for d in entry.decisions if d.what == "correct" and d.status == "conflicting" and d.value]
    if disputed:
        told = "; ".join(f'{d.by} gives "{word_value(d.value)}" ({d.id})' for d in disputed if d.value)
        return (*words[:-2], f"Contested: {told}. No value is shown until one of them is undone.")
    if not chosen:
        return words
    who = "; ".join(f"{d.by} decided so on {d.at[:10]} ({d.id}): {d.why}" for d in chosen)
    return (
        *words[:-1],
        f'Shown is "{word_value(entry.line.readings[entry.line.preferred or 0].value)}": {who}.',
    )


def diff(record: OpenRecord, before: str, after: str) -> tuple[Change, ...]:
    """Return the cells that changed from the record as of the day `before` to that as of the day `after`."""
    from variorum.reconcile import diff_entries, scene_of

    old, new = record.as_of(before).lines, record.as_of(after).lines
    return diff_entries(old.entries, new.entries, new.claims, scene_of(new))


@overload
def export(
    record: OpenRecord,
    format: str = ...,
    *,
    codebook: str | Path | None = ...,
    raw: bool = ...,
    redact: bool = ...,
    to: None = ...,
) -> Iterator[bytes]: ...
@overload
def export(
    record: OpenRecord,
    format: str = ...,
    *,
    codebook: str | Path | None = ...,
    raw: bool = ...,
    redact: bool = ...,
    to: str | Path,
) -> Path: ...
def export(
    record: OpenRecord,
    format: str = "jsonl",  # noqa: A002 - the word that the command line uses
    *,
    codebook: str | Path | None = None,
    raw: bool = False,
    redact: bool = False,
    to: str | Path | None = None,
) -> Iterator[bytes] | Path:
    """Return the record in another format, piece by piece, or write it to a file (or folder) and name that.

    `codebook` names a YAML file of types, slots and columns (`ged` and `acled` bring their own); `raw` leaves
    table cells unguarded against formulas. Raises `ExportError` before the first piece, never after it; a
    file comes out whole or not at all. `redact` masks the names of those who are no voice and hold no office.
    """
    from variorum.formats import export_record, find_format, save_export

    record.settle()
    lines = record.lines
    if redact:
        from variorum.redacting import redact as mask

        lines = mask(lines)
    pieces = export_record(lines, format, codebook, raw=raw)
    return pieces if to is None else save_export(pieces, to, is_folder=find_format(format).is_folder)


def check(record: str | Path) -> Verdict:
    """Verify every hash, offset, reference and count of the record at an address again.

    Raises `StoreError` (E401) where there is none.
    """
    from variorum.asked import find_record
    from variorum.checking import check_archive
    from variorum.store import Archive

    with Archive(find_record(record)) as archive:
        return check_archive(archive)


def doubts(record: str | Path) -> tuple[ClaimError, ...]:
    """Name what is kept though something about it is amiss: impossible values, claims without a date."""
    from variorum.opened import open_record

    return open_record(record).doubts


def demo(settings: Settings | None = None) -> OpenRecord:
    """Make the record of a short story written for it, in memory."""
    from variorum.data import path_of

    return add(path_of("demo/reports.jsonl"), settings=settings)


def config(flags: Mapping[str, Any] | None = None) -> list[Origin]:
    """Return every setting, its value, and which flag, variable or file set it."""
    from variorum.configure import list_settings

    return list_settings(flags)
