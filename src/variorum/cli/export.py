"""`variorum export`: the record in another format."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from variorum.cli.screen import print_table, say
from variorum.cli.session import Session
from variorum.errors import ExportError
from variorum.reconcile.saying import say_number_of

if TYPE_CHECKING:
    from variorum.formats import LeftOut

_MOST_VALUES = 8  # values of a column without a code that are named
_MOST_NAMED = 3  # events of one reason that are named; `show` has them all


def run(
    context: typer.Context,
    format: Annotated[
        str, typer.Option(help="jsonl, csv, ged, acled, geojson, parquet, ...; see --formats.")
    ] = "jsonl",
    codebook: Annotated[
        Path | None,
        typer.Option(help="Your own codebook (YAML) of types, slots and columns.", metavar="FILE"),
    ] = None,
    raw: Annotated[
        bool,
        typer.Option("--raw", help="Do not guard table cells that a spreadsheet would take for formulas."),
    ] = False,
    to: Annotated[
        Path | None,
        typer.Option(help="Write to this file (site: folder), whole or not at all.", metavar="PATH"),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(help="Only what was published up to this day.", metavar="DAY")
    ] = None,
    by: Annotated[str, typer.Option(help="Known since publication, or since receipt.")] = "publication",
    redact: Annotated[
        bool, typer.Option("--redact", help="Mask names of people who are no voice and hold no office.")
    ] = False,
    formats: Annotated[bool, typer.Option("--formats", help="List the formats and stop.")] = False,
) -> None:
    """Write the record to standard output, or to a file.

    \b
    Examples:
      variorum export > record.jsonl
      variorum export --format ged > events.csv
      variorum export --format geojson --as-of 2025-01-20 > map.geojson
      variorum export --format parquet --to claims.parquet
      variorum export --format site --to pages
      variorum export --redact > for-others.jsonl
      variorum export --formats
    """
    from variorum.formats import FORMATS, find_format, left_out_of, save_export, uncoded_in
    from variorum.functions import export

    if formats:
        print_table(["format", "what it is"], [[f.name, f.sentence] for f in FORMATS.values()])
        return
    session: Session = context.obj
    record = session.open(as_of, by)
    is_text = find_format(format).is_text
    if to is None and not is_text and sys.stdout.isatty():
        raise ExportError("E511", f"{format} is no text", do="name a file with --to, or send it on with >")
    pieces = export(record, format, codebook=codebook, raw=raw, redact=redact)
    if as_of is not None and (undated := sum(r.published is None for r in record.archive.reports())):
        say(f"{say_number_of(undated, 'report')} without a date left out")
    for words in _word_left_out(left_out_of(record.lines, format, codebook)):
        say(words)
    for column, values in uncoded_in(record.lines, codebook).items():
        say(_word_uncoded(column, values))
    if to is not None:
        say(f"written to {save_export(pieces, to, is_folder=find_format(format).is_folder)}")
        return
    for piece in pieces:
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()


def _word_uncoded(column: str, values: Mapping[str, int]) -> str:
    """Say which values of a column have no code, the most frequent first.

    >>> _word_uncoded("kind", {"clash": 2, "fire": 1})
    'column kind: no code for clash (2 rows), fire (1 row); they hold what `missing` says, else nothing'
    """
    ordered = sorted(values, key=lambda value: (-values[value], value))
    some = ", ".join(f"{v} ({say_number_of(values[v], 'row')})" for v in ordered[:_MOST_VALUES])
    more = f" and {len(ordered) - _MOST_VALUES} more" if len(ordered) > _MOST_VALUES else ""
    return f"column {column}: no code for {some}{more}; they hold what `missing` says, else nothing"


def _word_left_out(left: "Iterable[LeftOut]") -> Iterator[str]:
    """Say which events have no row in a table of events, one line a reason."""
    by_reason: dict[str, list[str]] = {}
    for event in left:
        named = f"{event.event} (row {event.row})" if event.row else event.event
        by_reason.setdefault(event.why, []).append(named)
    for why, events in by_reason.items():
        some = ", ".join(events[:_MOST_NAMED])
        more = f" and {len(events) - _MOST_NAMED} more" if len(events) > _MOST_NAMED else ""
        yield f"{say_number_of(len(events), 'event')} without a row, {why}: {some}{more}"
    if by_reason:
        yield "Look at them: variorum show EVENT. Other rows: --codebook FILE (see docs/how-to/codebook.md)"
