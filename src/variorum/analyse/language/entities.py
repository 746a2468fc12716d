"""Named entities as spaCy's own transitions give them, read for all words at once.

Outside an entity, the next step depends on the word alone: those steps are computed together. Only inside an
entity does it depend on where it began, and then there are just two: to go on, or to end.
"""

from typing import Any

import numpy as np

from variorum.analyse.language.scoring import Scorer

_INSIDE, _OUTSIDE, _BEGINS = 1, 2, 3  # spaCy's ENT_IOB


class EntityReader:
    """Begin, go on, end, alone or outside: the transitions of the entity recogniser."""

    def __init__(self, pipe: Any) -> None:
        self.scorer = Scorer(pipe.model)
        names = [pipe.moves.get_class_name(i) for i in range(pipe.moves.n_moves)]
        moves = [name[0] for name in names]
        labels = [name[2:] for name in names]
        strings = pipe.vocab.strings
        self.move = moves
        self.label = [strings[label] if label else 0 for label in labels]
        self._may_begin = np.array([m == "B" and bool(x) for m, x in zip(moves, labels, strict=True)])
        self._may_stand = np.array([m == "U" and bool(x) for m, x in zip(moves, labels, strict=True)])
        self._never = np.array(
            [m in "MIL" or (m in "BU" and not x) for m, x in zip(moves, labels, strict=True)]
        )
        index = {(m, x): i for i, (m, x) in enumerate(zip(moves, labels, strict=True))}
        self._inner = {
            i: (index["I", x], index["L", x])
            for i, (m, x) in enumerate(zip(moves, labels, strict=True))
            if m == "B" and x
        }

    def read(self, vectors: Any, is_space: Any, starts: Any) -> tuple[Any, Any]:
        """Return the ENT_IOB and ENT_TYPE of each word.

        `is_space` marks white space, where none begins; `starts` the first words of sentences, over which
        none goes.
        """
        count = len(vectors)
        inside = np.full(count, _OUTSIDE, dtype=np.uint64)
        kinds = np.zeros(count, dtype=np.uint64)
        if not count:
            return inside, kinds
        table = self.scorer.table(vectors)
        pads = table[0]
        scores = self.scorer.scores(table[1:, 0] + pads[1] + pads[2])
        scores[:, self._never] = -np.inf
        scores[np.ix_(is_space, self._may_begin | self._may_stand)] = -np.inf
        is_last = np.append(starts[1:], True)
        scores[np.ix_(is_last, self._may_begin)] = -np.inf
        best = scores.argmax(axis=1).tolist()
        last = is_last.tolist()
        at = 0
        while at < count:
            step = best[at]
            if self.move[step] == "O":
                at += 1
                continue
            end = at + 1 if self.move[step] == "U" else self._end(table, at, self._inner[step], last)
            inside[at], inside[at + 1 : end] = _BEGINS, _INSIDE
            kinds[at:end] = self.label[step]
            at = end
        return inside, kinds

    def _end(self, table: Any, start: int, steps: tuple[int, int], last: list[bool]) -> int:
        # An entity that is open goes on until ending scores at least as high, or a sentence ends.
        on, over = steps
        first = table[start + 1, 1]
        at = start + 1
        while not last[at]:
            scores = self.scorer.scores(table[at + 1, 0] + first + table[at, 2])
            if scores[over] > scores[on] or (scores[over] == scores[on] and over < on):
                break
            at += 1
        return at + 1
