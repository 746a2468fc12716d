"""Put the kept lines together as the report's text, with the map back to the text received."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from variorum.clean.pieces import Line, Piece, Run

_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n")
_SPACE = re.compile(r"\s+")
# Characters that no reader sees and no article means: C0 and C1 controls but tab and line feed.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Composed:
    """A report's text and the runs (start in text, start in source, length) that lead back."""

    text: str
    source_map: tuple[Run, ...]


def lines_of(source: str, pieces: Sequence[Piece]) -> list[Line]:
    """Turn the pieces of a plain text into lines; control characters are left out.

    A line break stays a line break and an empty line an empty line, also where furniture stood between.
    """
    lines: list[Line] = []
    last = 0
    for piece in pieces:
        parts = list(_without_controls(source, piece))
        runs, at = [], 0
        for start, words in parts:
            runs.append((at, start, len(words)))
            at += len(words)
        text = "".join(words for _, words in parts)
        lines.append(Line(text, piece.label, tuple(runs), _gap(source[last : piece.start])))
        last = piece.end
    return lines


def compose(
    lines: Sequence[Line], title: str | None, kept: Sequence[str] = ("article", "dateline")
) -> Composed:
    """Join title and kept lines; the title is left out where the body begins with it.

    >>> source = "Rain fell.\\nShare\\nIt stopped."
    >>> lines = lines_of(source, [Piece(0, 10, "article"), Piece(17, 28, "article")])
    >>> compose(lines, "Rain").text
    'Rain fell.\\nIt stopped.'
    >>> compose(lines, "Wet day").source_map
    ((9, 0, 10), (20, 17, 11))
    """
    out: list[str] = []
    runs: list[Run] = []
    at, gap = 0, ""
    for line in lines:
        gap = max(gap, line.gap, key=_GAPS.index)
        if line.label not in kept or not line.text:
            continue
        gap = gap if out else ""
        out += [gap, line.text]
        at += len(gap)
        runs += [(at + a, b, n) for a, b, n in line.runs]
        at += len(line.text)
        gap = ""
    body = "".join(out)
    headline = next((line for line in lines if line.label == "headline"), None)
    if not title or begins_with(body, title):
        return Composed(body, tuple(runs))
    head = f"{title}\n\n" if body else title
    moved = [(a + len(head), b, n) for a, b, n in runs]
    before = headline.runs if headline is not None and headline.text == title else ()
    return Composed(head + body, (*before, *moved))


_GAPS = ("", " ", "\n", "\n\n")


def begins_with(body: str, title: str) -> bool:
    """Say whether a body begins with the title, spacing aside."""
    wanted = _SPACE.sub(" ", title).strip()
    return _SPACE.sub(" ", body[: 2 * len(title) + 20]).lstrip().startswith(wanted)


def _gap(between: str) -> str:
    if _EMPTY_LINE.search(between):
        return "\n\n"
    return "\n" if "\n" in between else " "


def _without_controls(source: str, piece: Piece) -> Iterator[tuple[int, str]]:
    at = piece.start
    for control in CONTROL.finditer(source, piece.start, piece.end):
        if control.start() > at:
            yield at, source[at : control.start()]
        at = control.end()
    if at < piece.end:
        yield at, source[at : piece.end]
