"""`variorum diff`: which cells changed between two days."""

from typing import TYPE_CHECKING, Annotated

import typer

from variorum.cli.screen import form_of, print_json, print_rows, print_table, say
from variorum.cli.session import Session, read_day
from variorum.errors import UsageError
from variorum.wording import STATUS_WORDS, word_value

if TYPE_CHECKING:
    from variorum.reconcile import Shown

_NOTHING = "-"


def run(
    context: typer.Context,
    before: Annotated[str, typer.Argument(help="The earlier day, YYYY-MM-DD.", metavar="DAY1")],
    after: Annotated[str, typer.Argument(help="The later day, YYYY-MM-DD.", metavar="DAY2")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
    as_jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Print the rows of the table as JSON Lines.")
    ] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print the rows of the table as CSV.")] = False,
) -> None:
    """Show which cells changed between two days, from what to what, and by whose report.

    \b
    Example:
      variorum diff 2025-01-20 2025-02-05
    """
    from variorum.functions import diff

    first, last = read_day(before), read_day(after)
    if first is None or last is None or first > last:
        raise UsageError("E002", f"{before} is not before {after}", do="name the earlier day first")
    session: Session = context.obj
    record = session.open()
    changes = diff(record, first, last)
    if as_json:
        print_json(changes)
        return
    later = record.as_of(last)
    rows = []
    for change in changes:
        of = later.participant_lines[change.of].name if change.of in later.participant_lines else ""
        cell = [later.events[change.event].label, change.slot, of]
        who = ", ".join(change.outlets or change.reports)
        rows.append([*cell, _word(change.before), _word(change.after), who, ", ".join(change.sources)])
    head = ["event", "slot", "of", f"on {first}", f"on {last}", "by", "on the word of"]
    form = form_of(as_jsonl=as_jsonl, as_csv=as_csv)
    if form != "table":
        print_rows(head, ([("" if cell == _NOTHING else cell) for cell in row] for row in rows), form)
        return
    print_table(head, rows)
    say(f"{len(changes)} cells changed")


def _word(shown: "Shown | None") -> str:
    if shown is None:
        return _NOTHING
    value = "no value" if shown.value is None else word_value(shown.value)
    return f"{value} ({STATUS_WORDS[shown.status]})"
