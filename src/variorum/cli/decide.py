"""`variorum decide`: record a person's decision, or list those taken."""

from typing import TYPE_CHECKING, Annotated

import typer

from variorum.cli.options import AsJson
from variorum.cli.screen import print_json, print_table, say
from variorum.cli.session import Session
from variorum.model.value import Actor, Place
from variorum.reconcile.saying import say_number_of
from variorum.wording import word_decision

if TYPE_CHECKING:
    from variorum.model.record import Decision


def run(
    context: typer.Context,
    what: Annotated[str | None, typer.Argument(help="What is decided; without it the list is shown.")] = None,
    about: Annotated[list[str] | None, typer.Argument(help="What it is about, as in the examples.")] = None,
    why: Annotated[str, typer.Option(help="The reason; every decision has one.")] = "",
    by: Annotated[
        str | None, typer.Option(help="Who decides; your login name by default.", metavar="NAME")
    ] = None,
    of: Annotated[
        str | None, typer.Option(help="With correct: of which participant.", metavar="PARTICIPANT")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Record a person's decision about the record, with author, time and reason, or list them.

    \b
    Examples:
      variorum decide                                                   the decisions so far
      variorum decide merge e-3f2a e-77b1 --why "one blast, told twice"
      variorum decide split e-3f2a courier-2 --why "the fire of May"
      variorum decide correct e-3f2a killed "at least 12" --why "counted in the list of names"
      variorum decide correct e-3f2a place "Alexandria, Louisiana" --why "the parish seat is meant"
      variorum decide correct e-3f2a age 26 --of p-51c0 --why "birth register"
      variorum decide correct e-3f2a agent bandits --why "the mayor, by telephone"
      variorum decide correct e-3f2a patient "person: Ana Osk" --why "the list of names"
      variorum decide reject c-9d02 --why "a misprint"
      variorum decide accept c-11aa --why "he was there"
      variorum decide name v-40aa "Dana Merrow" --why "named in the inquest"
      variorum decide name v-40aa v-81c3 --why "the same spokesman"
      variorum decide copy courier-2 wire-1 --why "bought from the wire"
      variorum decide rate "Dana Merrow" B2 --why "right in four of five cases"
      variorum decide undo 3 --why "I mixed up two towns"

    Decisions are only added, never changed, and applied again whenever the record is made anew. Where two
    people contradict each other neither is applied until one of the two is undone, and a cell that they
    correct otherwise shows no value until then. A rating is A to F for
    the source and 1 to 6 for what it says; it is shown, and counts nothing.
    """
    from variorum.functions import decide

    session: Session = context.obj
    record = session.open()
    if what is None:
        _list(record.decisions, as_json)
        return
    made = decide(record, what, *(about or ()), by=by or _login_name(), why=why, of=of)
    if as_json:
        print_json(made)
        return
    say(f"{made.id}: {word_decision(made)}")
    if isinstance(made.value, Actor) and made.text:
        who = f"{made.value.name} ({made.text}, {made.value.participant})"
        say(f"{who} takes part in the event by your decision: the machine read nobody of that name")
    if isinstance(made.value, Place) and made.value.lat is None:
        say('To put it on the map say where it lies, "Alexandria, Louisiana", or give "Osk @ 31.3, -92.4".')
    if made.against:
        say(f"it contradicts {', '.join(made.against)}: neither is applied until one of them is undone")


def _list(decisions: "tuple[Decision, ...]", as_json: bool) -> None:
    if as_json:
        print_json(decisions)
        return
    rows = [
        [
            d.id,
            d.status + (f" with {', '.join(d.against)}" if d.against else ""),
            word_decision(d),
            d.by,
            d.at,
            d.why,
        ]
        for d in decisions
    ]
    print_table(["decision", "status", "what", "by", "at", "why"], rows)
    say(say_number_of(len(decisions), "decision"))


def _login_name() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
