"""`variorum explain`: more about an error code."""

from typing import Annotated

import typer

from variorum.cli.screen import console, print_table


def run(
    code: Annotated[str | None, typer.Argument(help="A code such as E104; all of them without one.")] = None,
) -> None:
    """Say more about an error code.

    \b
    Examples:
      variorum explain E104
      variorum explain
    """
    from variorum.explaining import explain, read_explanations

    if code is None:
        print_table(
            ["code", "meaning"],
            [[key, str(entry["title"])] for key, entry in sorted(read_explanations().items())],
        )
        return
    known = explain(code)
    console().print(f"{known.code}: {known.title}\n\n{known.text}\n\nWhat to do: {known.do}")
