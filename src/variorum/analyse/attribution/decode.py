"""The best labelling of a window's words, and the pieces that it marks."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

ROLES = ("", "source", "source", "cue", "cue", "content", "content")
_BEGINS = frozenset({1, 3, 5})


class Piece(NamedTuple):
    """A labelled run of words of one window: role, first word, end."""

    role: str
    start: int
    end: int


def best_labels(emits: Sequence[Any], step: Any, begin: Any) -> list[list[int]]:
    """Return the most probable labels of each window by Viterbi, all windows in one pass.

    A continuation label that follows nothing of its kind is not forbidden: the trained steps make it rare,
    and it begins a piece.
    """
    if not emits:
        return []
    lengths = [len(emit) for emit in emits]
    longest, count, width = max(lengths), len(emits), emits[0].shape[1]
    padded = np.zeros((longest, count, width), dtype=np.float32)
    for i, emit in enumerate(emits):
        padded[: len(emit), i] = emit
    scores = np.zeros((longest, count, width), dtype=np.float32)
    scores[0] = begin + padded[0]
    # Every step with the label before it first, so that whole rows are compared.
    every = np.empty((width, count, width), dtype=np.float32)
    best = np.empty((count, width), dtype=np.float32)
    before, steps = scores.transpose(0, 2, 1)[:, :, :, None], step[:, None, :]
    for t in range(1, longest):
        np.add(before[t - 1], steps, out=every)
        np.maximum.reduce(every, axis=0, out=best)
        np.add(best, padded[t], out=scores[t])
    # From which label each label is best reached: asked of all words at once.
    back = (scores[:-1, :, :, None] + step).argmax(axis=2).tolist()
    paths = []
    for i, length in enumerate(lengths):
        path = [int(scores[length - 1, i].argmax())]
        for t in range(length - 2, -1, -1):
            path.append(back[t][i][path[-1]])
        paths.append(path[::-1])
    return paths


def pieces_of(labels: Sequence[int]) -> list[Piece]:
    """Return the labelled pieces in order.

    >>> [tuple(piece) for piece in pieces_of([0, 1, 2, 3, 5, 6])]
    [('source', 1, 3), ('cue', 3, 4), ('content', 4, 6)]
    """
    pieces = []
    start = 0
    for i in range(1, len(labels) + 1):
        if i == len(labels) or labels[i] in _BEGINS or ROLES[labels[i]] != ROLES[labels[start]]:
            if ROLES[labels[start]]:
                pieces.append(Piece(ROLES[labels[start]], start, i))
            start = i
    return pieces
