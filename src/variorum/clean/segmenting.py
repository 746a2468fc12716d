"""Cut a plain text into labelled pieces: lines, and parts of lines where furniture was pasted into one."""

import functools
import itertools
import re
from collections.abc import Iterator

from variorum.clean.dateline import find_dateline
from variorum.clean.features import features_of
from variorum.clean.labelling import label_texts
from variorum.clean.pieces import Label, Piece
from variorum.data import load_yaml
from variorum.model.span import Span, trim

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_SENTENCE = re.compile(
    r"""(?<=[.!?…\]])["”’)\]]{0,2}[ \t]{1,9}(?=["“‘(\[]?[A-Z0-9\U0001f300-\U0001faff])"""
    r"""|[ \t]{1,9}(?=\| [A-Z])"""
)
_ABBREVIATED = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Rep|Sen|Gov|St|No|[A-Z])\.$"
)
_TELLING = ("cue:", "credit:", "caption:")


def label_lines(text: str, title: str | None = None) -> list[Piece]:
    """Label every line of a text; lines that hold only white space have no piece.

    A line is cut into sentences only where one of them looks like furniture or a caption.

    >>> text = "Two boats sank off Tellin on Monday, police said.\\nRead more: Ferry talks"
    >>> [p.label for p in label_lines(text)]
    ['article', 'furniture']
    """
    lines = [list(_parts(text, m.start(), m.end())) for m in _LINE.finditer(text)]
    lines = [parts for parts in lines if parts]
    labels = iter(label_texts([p.of(text) for parts in lines for p in parts], title))
    pieces: list[Piece] = []
    for parts in lines:
        pieces += _merge(text, parts, _smooth(text, parts, [next(labels) for _ in parts]))
    return _mark_dateline(text, pieces)


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    line = trim(text, start, end)
    if line.start == line.end:
        return
    cuts = {
        m.end()
        for m in _SENTENCE.finditer(text, line.start, line.end)
        if not _ABBREVIATED.search(text, max(line.start, m.start() - 8), m.start())
    }
    for button in _buttons().finditer(text, line.start, line.end):
        cuts |= {button.start(), button.end()}
    edges = sorted({line.start, line.end, *cuts})
    parts = [trim(text, a, b) for a, b in itertools.pairwise(edges)]
    parts = [part for part in parts if part.start < part.end]
    yield from parts if len(parts) > 1 and any(_tells(part.of(text)) for part in parts) else [line]


@functools.cache
def _buttons() -> re.Pattern[str]:
    """Return the words that stand alone in front of or behind an article pasted as one line."""
    words = "|".join(load_yaml("clean/furniture.yaml")["buttons"])
    return re.compile(rf"""(?:(?<=^)|(?<=[.!?”"] ))(?:{words})(?= [A-Z(“"])""", re.MULTILINE)


def _tells(part: str) -> bool:
    return any(feature.startswith(_TELLING) for feature in features_of(part))


def _smooth(text: str, parts: list[Span], labels: list[Label]) -> list[Label]:
    """Let a part that shows no sign of its own be what its neighbours in the line are."""
    if len(parts) < 2 or len(set(labels)) == 1:
        return labels
    out = _join_appeal(text, parts, labels)
    labels = list(out)
    for n, part in enumerate(parts):
        sides = {labels[m] for m in (n - 1, n + 1) if 0 <= m < len(parts)}
        if not _tells(part.of(text)) and labels[n] not in sides:
            out[n] = sides.pop() if len(sides) == 1 else "article"
    return out


def _join_appeal(text: str, parts: list[Span], labels: list[Label]) -> list[Label]:
    """Take the sentences inside an appeal with it: those that say we or you, and those between such."""
    out = list(labels)
    known = [n for n, label in enumerate(labels) if label == "furniture"]
    for n in range(known[0] + 1, known[-1]) if known else ():
        if out[n] == "article" and {"we", "you"} & set(features_of(parts[n].of(text))):
            out[n] = "furniture"
    for n in range(1, len(out) - 1):
        between = out[n - 1] == out[n + 1] == "furniture" and out[n] == "article"
        if between and not {"said", "day", "quote", "quoted"} & set(features_of(parts[n].of(text))):
            out[n] = "furniture"
    return out


def _merge(text: str, parts: list[Span], labels: list[Label]) -> Iterator[Piece]:
    start = parts[0].start
    for n, (part, label) in enumerate(zip(parts, labels, strict=True)):
        if n + 1 == len(parts) or labels[n + 1] != label:
            yield Piece(start, part.end, label)
            start = parts[n + 1].start if n + 1 < len(parts) else part.end


def _mark_dateline(text: str, pieces: list[Piece]) -> list[Piece]:
    """Cut the dateline off the first piece of the article."""
    for n, piece in enumerate(pieces):
        if piece.label == "article":
            length = find_dateline(piece.of(text))
            if length:
                cut = trim(text, piece.start, piece.start + length)
                rest = trim(text, piece.start + length, piece.end)
                return [
                    *pieces[:n],
                    Piece(cut.start, cut.end, "dateline"),
                    Piece(rest.start, rest.end, "article"),
                    *pieces[n + 1 :],
                ]
            break
    return pieces
