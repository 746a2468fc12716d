"""What a cue and a word of the same window have between them, as small numbers for the linking head."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from variorum.analyse.attribution.windows import Window

# Rows of each table: signed distance; full stops, paragraphs between; quotation marks; cues between.
SIZES = (17, 7, 3, 4, 7)


def pair_features(window: Window, cues: Sequence[tuple[int, int]]) -> Any:
    """Return an array (cues, words, 5) of bucket numbers for every cue (a range of words) and word.

    Distances are in words from the nearer edge of the cue, in buckets that double; stops and other cues
    between are counted to three either way.
    """
    count = len(window.words)
    at = np.arange(count)
    stops = np.cumsum([word.is_stop for word in window.words])
    paragraph = np.asarray(window.paragraph)
    quoted = np.asarray([word.quoted for word in window.words], dtype=np.int64)
    cue_starts = np.zeros(count, dtype=np.int64)
    for start, _ in cues:
        cue_starts[start] = 1
    passed = np.cumsum(cue_starts)
    out = np.zeros((len(cues), count, len(SIZES)), dtype=np.int64)
    for row, (start, end) in enumerate(cues):
        distance = np.where(at < start, at - start, np.where(at >= end, at - end + 1, 0))
        size = np.minimum(np.ceil(np.log2(np.maximum(np.abs(distance), 1))).astype(np.int64), 7) + 1
        out[row, :, 0] = np.where(distance == 0, 0, np.where(distance < 0, size, size + 8))
        out[row, :, 1] = np.clip(stops - stops[start], -3, 3) + 3
        out[row, :, 2] = np.clip(paragraph - paragraph[start], -1, 1) + 1
        out[row, :, 3] = quoted + 2 * quoted[start]
        between = np.where(at < start, passed - passed[start] + 1, passed - passed[start])
        out[row, :, 4] = np.clip(between, -3, 3) + 3
    return out
