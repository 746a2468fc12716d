"""`variorum serve`: the record as pages and over REST."""

from typing import Annotated

import typer

from variorum.cli.screen import say
from variorum.cli.session import Session
from variorum.serving import HOST, PORT, Started, serve


def run(
    context: typer.Context,
    host: Annotated[
        str, typer.Option(help="Address to listen at; others than your own need --token.")
    ] = HOST,
    port: Annotated[
        int, typer.Option(help="Port to listen at; 0 takes a free one.", min=0, max=65535)
    ] = PORT,
    token: Annotated[
        str | None,
        typer.Option(
            help="What writing needs (and reading, from other machines); made up where not given.",
            envvar="VARIORUM_TOKEN",
        ),
    ] = None,
    name: Annotated[
        list[str] | None, typer.Option(help="Host name that browsers may use besides --host.", metavar="HOST")
    ] = None,
) -> None:
    """Show the record as pages, and answer programs under /v1.

    \b
    Examples:
      variorum serve
      variorum --record story.db serve --port 8000
      variorum serve --host 0.0.0.0 --token "$TOKEN" --name desk.example
    """
    session: Session = context.obj

    def tell(started: Started) -> None:
        typer.echo(started.url)
        if started.trouble is not None:
            say(f"variorum: {started.trouble}")
            say("The pages say so too, for as long as it lasts.")
        say(f"Record: {session.address}. Stop with Ctrl-C.")
        if token is None:
            say(f"To add reports or decide, sign in with the token {started.token}")

    serve(
        session.address,
        settings=session.settings,
        host=host,
        port=port,
        token=token,
        names=name or (),
        on_start=tell,
    )
