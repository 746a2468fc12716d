"""`variorum forget`: erase a report, leaving a tombstone."""

from typing import Annotated

import typer

from variorum.cli.options import AsJson
from variorum.cli.screen import print_json, say
from variorum.cli.session import Session
from variorum.reconcile.saying import say_number_of


def run(
    context: typer.Context,
    report: Annotated[str, typer.Argument(help="The report's id, in full.")],
    why: Annotated[str, typer.Option(help="The reason, which stays on the tombstone.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go; erase nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Erase a report: its bytes, its text and all that was made from it.

    \b
    Examples:
      variorum forget courier-2 --why "request of the person named, 3 May" --dry-run
      variorum forget courier-2 --why "request of the person named, 3 May"

    A tombstone stays: its id, the hash of its bytes, the day and your reason. The same bytes are not taken in
    again. Copies of its words in other reports are other reports: they are named here, to be looked at.
    """
    from variorum.functions import forget

    session: Session = context.obj
    session.existing()
    gone = forget(session.open(), report, why=why, dry_run=dry_run)
    if as_json:
        print_json(gone._asdict())
        return
    verb = "would go" if dry_run else "gone"
    say(f"report {gone.report}: {say_number_of(gone.claims, 'claim')} {verb}")
    for event in gone.events:
        say(f"event {event} is told by no other report")
    for copy in gone.copies:
        say(f"report {copy} holds words that come from it")
    for file in gone.backups:
        say(f"{file} is an older copy of the record and still holds it")
