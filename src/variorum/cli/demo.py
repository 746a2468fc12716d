"""`variorum demo`: the record of a short story, and what to try next."""

from pathlib import Path
from typing import Annotated

import typer

from variorum.cli.screen import print_table, say
from variorum.cli.session import Session
from variorum.reconcile.saying import say_number_of
from variorum.sample import write_sample

_STORY = """Six short reports of one explosion, written for this demo: a wire story and its copy, a toll that
rises, two voices that disagree, a source within a source, a denial, an unnamed official.
"""
_MIDST = "2024-03-05"
_OPEN = ("contested", "revised")
_NEXT = """
Try next:
  variorum add YOUR-FOLDER            plain text beginning `date YYYY-MM-DD`, or JSON Lines with `text`
  variorum show                       the events in it; then `variorum show EVENT`
  variorum why EVENT killed           what a cell rests on, to the exact words
  variorum export > record.jsonl      the whole record, for programs
"""


def run(
    context: typer.Context,
    to: Annotated[
        Path | None,
        typer.Option(
            help="Write the story's reports as pages into this new folder, and stop.", metavar="FOLDER"
        ),
    ] = None,
) -> None:
    """Make the record of a short invented story and show its main event; or write its pages to try things on.

    \b
    Examples:
      variorum demo
      variorum demo --to saved
    """
    from variorum.cli.show import show_event, show_overview
    from variorum.cli.why import show_entry
    from variorum.functions import demo

    if to is not None:
        say(f"{say_number_of(len(write_sample(to)), 'page')} written; read them with: variorum add {to}")
        return
    session: Session = context.obj
    say(_STORY)
    record = demo(session.settings)
    mains = [line.main_event for line in record.lines.reports if line.main_event]
    main = max(sorted(set(mains)), key=mains.count)
    event = record.events[main]
    show_event(event)
    open_cells = [e for e in event.entries if e.line.status in _OPEN and e.line.of is None]
    open_cells.sort(key=lambda e: (_OPEN.index(e.line.status), -len(e.line.readings), e.line.slot))
    for entry in open_cells[:1]:
        say(f"\nWhy is `{entry.line.slot}` {entry.line.status}? (variorum why EVENT {entry.line.slot})\n")
        show_entry(record, entry)
    say(f"\nWhat was known on {_MIDST}, while two voices disagreed (variorum show EVENT --as-of {_MIDST}):\n")
    show_event(record.as_of(_MIDST).events[main])
    say("\nWho says what, through whom, and whom the reports leave unnamed:\n")
    chains = {
        (c.chain, c.report.label) for c in record.claims if len(c.line.chain) > 1 or "unnamed" in c.chain
    }
    print_table(["chain, outermost first", "in"], sorted(chains))
    say("\nAll events of the story (variorum show):\n")
    show_overview(record)
    say(_NEXT)
