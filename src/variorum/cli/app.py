"""The application: global options, then one command for each verb that exists."""

import re
from importlib import import_module
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

from variorum import __version__
from variorum.cli.session import Session
from variorum.errors import UsageError
from variorum.verbs import shown_verbs

if TYPE_CHECKING:
    from typer._click.core import Context

_ABOUT = """From dated news reports to one attributed record of events: who did what, and who says so.

\b
Examples:
  variorum demo                       see what it does, in under a minute
  variorum add reports/               read a folder into variorum.db
  variorum show                       what is in the record
  variorum why EVENT killed           what a cell rests on, to the exact words
  variorum export > record.jsonl      the whole record as JSON Lines
"""


class Verbs(TyperGroup):
    """The verbs, with the global option wherever it is written: people put it behind the verb."""

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Take `--record FILE` from behind the verb before it, then read the arguments."""
        _refuse_negative(args)
        return super().parse_args(ctx, record_first(args))


def record_first(args: list[str]) -> list[str]:
    """Put the option that names the record before everything else; what follows `--` are words.

    >>> record_first(["add", "reports", "--record", "war.db"])
    ['--record', 'war.db', 'add', 'reports']
    >>> record_first(["search", "--", "--record"])
    ['search', '--', '--record']
    """
    end = args.index("--") if "--" in args else len(args)
    for n, word in enumerate(args[:end]):
        if word == "--record" and n + 1 < end:
            return [*args[n : n + 2], *args[:n], *args[n + 2 :]]
        if word.startswith("--record="):
            return [word, *args[:n], *args[n + 1 :]]
    return args


def _refuse_negative(args: list[str]) -> None:
    """Refuse a number below nothing as a value, which else reads as an option that is not there."""
    words = args[: args.index("--")] if "--" in args else args
    below = next((word for word in words if re.fullmatch(r"-\d[\d.,]*", word)), None)
    if "decide" in words and below is not None:
        do = 'give 0 or more; a place by its coordinates as one word, "Osk @ -31.3, 92.4"'
        raise UsageError("E014", f"{below} cannot be read as a value: nothing is counted below 0", do=do)


def make_app() -> typer.Typer:
    """Build the application from the table of verbs."""
    app = typer.Typer(
        cls=Verbs,
        help=_ABOUT,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_set_up)
    for verb in shown_verbs():
        module = import_module(f"variorum.cli.{verb.function}")
        app.command(verb.function, short_help=verb.sentence)(module.run)
    return app


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"variorum {__version__}")
        raise typer.Exit


def _set_up(
    context: typer.Context,
    record: Annotated[
        str | None,
        typer.Option(help="Record to work on: a file or a postgresql:// address.", metavar="FILE"),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    context.obj = Session({"record": record})
