"""`variorum why`: what one cell rests on, to the exact words."""

from typing import TYPE_CHECKING, Annotated

import typer

from variorum.cli.options import AsJson
from variorum.cli.screen import console, mark, print_json
from variorum.cli.session import Session
from variorum.wording import STATUS_WORDS, holds_many, word_decision, word_entry, word_standing, word_value

if TYPE_CHECKING:
    from variorum.joining import Join
    from variorum.opened import ClaimView, EntryView, OpenRecord


def run(
    context: typer.Context,
    event: Annotated[str, typer.Argument(help="The event's id, or its beginning.")],
    slot: Annotated[
        str | None, typer.Argument(help="The cell: killed, time, place, ...; none asks why it is one event.")
    ] = None,
    of: Annotated[str | None, typer.Argument(help="Of whom: a participant's id or name.")] = None,
    as_of: Annotated[
        str | None, typer.Option(help="Only what was published up to this day.", metavar="DAY")
    ] = None,
    by: Annotated[str, typer.Option(help="Known since publication, or since receipt.")] = "publication",
    as_json: AsJson = False,
) -> None:
    """Show what one cell rests on: its claims, who says them through which chain, and the marked words.

    Without a cell, show what joined the reports' tellings to one event: the odds, and what adds to them.

    \b
    Examples:
      variorum why e-3f2a
      variorum why e-3f2a killed
      variorum why e-3f2a age "the third soldier"
    """
    from variorum.functions import why

    session: Session = context.obj
    record = session.open(as_of, by)
    if slot is None:
        show_joins(record, why(record, event), as_json=as_json)
        return
    entries = why(record, event, slot, of)
    if as_json:
        claims = [record.claims[c].line for e in entries for r in e.line.readings for c in r.all_claims]
        print_json(
            {
                "entries": [e.line for e in entries],
                "claims": claims,
                "machine": [m for e in entries for m in e.machine],
                "decisions": [d for e in entries for d in e.decisions],
            }
        )
        return
    for entry in entries:
        show_entry(record, entry)


def show_joins(record: "OpenRecord", joins: "list[Join]", *, as_json: bool) -> None:
    """Write every join of an event: both reports, the odds, and what adds to them, the strongest first."""
    from rich.padding import Padding

    if as_json:
        print_json({"joins": joins})
        return
    out = console()
    if not joins:
        out.print("One report tells it: nothing had to be joined.")
    for join in joins:
        one, other = record.reports[join.report], record.reports[join.other_report]
        out.print(f"{one.label}\n{other.label}")
        out.print(f"  one happening with {join.probability:.0%}, log odds {join.odds:+.2f}:")
        for words, weight in join.reasons:
            out.print(Padding(f"{weight:+.2f}  {words}", (0, 0, 0, 4)))


def show_entry(record: "OpenRecord", entry: "EntryView") -> None:
    """Write one entry reading by reading, each claim with its chain and its marked sentence."""
    from rich.padding import Padding

    from variorum.functions import explain_cell as explain

    out = console()
    of = f" of {entry.of_name}" if entry.of_name else ""
    out.print(f"{entry.line.slot}{of}: {entry.line.status} ({STATUS_WORDS[entry.line.status]})")
    claims = {c.id: c.line for c in record.claims_of(entry.line.event)}
    for number, reading in enumerate(entry.line.readings):
        notes = [word_standing(reading, claims, entry.line)]
        if number == entry.line.preferred and not holds_many(entry.line.slot):
            notes.append("preferred")
        if reading.superseded_by is not None:
            notes.append(f"superseded by {word_value(entry.line.readings[reading.superseded_by].value)}")
        if reading.derived:
            notes.append(f"derived: a {reading.derived} that no report states")
        out.print(f"\n  {word_value(reading.value)}: {', '.join(notes)}")
        for claim in reading.claims:
            _show_claim(record.claims[claim], "")
        for claim in reading.against:
            _show_claim(record.claims[claim], "against: ")
    for machine in entry.machine:
        out.print(f"\nWithout people's decisions: {word_entry(machine)} ({machine.status})")
    for decision in entry.decisions:
        out.print(
            f"{decision.id} ({decision.status}) by {decision.by}, {decision.at}: {word_decision(decision)}"
        )
        out.print(Padding(decision.why, (0, 0, 0, 2)))
    out.print("\nWhat decided:")
    for words in explain(record, entry):
        out.print(Padding(words, (0, 0, 0, 2)))


def _show_claim(claim: "ClaimView", prefix: str) -> None:
    from rich.padding import Padding

    out = console()
    modality = "" if claim.line.modality == "asserted" else f" ({claim.line.modality})"
    out.print(f"    {prefix}{claim.chain}{modality}, in {claim.report.label}")
    out.print(Padding(mark(claim.sentence, claim.marks()), (0, 0, 0, 6)))
