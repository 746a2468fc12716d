"""`variorum check`: verify every hash and offset again."""

from typing import Annotated

import typer

from variorum.cli.screen import print_json, say
from variorum.cli.session import Session
from variorum.errors import StoreError


def run(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was found as JSON.")] = False,
) -> None:
    """Verify every hash, offset, reference and count of the record again (exit code 4 where one fails).

    \b
    Example:
      variorum check
    """
    from variorum.functions import check, doubts

    session: Session = context.obj
    address = session.existing()
    verdict = check(address)
    if as_json:
        print_json(verdict._asdict())
    for fault in verdict.faults:
        say(f"fault     {fault.where}: {fault.what}")
    for doubt in doubts(address):
        say(f"doubt     {doubt}")
    say(f"{verdict.hashes} hashes, {verdict.offsets} offsets, {verdict.counts} counts verified")
    if verdict.faults:
        do = "restore the record from a copy, or make it again"
        raise StoreError("E410", f"{len(verdict.faults)} faults", where=address, do=do)
