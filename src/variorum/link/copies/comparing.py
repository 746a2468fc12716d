"""Two reports side by side: the passages that one has from the other, and how each was taken over."""

import bisect
import itertools
from collections.abc import Sequence
from typing import Literal

import msgspec

from variorum.link.copies.passages import Stretch, find_stretches, likeness
from variorum.link.copies.witness import Witness

How = Literal["verbatim", "edited", "rewritten", "quoted", "credited"]

# Fewer words than this in common are a set phrase ("was taken to hospital with serious injuries").
_PHRASE = 8
# So many equal words outside quotation marks make a passage taken over and no shared quotation.
_PLAIN = 12
# The rest of a sentence belongs to the passage if it is so short, or three of ten of its words agree.
_REST, _LIKENESS = 3, 0.3
# A neighbouring sentence belongs to it if half of its words agree.
_NEIGHBOUR = 0.45
_LONGEST_REST = 25


class Passage(msgspec.Struct, frozen=True):
    """Words `start` to `end` of the taker from words `source_start` to `source_end` of the source.

    `plain` counts the equal words outside quotation marks that are no stock, `equal` all equal words.
    """

    start: int
    end: int
    source_start: int
    source_end: int
    how: How
    plain: int
    equal: int


def compare(taker: Witness, source: Witness) -> list[Passage]:
    """Return the passages of `taker` that stand in `source`, in the taker's order.

    A stretch that is mostly a shared quotation is `quoted`. A stretch taken over is cut at the taker's
    paragraphs, so that an edited paragraph does not hide that its neighbours are verbatim.
    """
    passages: list[Passage] = []
    for stretch in find_stretches(taker.words.keys, source.words.keys, source.places):
        equal, plain = _weigh(stretch, taker, source)
        if equal < _PHRASE:
            continue
        if plain < _PLAIN:
            quoted = _trim_to_quote(stretch, taker, source)
            if quoted is not None:
                passages.append(quoted)
            continue
        whole = _round_off(stretch, taker, source)
        passages.extend(_cut(whole, taker, source))
    return passages


def _weigh(stretch: Stretch, taker: Witness, source: Witness) -> tuple[int, int]:
    """Count the equal words that are no stock, and those of them that no side quotes."""
    equal = plain = 0
    for block in stretch.blocks:
        for k in range(block.length):
            i, j = block.at + k, block.source + k
            if taker.stock[i] or source.stock[j]:
                continue
            equal += 1
            plain += not (taker.quoted[i] or source.quoted[j])
    return equal, plain


def _trim_to_quote(stretch: Stretch, taker: Witness, source: Witness) -> Passage | None:
    """Return the part of a stretch that both reports quote."""
    both = [
        (b.at + k, b.source + k)
        for b in stretch.blocks
        for k in range(b.length)
        if taker.quoted[b.at + k] or source.quoted[b.source + k]
    ]
    if len(both) < _PHRASE:
        return None
    (start, source_start), (end, source_end) = both[0], both[-1]
    return Passage(start, end + 1, source_start, source_end + 1, "quoted", 0, len(both))


def _round_off(stretch: Stretch, taker: Witness, source: Witness) -> Stretch:
    """Extend a stretch to whole sentences, and by its neighbours, where these answer to the source's."""
    start, source_start = stretch.start, stretch.source_start
    end, source_end = stretch.end, stretch.source_end
    for answers, beyond in ((_is_rest, 0), (_is_neighbour, 1)):
        left = _edge_before(taker.sentences, start - beyond)
        source_left = _edge_before(source.sentences, source_start - beyond)
        if answers(taker.words.keys[left:start], source.words.keys[source_left:source_start]):
            start, source_start = left, source_left
        right = _edge_after(taker.sentences, end + beyond)
        source_right = _edge_after(source.sentences, source_end + beyond)
        if answers(taker.words.keys[end:right], source.words.keys[source_end:source_right]):
            end, source_end = right, source_right
    return Stretch(start, end, source_start, source_end, stretch.blocks)


def _is_rest(words: Sequence[int], source: Sequence[int]) -> bool:
    if not words:
        return not source or len(source) <= _REST
    if len(words) > _LONGEST_REST or len(source) > 2 * _LONGEST_REST:
        return False
    return (len(words) <= _REST and len(source) <= _REST) or likeness(words, source) >= _LIKENESS


def _is_neighbour(words: Sequence[int], source: Sequence[int]) -> bool:
    if max(len(words), len(source)) > 2 * _LONGEST_REST:
        return False
    return min(likeness(words, source), likeness(source, words)) >= _NEIGHBOUR


def _edge_before(edges: Sequence[int], word: int) -> int:
    """Return the last edge at or before a word."""
    return edges[max(0, bisect.bisect_right(edges, word) - 1)]


def _edge_after(edges: Sequence[int], word: int) -> int:
    """Return the first edge at or after a word."""
    return edges[min(bisect.bisect_left(edges, word), len(edges) - 1)]


def _cut(stretch: Stretch, taker: Witness, source: Witness) -> list[Passage]:
    """Cut a stretch at the taker's paragraphs; neighbours taken over unchanged stay together."""
    inner = [e for e in taker.paragraphs if stretch.start < e < stretch.end]
    pieces: list[Passage] = []
    used = stretch.source_start
    for start, end in itertools.pairwise([stretch.start, *inner, stretch.end]):
        source_start, source_end = _answering(stretch, start, end, used)
        if source_end <= source_start:
            continue
        piece = _piece(stretch, (start, end), (source_start, source_end), taker, source)
        if pieces and piece.how == pieces[-1].how == "verbatim" and source_start == used:
            piece = _join(pieces.pop(), piece)
        pieces.append(piece)
        used = source_end
    return pieces


def _answering(stretch: Stretch, start: int, end: int, used: int) -> tuple[int, int]:
    """Return the source's words that answer to words `start` to `end` of the taker, from `used` on."""
    inside = [b for b in stretch.blocks if b.at < end and b.at + b.length > start]
    behind = min((b.source for b in stretch.blocks if b.at >= end), default=stretch.source_end)
    if not inside:
        return used, behind
    first, last = inside[0], inside[-1]
    # Words before the first match and behind the last answer to as many of the source's.
    source_start = max(used, first.source - max(0, first.at - start) + max(0, start - first.at))
    if start == stretch.start:
        source_start = stretch.source_start
    source_end = last.source + min(last.length, end - last.at)
    if end == stretch.end:
        source_end = stretch.source_end
    else:
        source_end = min(behind, source_end + max(0, end - last.at - last.length))
    return source_start, source_end


def _piece(
    stretch: Stretch, at: tuple[int, int], source_at: tuple[int, int], taker: Witness, source: Witness
) -> Passage:
    (start, end), (source_start, source_end) = at, source_at
    equal = plain = 0
    for block in stretch.blocks:
        for k in range(max(0, start - block.at), min(block.length, end - block.at)):
            i, j = block.at + k, block.source + k
            equal += 1
            plain += not (taker.quoted[i] or source.quoted[j] or taker.stock[i] or source.stock[j])
    same = taker.words.keys[start:end] == source.words.keys[source_start:source_end]
    how: How = "verbatim" if same else "edited" if equal * 2 >= end - start else "rewritten"
    return Passage(start, end, source_start, source_end, how, plain, equal)


def _join(one: Passage, other: Passage) -> Passage:
    return Passage(
        one.start,
        other.end,
        one.source_start,
        other.source_end,
        one.how,
        one.plain + other.plain,
        one.equal + other.equal,
    )
