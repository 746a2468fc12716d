"""`variorum check`: verify every hash and offset again."""

from typing import TYPE_CHECKING, Annotated

import typer

from variorum.cli.screen import print_json, print_table, say
from variorum.cli.session import Session
from variorum.errors import StoreError
from variorum.reconcile.saying import say_number_of

if TYPE_CHECKING:
    from variorum.checking import Verdict


def run(
    context: typer.Context,
    roots: Annotated[
        bool, typer.Option("--roots", help="Print the Merkle root of every batch, to be kept elsewhere.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was found as JSON.")] = False,
) -> None:
    """Verify every hash, offset, reference and count of the record again (exit code 4 where one fails).

    \b
    Examples:
      variorum check
      variorum check --roots > roots.txt

    Two roots that are equal show that the reports of a batch are what they were. Reports that were erased
    are named with the day and the reason; cells that rest on something damaged are named too.
    """
    from variorum.functions import check, doubts

    session: Session = context.obj
    address = session.existing()
    verdict = check(address)
    if as_json:
        print_json(_as_data(verdict))
    elif roots:
        rows = [[str(r.batch), r.added_at, str(r.reports), r.root] for r in verdict.roots]
        print_table(["batch", "added", "reports", "root"], rows)
    for fault in verdict.faults:
        say(f"fault     {fault.where}: {fault.what}")
    for cell in verdict.unsupported:
        say(f"rests on something damaged: {cell}")
    for stone in verdict.forgotten:
        say(f"erased    report {stone.report} on {stone.day}: {stone.why} (its bytes had {stone.sha256})")
    for doubt in doubts(address):
        say(f"doubt     {doubt}")
    verified = ((verdict.hashes, "hash"), (verdict.offsets, "offset"), (verdict.counts, "count"))
    say(f"{', '.join(say_number_of(number, word) for number, word in verified)} verified")
    if verdict.faults:
        do = "restore the record from a copy, or make it again"
        raise StoreError("E410", say_number_of(len(verdict.faults), "fault"), where=address, do=do)


def _as_data(verdict: "Verdict") -> dict[str, object]:
    found = verdict._asdict()
    for name in ("faults", "forgotten", "roots"):
        found[name] = [row._asdict() for row in found[name]]
    return found
