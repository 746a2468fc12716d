"""Paragraphs of a copy that say in new words what its source says."""

from collections.abc import Sequence

from variorum.link.copies.comparing import Passage
from variorum.link.copies.passages import likeness
from variorum.link.copies.stemma import Taken
from variorum.link.copies.witness import Witness

# Half of the telling words must agree; shorter words than this do not tell.
_LIKE, _LETTERS = 0.5, 4
# At the same place between passages taken over, a name or a number in common is enough.
_LIKE_IN_PLACE = 0.1
_SHORTEST = 5
# Paragraphs are neighbours of a passage where hardly a word lies between.
_NEXT = 2


def find_rewritten(taker: Witness, source: Witness, taken: Sequence[Taken]) -> list[Passage]:
    """Pair the paragraphs that nothing accounts for with the paragraph of the source most like each.

    Asked of copies only: two reports of one happening that are independent are as much alike.
    """
    here = _free_paragraphs(taker, [(t.passage.start, t.passage.end) for t in taken])
    there = _free_paragraphs(source, [(t.passage.source_start, t.passage.source_end) for t in taken])
    found = []
    for start, end in here:
        words = _tell(taker, start, end)
        if len(words) < _SHORTEST:
            continue
        rated = [(likeness(words, _tell(source, s, e)), -s, e) for s, e in there]
        like, negative, source_end = max(rated, default=(0.0, 0, 0))
        if like < _LIKE:
            in_place = _find_in_place((start, end), there, taken)
            if in_place is None or likeness(words, _tell(source, *in_place)) < _LIKE_IN_PLACE:
                continue
            negative, source_end = -in_place[0], in_place[1]
        found.append(Passage(start, end, -negative, source_end, "rewritten", 0, 0))
    return found


def _find_in_place(
    here: tuple[int, int], there: Sequence[tuple[int, int]], taken: Sequence[Taken]
) -> tuple[int, int] | None:
    """Return the source's free paragraph before or behind what the neighbouring passage was taken from."""
    start, end = here
    behind = min((t.passage for t in taken if t.passage.start >= end), key=lambda p: p.start, default=None)
    if behind is not None and behind.start - end <= _NEXT:
        before = [p for p in there if 0 <= behind.source_start - p[1] <= _NEXT]
        if before:
            return before[-1]
    ahead = max((t.passage for t in taken if t.passage.end <= start), key=lambda p: p.end, default=None)
    if ahead is not None and start - ahead.end <= _NEXT:
        after = [p for p in there if 0 <= p[0] - ahead.source_end <= _NEXT]
        if after:
            return after[0]
    return None


def _tell(witness: Witness, start: int, end: int) -> list[int]:
    return [
        witness.words.keys[n]
        for n in range(start, end)
        if len(witness.written[n]) >= _LETTERS or witness.written[n].isdigit()
    ]


def _free_paragraphs(witness: Witness, used: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    pieces = []
    for start, end in zip(witness.paragraphs, witness.paragraphs[1:], strict=False):
        covered = sum(max(0, min(end, e) - max(start, s)) for s, e in used)
        if start >= witness.body and covered * 2 < end - start:
            pieces.append((start, end))
    return pieces
