"""Cut a plain text into labelled pieces: lines, and parts of lines where furniture was pasted into one."""

import functools
import itertools
import re
from collections.abc import Iterator, Sequence

from variorum.clean.dateline import find_dateline
from variorum.clean.features import cues_of, is_quoted, speech_of
from variorum.clean.labelling import label_texts
from variorum.clean.pieces import Label, Piece
from variorum.clean.unwrapping import find_lines
from variorum.data import load_yaml
from variorum.model.span import Span, trim

_SENTENCE = re.compile(
    r"""(?<=[.!?…\]])["”’)\]]{0,2}[ \t]{1,9}(?=["“‘(\[]?[A-Z0-9\U0001f300-\U0001faff])"""
    r"""|[ \t]{1,9}(?=\| [A-Z])"""
)
# Where a credit begins that closes a line: in brackets, behind a dash or bar, by its word, by its slash.
_NAME = r"[A-Z][\w.'’-]{1,20}"
_CREDIT = re.compile(
    r"""[ \t]{1,3}(?=[(\[][^()\[\]\n]{2,70}[)\]]\W{0,2}$)"""
    r"""|[ \t]{1,3}(?=© ?[A-Z\d][^.!?\n]{1,50}$)"""
    r"""|[ \t]{1,3}(?=[—–|-] ?[A-Z][^—–|.!?\n]{1,50}$)"""
    r"""|[ \t]{1,3}(?=(?i:photo(?:graph)?s?|pictures?|image|credit|pics?|video|footage|source)"""
    r"""(?i: credit| courtesy(?: of)?)?(?i::| by) ?[A-Z][^.!?:\n]{1,60}\W?$)"""
    rf"""|[ \t]{{1,3}}(?=(?:[A-Z]{{2,8}}|Handout|{_NAME} {_NAME}) ?/ ?{_NAME}(?: {_NAME}){{0,3}}$)""",
    re.MULTILINE,
)
# Names alone behind a line's last sentence, where a credit stands without any mark: "... in Osk. Mina Joss".
_NAMES = rf"{_NAME}(?:(?: | ?/ ?| for | via ){_NAME}){{0,4}}(?<![.…])$"
_TAIL = re.compile(
    rf"""(?<=[.!?…])["”’)\]]{{0,2}}[ \t]{{1,3}}(?={_NAMES}"""
    r"""|(?:Viewer|Family|Police|Handout|File|Stock|Archive|Courtesy)[ \w]{1,30}$)"""
)
_LONGEST_TAIL = 60
_EMPTY = re.compile(r"\n[ \t\r]{0,200}\n")
_ABBREVIATED = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Rep|Sen|Gov|St|No|[A-Z])\.$"
)
_LONGEST_CREDIT = 90


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


def cut_lines(text: str) -> list[list[Span]]:
    """Return the parts of each line that is not blank: the line whole, or cut where something was pasted in.

    >>> [len(parts) for parts in cut_lines("Rain fell. It stopped.\\n\\nThe pier at noon. Photo: Mina Joss")]
    [1, 2]
    >>> [part.of("The pier at noon. Joss/NTX") for part in cut_lines("The pier at noon. Joss/NTX")[0]]
    ['The pier at noon.', 'Joss/NTX']
    """
    lines = (list(_parts(text, start, end)) for start, end in find_lines(text))
    return [parts for parts in lines if parts]


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


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    line = trim(text, start, end)
    if line.start == line.end:
        return
    cuts = {
        m.end()
        for m in _SENTENCE.finditer(text, line.start, line.end)
        if not _ABBREVIATED.search(text, max(line.start, m.start() - 8), m.start())
    }
    tail = max(line.start, line.end - _LONGEST_CREDIT)
    if credit := _CREDIT.search(text[tail : line.end]):
        cuts.add(tail + credit.end())
    for button in _buttons().finditer(text, line.start, line.end):
        cuts |= {button.start(), button.end()}
    edges = sorted({line.start, line.end, *cuts})
    parts = [trim(text, a, b) for a, b in itertools.pairwise(edges)]
    parts = [part for part in parts if part.start < part.end]
    cued = len(parts) > 1 and any(cues_of(part.of(text)) for part in parts)
    yield from parts if cued else _cut_tail(text, line)


def _cut_tail(text: str, line: Span) -> list[Span]:
    """Cut off the names that stand alone behind the last sentence of a line without a cue."""
    held = text[max(line.start, line.end - _LONGEST_TAIL) : line.end]
    found = _TAIL.search(held)
    if not found or _ABBREVIATED.search(held[: found.end()].rstrip()):
        return [line]
    at = line.end - len(held) + found.end()
    return [trim(text, line.start, at), Span(at, line.end)]


@functools.cache
def _buttons() -> re.Pattern[str]:
    """Return the words that stand alone in front of or behind an article pasted as one line."""
    words = "|".join(load_yaml("clean/furniture.yaml")["buttons"])
    return re.compile(rf"""(?:(?<=^)|(?<=[.!?”"] ))(?:{words})(?= [A-Z(“"])""", re.MULTILINE)


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
