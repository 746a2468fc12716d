"""Label the lines of a plain text, and the parts of lines that something was pasted into."""

import itertools
import re
from collections.abc import Iterator, Sequence

from variorum.clean.cutting import cut_lines
from variorum.clean.dateline import find_dateline, is_dateline
from variorum.clean.features import is_quoted, speech_of
from variorum.clean.labelling import label_texts
from variorum.clean.pieces import Label, Piece
from variorum.model.span import Span, trim

_EMPTY = re.compile(r"\n[ \t\r]{0,200}\n")


def label_lines(text: str, title: str | None = None) -> list[Piece]:
    """Label every line of a text; lines that hold only white space have no piece.

    A line is cut into sentences only where one of them looks like furniture or a caption.

    >>> text = "Two boats sank off Tellin on Monday, police said.\\nRead more: Ferry talks"
    >>> [p.label for p in label_lines(text)]
    ['article', 'furniture']
    """
    lines = cut_lines(text)
    labels = iter(label_texts([p.of(text) for parts in lines for p in parts], title, mark_parts(text, lines)))
    pieces: list[Piece] = []
    for parts in lines:
        pieces += _merge(parts, _join_appeal(text, parts, [next(labels) for _ in parts]))
    return _mark_dateline(text, pieces)


def mark_parts(text: str, lines: Sequence[Sequence[Span]]) -> list[tuple[str, ...]]:
    """Say of each part where it stands in its line, and where the text has empty lines here and there.

    >>> mark_parts("a\\n\\nb\\nc", [[Span(0, 1)], [Span(3, 4)], [Span(5, 6)]])
    [('part:whole', 'blank:after'), ('part:whole', 'blank:before'), ('part:whole', 'blank:none')]
    """
    blank = [
        _EMPTY.search(text, before[-1].end, line[0].start) is not None
        for before, line in itertools.pairwise(lines)
    ]
    is_mixed = any(blank) and not all(blank)
    marks: list[tuple[str, ...]] = []
    for n, parts in enumerate(lines):
        gaps = "".join(
            name
            for name, is_there in (("before", n > 0 and blank[n - 1]), ("after", n < len(blank) and blank[n]))
            if is_there
        )
        gap = f"blank:{gaps or 'none'}" if is_mixed else f"blank:{'all' if any(blank) else 'nowhere'}"
        last = len(parts) - 1
        for m in range(len(parts)):
            where = "whole" if not last else "first" if m == 0 else "last" if m == last else "inner"
            marks.append((f"part:{where}", gap))
    return marks


def _join_appeal(text: str, parts: list[Span], labels: list[Label]) -> list[Label]:
    """Take the sentences inside an appeal with it: those that say we or you, and those between such."""
    out = list(labels)
    known = [n for n, label in enumerate(labels) if label == "furniture"]
    for n in range(known[0] + 1, known[-1]) if known else ():
        if out[n] == "article" and not {"we", "you"}.isdisjoint(speech_of(parts[n].of(text))):
            out[n] = "furniture"
    for n in range(1, len(out) - 1):
        between = out[n - 1] == out[n + 1] == "furniture" and out[n] == "article"
        if between and not _is_told(parts[n].of(text)):
            out[n] = "furniture"
    return out


def _is_told(part: str) -> bool:
    """Say whether a sentence tells or quotes, as a report's own do."""
    return is_quoted(part) or not {"said", "day", "quote"}.isdisjoint(speech_of(part))


def _merge(parts: list[Span], labels: list[Label]) -> Iterator[Piece]:
    start = parts[0].start
    for n, (part, label) in enumerate(zip(parts, labels, strict=True)):
        if n + 1 == len(parts) or labels[n + 1] != label:
            yield Piece(start, part.end, label)
            start = parts[n + 1].start if n + 1 < len(parts) else part.end


def _mark_dateline(text: str, pieces: list[Piece]) -> list[Piece]:
    """Cut the dateline off the first piece of the article, or name the line in front of it so."""
    first = next((n for n, piece in enumerate(pieces) if piece.label == "article"), None)
    if first is None:
        return pieces
    for n in (first, first - 1):
        if 0 <= n < len(pieces) - 1 and is_dateline(pieces[n].of(text)):
            return [*pieces[:n], Piece(pieces[n].start, pieces[n].end, "dateline"), *pieces[n + 1 :]]
    piece = pieces[first]
    length = find_dateline(piece.of(text))
    if not length:
        return pieces
    cut = trim(text, piece.start, piece.start + length)
    rest = trim(text, piece.start + length, piece.end)
    parted = [Piece(cut.start, cut.end, "dateline"), Piece(rest.start, rest.end, "article")]
    return [*pieces[:first], *parted, *pieces[first + 1 :]]
