"""`variorum config`: every setting and where its value comes from."""

from typing import Annotated

import typer

from variorum.cli.options import AsJson
from variorum.cli.screen import print_json, print_table
from variorum.cli.session import Session


def run(
    context: typer.Context,
    origin: Annotated[
        bool, typer.Option("--origin", help="Also say which flag, variable or file set each.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show every setting. A flag wins over the environment, that over variorum.toml here, that over your own.

    Where a setting has a value that it cannot have, it says so at the end, as every other command does.

    \b
    Examples:
      variorum config --origin
      VARIORUM_POLICY=ucdp variorum config
    """
    from variorum.configure import refuse_unfit
    from variorum.functions import config

    session: Session = context.obj
    known = config(session.flags)
    if as_json:
        print_json({o.name: {"value": o.value, "origin": o.origin, "about": o.sentence} for o in known})
        refuse_unfit(known)
        return
    head = ["setting", "value", *(["set by"] if origin else []), "what for"]
    print_table(head, [[o.name, str(o.value), *([o.origin] if origin else []), o.sentence] for o in known])
    refuse_unfit(known)
