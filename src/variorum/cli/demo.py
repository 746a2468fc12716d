"""`variorum demo`: the record of a short story, and what to try next."""

import typer

from variorum.cli.screen import say
from variorum.cli.session import Session

_STORY = """Six short reports of one explosion, written for this demo: a wire story and its copy, a toll that
rises, two voices that disagree, a source within a source, a denial, an unnamed official.
"""
_OPEN = ("contested", "revised")
_NEXT = """
Try next:
  variorum add YOUR-FOLDER            plain text beginning `date YYYY-MM-DD`, or JSON Lines with `text`
  variorum show                       the events in it; then `variorum show EVENT`
  variorum why EVENT killed           what a cell rests on, to the exact words
  variorum export > record.jsonl      the whole record, for programs
"""


def run(context: typer.Context) -> None:
    """Make the record of a short invented story and show its main event. Nothing is written.

    \b
    Example:
      variorum demo
    """
    from variorum.cli.show import show_event
    from variorum.cli.why import show_entry
    from variorum.functions import demo

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
    say(_NEXT)
