"""What a cue and a word of the same window have between them, as small numbers for the linking head."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from variorum.analyse.attribution.windows import Window

# Rows of each table: signed distance; full stops, paragraphs between; quotation marks; cues between.
SIZES = (17, 7, 3, 4, 7)
# The bucket of a distance: 0, 1, 2, 3 to 4, 5 to 8, ..., above 64.
_BUCKETS = np.array([0, 1, *(min((n - 1).bit_length(), 7) + 1 for n in range(2, 130))])


def pair_features(window: Window, cues: Sequence[tuple[int, int]]) -> Any:
    """Return an array (cues, words, 5) of bucket numbers for every cue (a range of words) and word.

    Distances are in words from the nearer edge of the cue, in buckets that double; stops and other cues
    between are counted to three either way.
    """
    count = len(window.words)
    at = np.arange(count)[None, :]
    starts = np.asarray([start for start, _ in cues], dtype=np.int64)[:, None]
    ends = np.asarray([end for _, end in cues], dtype=np.int64)[:, None]
    stops = np.cumsum([word.is_stop for word in window.words])
    paragraph = np.asarray(window.paragraph)
    quoted = np.asarray([word.quoted for word in window.words], dtype=np.int64)
    cue_starts = np.zeros(count, dtype=np.int64)
    cue_starts[starts] = 1
    passed = np.cumsum(cue_starts)
    is_before = at < starts
    distance = np.where(is_before, starts - at, np.where(at >= ends, at - ends + 1, 0))
    size = _BUCKETS[np.minimum(distance, len(_BUCKETS) - 1)]
    out = np.empty((len(cues), count, len(SIZES)), dtype=np.int64)
    out[:, :, 0] = np.where(is_before | (distance == 0), size, size + 8)
    out[:, :, 1] = np.clip(stops - stops[starts], -3, 3) + 3
    out[:, :, 2] = np.clip(paragraph - paragraph[starts], -1, 1) + 1
    out[:, :, 3] = quoted + 2 * quoted[starts]
    out[:, :, 4] = np.clip(passed - passed[starts] + is_before, -3, 3) + 3
    return out
