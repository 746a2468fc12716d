"""Put the kept pieces together as the report's text, with the map back to the text received."""

import re
from dataclasses import dataclass

from variorum.clean.pieces import Piece

_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n")
_SPACE = re.compile(r"\s+")
# Characters that no reader sees and no article means: C0 and C1 controls but tab and line feed.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")

Run = tuple[int, int, int]


@dataclass(frozen=True)
class Composed:
    """A report's text and the runs (start in text, start in source, length) that lead back."""

    text: str
    source_map: tuple[Run, ...]


def compose(source: str, pieces: list[Piece], title: str | None) -> Composed:
    """Join title and kept pieces; a line break stays a line break, an empty line an empty line.

    The title is left out where the body begins with it.

    >>> source = "Rain fell.\\nShare\\nIt stopped."
    >>> kept = [Piece(0, 10, "article"), Piece(17, 28, "article")]
    >>> compose(source, kept, "Rain").text
    'Rain fell.\\nIt stopped.'
    >>> compose(source, kept, "Wet day").source_map
    ((9, 0, 10), (20, 17, 11))
    """
    out: list[str] = []
    runs: list[Run] = []
    at = 0
    last: Piece | None = None
    for piece in pieces:
        gap = "" if last is None else _gap(source[last.end : piece.start])
        out.append(gap)
        at += len(gap)
        for start, words in _clean_runs(source, piece):
            out.append(words)
            runs.append((at, start, len(words)))
            at += len(words)
        last = piece
    body = "".join(out)
    if not title or begins_with(body, title):
        return Composed(body, tuple(runs))
    head = f"{title}\n\n" if body else title
    return Composed(head + body, tuple((a + len(head), b, n) for a, b, n in runs))


def begins_with(body: str, title: str) -> bool:
    """Say whether a body begins with the title, spacing aside."""
    wanted = _SPACE.sub(" ", title).strip()
    return _SPACE.sub(" ", body[: 2 * len(title) + 20]).lstrip().startswith(wanted)


def _gap(between: str) -> str:
    if _EMPTY_LINE.search(between):
        return "\n\n"
    return "\n" if "\n" in between else " "


def _clean_runs(source: str, piece: Piece) -> list[tuple[int, str]]:
    runs: list[tuple[int, str]] = []
    at = piece.start
    for control in _CONTROL.finditer(source, piece.start, piece.end):
        if control.start() > at:
            runs.append((at, source[at : control.start()]))
        at = control.end()
    if at < piece.end:
        runs.append((at, source[at : piece.end]))
    return runs
