"""`variorum gazetteer`: the gazetteer in use, what a name may mean, one built from a dump."""

from enum import StrEnum
from typing import Annotated

import typer

from variorum.cli.options import AsJson
from variorum.cli.screen import console, print_json, say
from variorum.cli.session import Session
from variorum.reconcile.saying import say_number_of


class Action(StrEnum):
    """What to do with a gazetteer."""

    ABOUT = "about"
    FIND = "find"
    BUILD = "build"


def run(
    context: typer.Context,
    action: Annotated[
        Action, typer.Argument(help="Tell of it, find a name in it, or build one.")
    ] = Action.ABOUT,
    what: Annotated[
        str | None, typer.Argument(help="The name to find, or the GeoNames dump to build from.")
    ] = None,
    to: Annotated[str | None, typer.Option(help="Where the gazetteer that is built goes.")] = None,
    as_json: AsJson = False,
) -> None:
    """Build or inspect the gazetteer.

    \b
    Examples:
      variorum gazetteer
      variorum gazetteer find Springfield
      variorum gazetteer build allCountries.zip --to places.bin
      VARIORUM_GAZETTEER=places.bin variorum add reports/

    Without a dump, `build` compiles the installed packages again: places of 500 people and more.
    """
    from variorum.gazetteers import gazetteer

    session: Session = context.obj
    held = gazetteer(action.value, what, to=to, settings=session.settings)
    if as_json:
        print_json({"path": str(held.path), "places": held.places, "found": list(held.found)})
        return
    for place in held.found:
        at = f"{place['lat']}, {place['lon']}  {place['population']:,} people  {place['geonameid'] or ''}"
        console().print(
            f"{place['name']}  {place['kind']}  {place['admin1']} {place['country']}  {at}".rstrip()
        )
    if action is Action.FIND:
        say(f"{say_number_of(len(held.found), 'place')} by that name")
    else:
        say(f"{say_number_of(held.places, 'place')} in {held.path}")
