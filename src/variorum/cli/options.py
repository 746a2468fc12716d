"""Options that several verbs share."""

from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
AsJsonl = Annotated[bool, typer.Option("--jsonl", help="Print the rows of the table as JSON Lines.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print the rows of the table as CSV.")]
