"""Which source and which contents belong to which cue."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from variorum.analyse.attribution.decode import Piece
from variorum.analyse.attribution.encoder import Encoded
from variorum.analyse.attribution.pairs import pair_features
from variorum.analyse.attribution.windows import Window

LINK = 128
# Log odds above which a word run is taken; a source is nearly always said, so little speaks against one.
# Swept on the held-out training documents, 2026-11: -3 to -1 and -1 to 0.5 are within noise.
_SOURCE = -2.5
_CONTENT = 0.0


@dataclass(frozen=True, slots=True)
class Linked:
    """One cue with its source, None where none is said, and its contents."""

    cue: Piece
    source: Piece | None
    content: tuple[Piece, ...]


def role_scores(window: Window, cues: Sequence[Piece], encoded: Encoded, tables: Sequence[Any]) -> Any:
    """Return log odds (cue, word, role) that a word is source (0) or content (1) to a cue."""
    # Most cues are one word, which is its own mean.
    vectors = np.stack(
        [
            _mean(encoded.cue[cue.start : cue.end], 0) if cue.end - cue.start > 1 else encoded.cue[cue.start]
            for cue in cues
        ]
    )
    scores = np.stack([vectors[:, :LINK] @ encoded.word.T, vectors[:, LINK:] @ encoded.word.T], axis=-1)
    scores /= LINK**0.5
    features = pair_features(window, [(cue.start, cue.end) for cue in cues])
    for i, table in enumerate(tables):
        scores += table[features[:, :, i]]
    return scores


def link(window: Window, pieces: Sequence[Piece], encoded: Encoded, tables: Sequence[Any]) -> list[Linked]:
    """Give each content to the cue that most claims it, and each cue the source that it most claims.

    A source may serve several cues; a content serves one. A cue without content says nothing and is dropped.
    """
    cues = [piece for piece in pieces if piece.role == "cue"]
    contents = [piece for piece in pieces if piece.role == "content"]
    sources = [piece for piece in pieces if piece.role == "source"]
    if not cues or not contents:
        return []
    scores = role_scores(window, cues, encoded, tables)
    of_cue: list[list[Piece]] = [[] for _ in cues]
    for content in contents:
        claims = _mean(scores[:, content.start : content.end, 1], 1)
        best = int(claims.argmax())
        if claims[best] > _CONTENT:
            of_cue[best].append(content)
    linked = []
    for i, cue in enumerate(cues):
        if not of_cue[i]:
            continue
        claims = [float(_mean(scores[i, s.start : s.end, 0], 0)) for s in sources]
        best = int(np.argmax(claims)) if claims else -1
        source = sources[best] if claims and claims[best] > _SOURCE else None
        linked.append(Linked(cue, source, tuple(of_cue[i])))
    return linked


def _mean(rows: Any, axis: int) -> Any:
    # As `mean` computes it, without what that asks about types: these are a few numbers each.
    return np.add.reduce(rows, axis=axis) / rows.shape[axis]
