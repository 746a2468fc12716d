"""`variorum search`: find words in reports."""

from typing import Annotated

import typer

from variorum.cli.options import AsJson
from variorum.cli.screen import console, form_of, mark, print_json, print_rows, say
from variorum.cli.session import Session
from variorum.reconcile.saying import say_number_of


def run(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(help="The words; a report must hold them all.")],
    most: Annotated[int, typer.Option(help="How many reports to show.", min=0)] = 20,
    as_json: AsJson = False,
    as_jsonl: Annotated[bool, typer.Option("--jsonl", help="Print one JSON object a report.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print one row a report.")] = False,
) -> None:
    """Find the reports in which all the words stand, in any of their forms, the best first.

    \b
    Examples:
      variorum search grain terminal
      variorum search fire chief --most 5
      variorum search 'shoot*'

    Upper and lower case and accents are one, and so are the forms of a word: shooting finds shot.
    "shooting" in quotation marks finds this form only, shoot* every word that begins so.
    """
    from variorum.functions import search

    session: Session = context.obj
    found = search(session.open(), " ".join(words), most=most)
    if as_json:
        print_json({"total": found.total, "hits": [hit._asdict() for hit in found.hits]})
        return
    form = form_of(as_jsonl=as_jsonl, as_csv=as_csv)
    if form != "table":
        rows = [[h.report, h.published or "", h.outlet or "", h.title or "", h.words] for h in found.hits]
        print_rows(["report", "published", "outlet", "title", "words"], rows, form)
        return
    out = console()
    for hit in found.hits:
        out.print(
            f"{hit.report}  {hit.published or 'no date'}  {hit.outlet or ''}  {hit.title or ''}".rstrip()
        )
        out.print(mark(hit.words, [(span, "value") for span in hit.marks]), "\n")
    if found.is_empty:
        say("no words to search for: write some letters or digits")
        return
    held = f"{say_number_of(found.total, 'report')} {'holds' if found.total == 1 else 'hold'} these words"
    say(f"{held}; {len(found.hits)} shown")
