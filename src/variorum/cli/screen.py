"""Writing for people: tables on stdout, talk on stderr; text from reports is never read as markup."""

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal

from variorum.model.span import Span

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_STYLES = {"source": "bold yellow", "cue": "green", "value": "bold cyan"}
STATUS_STYLES = {"contested": "bold red", "revised": "yellow", "corroborated": "bold green"}


def console() -> "Console":
    """Return the console for data; it honours NO_COLOR and is wide enough for pipes."""
    from rich.console import Console

    return Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else 120)


def say(words: str) -> None:
    """Talk to the person: on stderr, so that stdout stays data."""
    print(words, file=sys.stderr)  # noqa: T201


def print_json(value: Any) -> None:
    """Write a value as JSON for programs."""
    import msgspec

    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")


def print_line(words: str) -> None:
    """Write one line of data to stdout, wrapped nowhere."""
    sys.stdout.write(_visible(words) + "\n")


Form = Literal["table", "jsonl", "csv"]


def form_of(*, as_jsonl: bool, as_csv: bool) -> Form:
    """Return the form that flags ask for; a table where they ask for none."""
    return "jsonl" if as_jsonl else "csv" if as_csv else "table"


def print_rows(head: Sequence[str], rows: Iterable[Sequence[str]], form: Form) -> None:
    """Write rows for programs: JSON Lines, or CSV whose cells no spreadsheet takes for formulas."""
    import msgspec

    from variorum.formats.cells import guard

    names = [name.replace(" ", "_") for name in head]
    if form == "jsonl":
        for row in rows:
            sys.stdout.write(msgspec.json.encode(dict(zip(names, row, strict=True))).decode() + "\n")
        return
    import csv

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([guard(cell) for cell in row] for row in rows)


def print_table(
    head: Sequence[str],
    rows: Iterable[Sequence["str | Text"]],
    title: str | None = None,
    whole: Sequence[str] = (),
) -> None:
    """Draw a table; cells wrap, nothing is cut, and those of the columns `whole` stay on one line."""
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for name in head:
        table.add_column(name, overflow="fold", no_wrap=name in whole)
    for row in rows:
        table.add_row(*(_plain(cell) if isinstance(cell, str) else cell for cell in row))
    console().print(table)


def mark(text: str, marks: Iterable[tuple[Span, str]]) -> "Text":
    """Return `text` with each span in the style of its kind; colour is not the only sign: see `legend`."""
    from rich.text import Text

    marked = Text(_visible(text))
    for span, kind in marks:
        marked.stylize(f"{_STYLES.get(kind, 'bold')} underline", span.start, span.end)
    return marked


def status(word: str) -> "Text":
    """Return a status in its style."""
    from rich.text import Text

    return Text(word, style=STATUS_STYLES.get(word, ""))


def _plain(cell: str) -> "Text":
    from rich.text import Text

    return Text(_visible(cell))


def _visible(text: str) -> str:
    """Replace control characters one for one: a report must not steer the terminal, offsets must stay.

    >>> _visible("a\\x1b[31mb")
    'a\\ufffd[31mb'
    """
    return "".join(
        c if c == "\n" or (c >= " " and c != "\x7f" and not "\x80" <= c <= "\x9f") else "\ufffd" for c in text
    )
