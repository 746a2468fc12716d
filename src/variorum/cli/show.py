"""`variorum show`: an overview of the record, or one event, report or voice."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from variorum.cli.options import AsCsv, AsJson, AsJsonl
from variorum.cli.screen import console, form_of, mark, print_json, print_rows, print_table, say, status
from variorum.cli.session import Session
from variorum.model.articles import states_of
from variorum.reconcile.saying import say_number_of
from variorum.wording import (
    SPOKEN,
    brief_entry,
    holds_many,
    order_slots,
    word_decision,
    word_entry,
    word_flag,
    word_reading,
    word_standing,
)

if TYPE_CHECKING:
    from rich.text import Text

    from variorum.opened import EntryView, EventView, OpenRecord, ReportView, VoiceView

_OVERVIEW_SLOTS = ("time", "place", "killed", "injured")
_EVENT_COLUMNS = ("event", "type", "told as", "when", "where", "killed", "injured", "reports")
_CELL_COLUMNS = ("slot", "of", "value", "status", "witnesses")
_CLAIM_COLUMNS = ("claim", "said by", "words")
_SAYING_COLUMNS = ("said", "in", "words")


def run(
    context: typer.Context,
    id: Annotated[
        str | None,
        typer.Argument(help="An event, report or voice: its id, cut short or not, or a voice's name."),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(help="Only what was published up to this day.", metavar="DAY")
    ] = None,
    by: Annotated[str, typer.Option(help="Known since publication, or since receipt.")] = "publication",
    lineage: Annotated[
        str | None, typer.Option(help="Draw which reports of a story derive from which.", metavar="STORY")
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option(help="Write what is shown to this file as a picture (SVG).", metavar="FILE"),
    ] = None,
    picture: Annotated[
        str | None,
        typer.Option(help="Which picture --plot draws: timeline, map, toll or lineage.", metavar="NAME"),
    ] = None,
    left_out: Annotated[
        bool, typer.Option("--left-out", help="Name the lines received that are no part of a report's text.")
    ] = False,
    as_json: AsJson = False,
    as_jsonl: AsJsonl = False,
    as_csv: AsCsv = False,
) -> None:
    """Show the whole record, or one event, report or voice.

    \b
    Examples:
      variorum show
      variorum show e-3f2a
      variorum show e-3f2a --as-of 2025-01-20
      variorum show "fire service"
      variorum show --plot events.svg
      variorum show --plot map.svg --picture map
      variorum show e-3f2a --plot toll.svg
      variorum show r-7c01 --left-out
      variorum show --lineage s-ncw-1 --plot family.svg
      variorum show --json
      variorum show --csv > events.csv
    """
    from variorum.functions import show
    from variorum.opened import EventView, OpenRecord, ReportView

    session: Session = context.obj
    record = session.open(as_of, by)
    if lineage is not None:
        _show_lineage(record, lineage, plot)
        return
    view = show(record, id)
    if left_out:
        _show_left_out(view)
        return
    if plot is not None:
        _write_plot(view, plot, picture)
        return
    form = form_of(as_jsonl=as_jsonl, as_csv=as_csv)
    if as_json:
        print_json(_as_data(view))
    elif form != "table":
        print_rows(*_as_rows(view), form)
    elif isinstance(view, OpenRecord):
        show_overview(view)
    elif isinstance(view, EventView):
        show_event(view)
    elif isinstance(view, ReportView):
        _show_report(view)
    else:
        _show_voice(view)


def _as_rows(
    view: "OpenRecord | EventView | ReportView | VoiceView",
) -> tuple[Sequence[str], Iterable[Sequence[str]]]:
    """Return the head and the rows of the table in which a thing is shown."""
    from variorum.opened import EventView, OpenRecord, ReportView

    if isinstance(view, OpenRecord):
        return _EVENT_COLUMNS, _event_rows(view)
    if isinstance(view, EventView):
        return _CELL_COLUMNS, _cell_rows(view)
    if isinstance(view, ReportView):
        return _CLAIM_COLUMNS, _claim_rows(view)
    return _SAYING_COLUMNS, _saying_rows(view)


def _as_data(view: "OpenRecord | EventView | ReportView | VoiceView") -> object:
    from variorum.opened import EventView, OpenRecord

    if isinstance(view, OpenRecord):
        return {"reports": view.lines.reports, "events": view.lines.events, "entries": view.lines.entries}
    if isinstance(view, EventView):
        return {
            "event": view.line,
            "entries": [e.line for e in view.entries],
            "claims": [c.line for c in view.claims],
            "machine": [m for e in view.entries for m in e.machine],
            "decisions": view.book.decisions_on(view.id, *(c.id for c in view.claims)),
        }
    return {view.line.__struct_config__.tag: view.line, "claims": [c.line for c in view.claims]}


def _write_plot(
    view: "OpenRecord | EventView | ReportView | VoiceView", path: Path, picture: str | None
) -> None:
    from variorum.plotting import plot

    path.write_text(plot(view, picture), encoding="utf-8")
    say(f"drawn in {path}")


def _show_lineage(record: "OpenRecord", story: str, plot: Path | None) -> None:
    from variorum.functions import lineage
    from variorum.link.copies.lineage import write_lineage
    from variorum.pictures import draw_lineage

    tree = lineage(record, story)
    console().print(write_lineage(tree))
    if plot is not None:
        plot.write_text(draw_lineage(tree, alone=True), encoding="utf-8")
        say(f"drawn in {plot}")


def _event_rows(record: "OpenRecord") -> list[list[str]]:
    """Return a row an event with its main cells, the most reported first, what is only said last."""
    states = states_of(record.lines.reports)
    weight = {
        e.id: len({states.get(c.line.report, (c.line.report, 0))[0] for c in e.claims}) for e in record.events
    }
    rows = []
    for event in sorted(
        record.events, key=lambda e: (e.line.type in SPOKEN, -weight[e.id], -len(e.claims), e.id)
    ):
        cells = {e.line.slot: e for e in event.entries if e.line.of is None}
        shown = [brief_entry(cells[s].line) if s in cells else "" for s in _OVERVIEW_SLOTS]
        told = event.label.removeprefix(f"{event.line.type}: ")
        rows.append([event.id, event.line.type, told, *shown, str(weight[event.id])])
    return rows


def show_overview(record: "OpenRecord") -> None:
    """Draw the events of a record with their main cells, in the order of `_event_rows`."""
    if not record.events:
        read = say_number_of(len(record.reports), "report")
        say(
            f"The record holds {read} and no event. See what was read: variorum show REPORT"
            if record.reports
            else "The record holds no report yet. Read reports with `variorum add`."
        )
        return
    print_table(_EVENT_COLUMNS, _event_rows(record), whole=("event", "type"))
    reports, voices = len(record.reports), len(record.speakers)
    counts = zip((len(record.events), reports, voices), ("event", "report", "voice"), strict=True)
    events, read, said = (say_number_of(n, noun) for n, noun in counts)
    say(f"{events} in {read}, {said}. One of them: variorum show EVENT")


def _cell_rows(event: "EventView") -> list[list[str]]:
    """Return a row a reading: its cell, its value, the status of the cell, and who stands behind it."""
    return [row for rows in _cells(event) for row in rows]


def _cells(event: "EventView") -> Iterator[list[list[str]]]:
    """Yield the rows of one cell after the other: several people may go by the same words."""
    order = order_slots({e.line.slot for e in event.entries})
    claims = {claim.id: claim.line for claim in event.claims}
    for entry in sorted(event.entries, key=lambda e: (order.index(e.line.slot), e.of_name, e.id)):
        rows = []
        for number, reading in enumerate(entry.line.readings):
            notes = [word_standing(reading, claims, entry.line)]
            if reading.superseded_by is not None:
                notes.append("superseded")
            rivals = len(entry.line.readings) > 1 and not holds_many(entry.line.slot)
            if number == entry.line.preferred and rivals:
                notes.append("preferred")
            value = word_reading(reading, claims)
            rows.append([entry.line.slot, entry.of_name, value, entry.line.status, ", ".join(notes)])
        yield rows


def show_event(event: "EventView") -> None:
    """Draw one event: a row a cell, with status and witnesses, then what it is part of."""
    drawn: list[list[str | Text]] = []
    for rows in _cells(event):
        for number, (slot, of, value, word, notes) in enumerate(rows):
            named = ["", "", value, ""] if number else [slot, of, value, status(word)]
            drawn.append([*named, notes])
    print_table(_CELL_COLUMNS, drawn, title=f"{event.id}  {event.label}")
    for entry in event.entries:
        for words in word_machine(entry):
            say(words)
    for decision in event.book.decisions_on(event.id, *(c.id for c in event.claims)):
        say(f"{decision.id} ({decision.status}) by {decision.by}: {word_decision(decision)}; {decision.why}")
    if event.line.part_of:
        say(f"part of {event.line.part_of}: {event.book.events[event.line.part_of].label}")
    parts = [e for e in event.book.events if e.line.part_of == event.id]
    for part in parts:
        say(f"has part {part.id}: {part.label}")
    if drawn:
        say(f"What a cell rests on: variorum why {event.id} {drawn[0][0]}")


def word_machine(entry: "EntryView") -> list[str]:
    """Say what a cell was before people decided, where that is another thing."""
    of = f" of {entry.of_name}" if entry.of_name else ""
    return [
        f"{entry.line.slot}{of}: the machine alone has {word_entry(m)} ({m.status})"
        for m in entry.machine
        if (word_entry(m), m.status) != (word_entry(entry.line), entry.line.status)  # else only counts moved
    ]


def _show_report(report: "ReportView") -> None:
    line = report.line
    out = console()
    facts = [
        f"{line.outlet or 'no outlet'}, {line.published or 'no date'}",
        line.url or "",
        *map(word_flag, line.flags),
    ]
    out.print("  ".join(fact for fact in facts if fact))
    if line.credits:
        out.print("credits: " + ", ".join(line.credits))
    if line.copy_of:
        out.print(f"most of it comes from report {line.copy_of}")
    out.print(mark(report.text, [(c.span, "value") for c in report.claims]))
    print_table(_CLAIM_COLUMNS, _claim_rows(report))


def _show_left_out(view: "OpenRecord | EventView | ReportView | VoiceView") -> None:
    from variorum.errors import UsageError
    from variorum.opened import ReportView

    if not isinstance(view, ReportView):
        do = "name a report: variorum show REPORT --left-out"
        raise UsageError("E001", "--left-out is about one report", do=do)
    lines = view.left_out
    for line in lines:
        console().print(line, markup=False, highlight=False)
    count = say_number_of(len(lines), "line")
    say(f"{count} of what was received {'is' if len(lines) == 1 else 'are'} not in the text of {view.id}")


def _claim_rows(report: "ReportView") -> list[list[str]]:
    return [[c.label, c.chain, c.words] for c in report.claims]


def _saying_rows(voice: "VoiceView") -> list[list[str]]:
    return [[c.label, c.report.label, c.sentence] for c in voice.claims]


def _show_voice(voice: "VoiceView") -> None:
    for decision in voice.book.decisions_on(voice.id):
        say(f"{decision.id} ({decision.status}) by {decision.by}: {word_decision(decision)}; {decision.why}")
    print_table(
        _SAYING_COLUMNS,
        _saying_rows(voice),
        title=f"{voice.id}  {voice.label} ({voice.line.type})",
    )
