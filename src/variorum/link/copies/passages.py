"""Stretches of one text that stand in another too, found in linear time."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

# A run of four equal words starts a match; shorter runs only fill the gaps of one.
_SEED = 4
# A seed that stands in many places of the source is looked up in its first eight only.
_PLACES = 8
# What may stand between two matches of one stretch: a few words of the taker's, a clause of the source's.
# Where words of the source make room for them, a few more.
_ADDED, _DROPPED, _REPLACED = 8, 15, 12
# A paragraph of the source's that the taker cut between two long matches, with nothing in its place.
_CUT, _LONG = 60, 8
# A rewritten sentence in between belongs to the stretch if it is short and three of ten words agree.
_REWRITTEN, _LIKENESS = 40, 0.3
# A stretch may go on behind this many chance matches elsewhere.
_OPEN = 3


class Block(msgspec.Struct, frozen=True):
    """Equal words: `length` words from word `at` of the text, and from word `source` of the source."""

    at: int
    source: int
    length: int


class Stretch(msgspec.Struct, frozen=True):
    """Words `start` to `end` of a text that answer to words `source_start` to `source_end` of the source."""

    start: int
    end: int
    source_start: int
    source_end: int
    blocks: tuple[Block, ...]


Places = Mapping[tuple[int, ...], Sequence[int]]


def list_places(words: Sequence[int]) -> Places:
    """Map each run of four words to the first places where it stands."""
    places: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for j in range(len(words) - _SEED + 1):
        known = places[tuple(words[j : j + _SEED])]
        if len(known) < _PLACES:
            known.append(j)
    return dict(places)


def match_blocks(words: Sequence[int], source: Sequence[int], places: Places) -> list[Block]:
    """Return the runs of at least four equal words, in the order of `words`, none overlapping in it.

    `places` are those of the source. Time is linear in both texts.

    >>> source = [1, 2, 3, 4, 5, 6]
    >>> match_blocks([9, 2, 3, 4, 5, 9], source, list_places(source))
    [Block(at=1, source=1, length=4)]
    """
    blocks: list[Block] = []
    i = expected = 0
    while i <= len(words) - _SEED:
        starts = places.get(tuple(words[i : i + _SEED]))
        if not starts:
            i += 1
            continue
        runs = [(_run_length(words, source, i, j), -abs(j - expected), j) for j in starts]
        length, _, j = max(runs)
        blocks.append(Block(i, j, length))
        i += length
        expected = j + length
    return blocks


def _run_length(words: Sequence[int], source: Sequence[int], i: int, j: int) -> int:
    length = _SEED
    limit = min(len(words) - i, len(source) - j)
    while length < limit and words[i + length] == source[j + length]:
        length += 1
    return length


def find_stretches(words: Sequence[int], source: Sequence[int], places: Places) -> list[Stretch]:
    """Join the matches of two texts into stretches, across small changes but not across added sentences."""
    chains: list[list[Block]] = []
    for block in match_blocks(words, source, places):
        for chain in reversed(chains[-_OPEN:]):
            if _continues(chain[-1], block, words, source):
                chain.append(block)
                break
        else:
            chains.append([block])
    return [
        Stretch(c[0].at, c[-1].at + c[-1].length, c[0].source, c[-1].source + c[-1].length, tuple(c))
        for c in chains
    ]


def _continues(last: Block, block: Block, words: Sequence[int], source: Sequence[int]) -> bool:
    start, source_start = last.at + last.length, last.source + last.length
    added, dropped = block.at - start, block.source - source_start
    if dropped < 0:
        return False
    if dropped <= _DROPPED and (added <= _ADDED or added <= min(_REPLACED, 2 * dropped)):
        return True
    if not added and dropped <= _CUT and min(last.length, block.length) >= _LONG:
        return True
    if added > _REWRITTEN or dropped > _REWRITTEN:
        return False
    return likeness(words[start : block.at], source[source_start : block.source]) >= _LIKENESS


def likeness(some: Iterable[int], others: Iterable[int]) -> float:
    """Return the share of the words of `some` that are also in `others`, each counted as often as it stands.

    >>> likeness([1, 2, 2, 3], [2, 3, 4])
    0.5
    """
    bag, other = Counter(some), Counter(others)
    total = bag.total()
    return (bag & other).total() / total if total else 0.0
