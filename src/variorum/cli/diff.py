"""`variorum diff`: which cells changed between two days."""

from typing import TYPE_CHECKING, Annotated

import typer

from variorum.asked import read_day
from variorum.cli.options import AsCsv, AsJson, AsJsonl
from variorum.cli.screen import form_of, print_json, print_rows, print_table, say
from variorum.cli.session import Session
from variorum.errors import UsageError
from variorum.reconcile.saying import say_number_of
from variorum.sifting import sift
from variorum.wording import STATUS_WORDS, word_value

if TYPE_CHECKING:
    from variorum.reconcile import Change, Shown

_NOTHING = "-"


def run(
    context: typer.Context,
    before: Annotated[str, typer.Argument(help="The earlier day, YYYY-MM-DD.", metavar="DAY1")],
    after: Annotated[str, typer.Argument(help="The later day, YYYY-MM-DD.", metavar="DAY2")],
    all_: Annotated[bool, typer.Option("--all", help="Show the small changes too.")] = False,
    as_json: AsJson = False,
    as_jsonl: AsJsonl = False,
    as_csv: AsCsv = False,
) -> None:
    """Show which cells changed between two days, from what to what, and by whose report.

    Deaths and other tolls come first, then where, when and by whom; what is only said, the cells of single
    people and whatever else is small is counted in one line. Cells that show what they showed before, on the
    word of more or fewer, stand in a table of their own.

    \b
    Example:
      variorum diff 2025-01-20 2025-02-05
      variorum diff 2025-01-20 2025-02-05 --all
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
    both = record.as_of(first).lines, later.lines  # an event of the one may be no more in the other
    events = {event.id: event for lines in both for event in lines.events}
    people = {one.id: one.name for lines in both for one in lines.participants}
    shown: list[list[str]] = []
    witnessed: list[list[str]] = []
    form = form_of(as_jsonl=as_jsonl, as_csv=as_csv)
    sifted = sift(changes, events)
    held = () if all_ or form != "table" else sifted.small
    for change in (*sifted.large, *(sifted.small if not held else ())):
        label = events[change.event].label if change.event in events else change.event
        cell = [label, change.slot, people.get(change.of or "", "")]
        who = [", ".join(change.outlets or change.reports), ", ".join(change.sources)]
        row = [*cell, _word(change.before), _word(change.after), _what(change), *who]
        (witnessed if change.what == "witnesses" else shown).append(row)
    head = ["event", "slot", "of", f"on {first}", f"on {last}", "what", "by", "on the word of"]
    if form != "table":
        rows = (*shown, *witnessed)
        print_rows(head, ([("" if cell == _NOTHING else cell) for cell in row] for row in rows), form)
        return
    # What changed is seen beside each other; only a reading beside the one shown must be named.
    wide = [[*row[:4], row[4] + (f"; {row[5]}" if row[5][:1] in "+-" else ""), *row[6:]] for row in shown]
    print_table([*head[:5], *head[6:]], wide)
    if witnessed:
        few = [[*row[:3], row[4], *row[5:]] for row in witnessed]
        print_table(
            [*head[:3], "shown on both days", *head[5:]], few, title="The same, on the word of others"
        )
    say(f"{say_number_of(len(shown), 'cell')} changed; {len(witnessed)} only in who stands behind them")
    if held:
        say(
            f"{say_number_of(len(held), 'small change')} more (what is said, single people): --all shows them"
        )


def _what(change: "Change") -> str:
    """Say in a few words what is other: the value, the status, a reading, how many stand behind it."""
    if change.before is None or change.after is None or change.what in ("value", "status"):
        return change.what
    if change.what == "readings":
        told = [
            f"{sign} {word_value(v)}" for sign, vs in (("+", change.came), ("-", change.went)) for v in vs
        ]
        return "; ".join(told) or "readings"
    before, after = change.before, change.after
    counts = (("report", "reports"), ("origin", "origins"), ("source", "terminal_sources"))
    moved = [(word, getattr(before, name), getattr(after, name)) for word, name in counts]
    return ", ".join(f"{word}s {old} -> {new}" for word, old, new in moved if old != new) or "claims"


def _word(shown: "Shown | None") -> str:
    if shown is None:
        return _NOTHING
    if shown.value is None:
        return "no value"  # denied alone, or only planned or feared
    return f"{word_value(shown.value)} ({STATUS_WORDS[shown.status]})"
