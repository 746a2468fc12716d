"""Read a second time, by a small encoder, the lines that cues and outline leave open.

"Keep pets off the tarmac" in an authority's list is article, "Got a story?" is not: no cue tells, but the
words and the lines around do. The encoder costs some 70 times what the first reading does, so it is asked of
open lines alone, each among its neighbours. Weights are `lines.onnx` (made by training/furniture/teach.py,
see the card there); it reads the word pieces of the attribution stage's tokenizer.
"""

import functools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from variorum.data import path_of
from variorum.data.graphs import open_graph
from variorum.errors import DataError

HEAD, TAIL = 16, 6  # word pieces read of a line's beginning and of its end
_AROUND = 4  # lines on either side that a line is read among
_ROOM = 240  # word pieces in one window
_LONGEST = 400  # characters at either end of a line that are looked at
_CLS = 101
# What stands before a line says how it joins the one before it: three unused pieces and the usual mark.
SEPARATORS = {"even": 102, "inside": 1, "close": 2, "apart": 3}
_SURROGATE = re.compile("[\ud800-\udfff]")
_FAR = 10  # lines from the text's edge beyond which a line stands in its middle

Chances = tuple[float, ...]  # of each class, as logarithms


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines `first` to `end` (not included), read together for those `asked`."""

    first: int
    end: int
    asked: tuple[int, ...]


def reread(lines: Sequence[str], joints: Sequence[str], wanted: Sequence[int]) -> dict[int, Chances]:
    """Return the logarithm of each label's chance for each of the lines `wanted`, by the encoder alone.

    `wanted` are the lines' numbers in their order; `joints` say how each line joins the one before it. Raises
    `DataError` (E323) where the weights are not there or do not load.

    >>> held = reread(["Rain fell all day.", "Sign up for our letter"], ["even", "even"], [1])
    >>> [round(sum(map(math.exp, row)), 2) for row in held.values()]
    [1.0]
    """
    if not wanted:
        return {}
    reader = load_reader()
    near = {k for n in wanted for k in range(max(0, n - _AROUND), min(len(lines), n + _AROUND + 1))}
    pieces = {n: (SEPARATORS[joints[n]], *cut_pieces(reader.tokenizer, lines[n])) for n in sorted(near)}
    found: dict[int, Chances] = {}
    for stretch in part([len(pieces.get(n, ())) for n in range(len(lines))], wanted):
        found.update(zip(stretch.asked, reader.read(lines, pieces, stretch), strict=True))
    return found


def part(sizes: Sequence[int], wanted: Sequence[int]) -> Iterator[Stretch]:
    """Part a text into the stretches that the wanted lines are read in; `sizes` are each line's word pieces.

    Lines near each other share a stretch where there is room.

    >>> list(part([20] * 12, [3, 5]))
    [Stretch(first=0, end=10, asked=(3, 5))]
    """
    at = 0
    while at < len(wanted):
        first = end = max(0, wanted[at] - _AROUND)
        asked: list[int] = []
        room = _ROOM
        while at < len(wanted):
            upto = min(len(sizes), wanted[at] + _AROUND + 1)
            if asked and (wanted[at] > end or sum(sizes[end:upto]) > room):
                break
            room -= sum(sizes[end:upto])
            end = max(end, upto)
            asked.append(wanted[at])
            at += 1
        yield Stretch(first, end, tuple(asked))


def cut_pieces(tokenizer: Any, line: str) -> list[int]:
    """Return the word pieces of a line, of a long one those of its beginning and its end."""
    if len(line) > 2 * _LONGEST:
        line = f"{line[:_LONGEST]} {line[-_LONGEST:]}"
    # Lone surrogates cannot be encoded.
    line = _SURROGATE.sub("\ufffd", line)
    ids: list[int] = tokenizer.encode(line, add_special_tokens=False).ids
    return ids if len(ids) <= HEAD + TAIL else ids[:HEAD] + ids[-TAIL:]


def looks_of(line: str, at: int, count: int) -> list[float]:
    """Return what the word pieces do not show: capitals, signs, how a line ends, where it stands."""
    line = line.strip()
    words, length = line.split(), len(line) or 1
    many = len(words) or 1
    return [
        math.log1p(len(words)) / 5,
        sum(map(str.isupper, line)) / length,
        sum(word.isupper() and len(word) > 1 for word in words) / many,
        sum(word[:1].isupper() for word in words) / many,
        sum(map(str.isdigit, line)) / length,
        sum(not c.isalnum() and not c.isspace() for c in line) / length,
        float(line[-1:] in '.!?"”’)'),
        float(line.endswith(":")),
        float(line.endswith(("…", "..."))),
        float(line[:1] in "\"“‘'"),
        float(line[:1].islower()),
        min(at, _FAR) / _FAR,
        min(count - 1 - at, _FAR) / _FAR,
        float(at == 0),
        float(at == count - 1),
    ]


@dataclass(frozen=True)
class Reader:
    """The encoder's session with its tokenizer."""

    session: Any
    tokenizer: Any

    def read(
        self, lines: Sequence[str], pieces: dict[int, tuple[int, ...]], stretch: Stretch
    ) -> list[Chances]:
        """Return a row of logarithms for each of the lines asked."""
        import numpy as np

        held, starts = [_CLS], {}
        for n in range(stretch.first, stretch.end):
            starts[n] = len(held)
            held += pieces[n]
        pool = np.zeros((len(stretch.asked), len(held)), dtype=np.float32)
        for row, n in enumerate(stretch.asked):
            pool[row, starts[n] : starts[n] + len(pieces[n])] = 1 / len(pieces[n])
        feed = {
            "pieces": np.asarray(held, dtype=np.int64),
            "starts": np.asarray([starts[n] for n in stretch.asked], dtype=np.int64),
            "pool": pool,
            "looks": np.asarray([looks_of(lines[n], n, len(lines)) for n in stretch.asked], dtype=np.float32),
        }
        return [tuple(map(float, row)) for row in self.session.run(["chances"], feed)[0]]


@functools.cache
def load_reader(path: str | None = None) -> Reader:
    """Load the shipped encoder once a process, or the graph at `path` (as training leaves it)."""
    try:
        from tokenizers import Tokenizer

        session = open_graph(Path(path) if path else path_of("clean/lines.onnx"))
        return Reader(session, Tokenizer.from_file(str(path_of("attribution/tokenizer.json"))))
    except DataError:
        raise
    except Exception as error:  # onnxruntime and tokenizers raise types of their own, some of them bare
        raise DataError(
            "E323", f"the line reader of the clean stage cannot be used: {error}", do="install variorum again"
        ) from error
