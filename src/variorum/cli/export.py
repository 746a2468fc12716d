"""`variorum export`: the record in another format."""

import sys
from typing import Annotated

import typer

from variorum.cli.screen import say
from variorum.cli.session import Session


def run(
    context: typer.Context,
    format: Annotated[str, typer.Option(help="jsonl: the whole record as JSON Lines.")] = "jsonl",
    as_of: Annotated[
        str | None, typer.Option(help="Only what was published up to this day.", metavar="DAY")
    ] = None,
    by: Annotated[str, typer.Option(help="Known since publication, or since receipt.")] = "publication",
) -> None:
    """Write the record to standard output.

    \b
    Examples:
      variorum export > record.jsonl
      variorum export --as-of 2025-01-20 | jq 'select(.kind == "entry")'
    """
    from variorum.functions import export

    session: Session = context.obj
    record = session.open(as_of, by)
    if as_of is not None:
        undated = sum(report.published is None for report in record.archive.reports())
        if undated:
            say(f"{undated} reports without a date are left out")
    for piece in export(record, format):
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()
