"""Chains: which attributions stand inside which, and who stands behind a stretch of words."""

import weakref
from collections.abc import Sequence

import msgspec

from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.nearby import Nearby
from variorum.model.analysis import Attribution, Link, LocalVoice
from variorum.model.span import Span

# Where the pieces of a report's contents stand, for as long as somebody asks about that report.
_INDEXES: "weakref.WeakKeyDictionary[Attributions, _Index]" = weakref.WeakKeyDictionary()
_DEEPEST = 12  # links of one chain; a longer one is an error of reading


class Attributions(msgspec.Struct, frozen=True, eq=False, weakref=True):
    """The attributions of one report and the voices behind them; compare the fields, not the whole.

    `beside` holds words outside every content with the attribution on whose word they are taken: a dateline.
    `unsaid` holds the indices of those behind which nobody stands ("it was not clear whether"): no chain has
    them. `settled` holds words inside a content that the one with this index takes for granted.
    """

    attributions: tuple[Attribution, ...] = ()
    voices: tuple[LocalVoice, ...] = ()
    beside: tuple[tuple[Span, int], ...] = ()
    unsaid: frozenset[int] = frozenset()
    settled: tuple[tuple[Span, int], ...] = ()


def find_parents(finds: Sequence[Find]) -> tuple[int | None, ...]:
    """Return for each find the index of the find in whose content it stands, None at the top.

    A find that another hands on ("citing") stands inside that one. Otherwise the parent is the smallest
    content that covers the cue and is not the find's own.
    """
    by_cue: dict[Span, int] = {}
    for i, find in enumerate(finds):
        if (
            find.by != "continued"
            and find.cue is not None
            and (find.passed_on_by is None or find.cue not in by_cue)
        ):
            by_cue[find.cue] = i
    parents: list[int | None] = [None] * len(finds)
    pieces = sorted(
        ((piece, i) for i, find in enumerate(finds) for piece in find.content),
        key=lambda x: (x[0].start, -x[0].end),
    )
    order = sorted(range(len(finds)), key=lambda i: finds[i].anchor)
    opened: list[tuple[Span, int]] = []
    at = 0
    for i in order:
        anchor = finds[i].anchor
        while at < len(pieces) and pieces[at][0].start <= anchor.start:
            opened.append(pieces[at])
            at += 1
        opened = [x for x in opened if x[0].end > anchor.start][-4 * _DEEPEST :]
        # Of two with one content, the one that the other hands on is nearer.
        within = [
            (piece.end - piece.start, finds[j].passed_on_by is None, j)
            for piece, j in opened
            if j != i and piece.covers(anchor)
        ]
        within = [x for x in within if not _reaches(finds, i, x[2])]
        if within:
            parents[i] = _innermost_of(finds, within)
    for i, find in enumerate(finds):
        if (
            find.passed_on_by is not None
            and (outer := by_cue.get(find.passed_on_by)) is not None
            and outer != i
        ):
            # What the outer one stands in, the inner one stands in through it.
            parents[i] = outer
    return tuple(_without_rings(parents))


def _innermost_of(finds: Sequence[Find], within: Sequence[tuple[int, bool, int]]) -> int:
    # Of two with one content, the one whose cue the other tells too is nearer.
    first = min(within)
    tied = [j for size, handed, j in within if (size, handed) == first[:2]]

    def told(j: int) -> int:
        anchor = finds[j].anchor
        return sum(any(piece.covers(anchor) for piece in finds[k].content) for k in tied if k != j)

    return max(tied, key=lambda j: (told(j), -j)) if len(tied) > 1 else first[2]


def _reaches(finds: Sequence[Find], inner: int, outer: int) -> bool:
    # Two finds with one content: the one whose cue stands in the other's content is inside; never both ways.
    find, other = finds[inner], finds[outer]
    return any(piece.covers(other.anchor) for piece in find.content) and find.anchor <= other.anchor


def _without_rings(parents: list[int | None]) -> list[int | None]:
    for i in range(len(parents)):
        seen = {i}
        at = parents[i]
        while at is not None:
            if at in seen or len(seen) > _DEEPEST:
                parents[i] = None
                break
            seen.add(at)
            at = parents[at]
    return parents


def chain_at(span: Span, found: Attributions) -> tuple[Link, ...]:
    """Return who stands behind the words at `span`, outermost first; () is the reporter's own voice.

    >>> chain_at(Span(0, 4), Attributions())
    ()
    """
    at = attribution_at(span, found)
    links: list[Link] = []
    while at is not None:
        one = found.attributions[at]
        if at in found.unsaid:
            at = one.parent
            continue
        again = bool(links) and links[-1].voice == one.voice
        if again and links[-1].stance == "asserts":
            links.pop()  # one voice twice in a row is one link: the outer, unless the inner takes a stance
            again = False
        if not again:
            links.append(
                Link(
                    voice=one.voice,
                    source=one.source,
                    cue=one.cue,
                    manner=one.manner,
                    stance=one.stance,
                    basis=one.basis,
                    withheld_because=one.withheld_because,
                )
            )
        at = one.parent
    return tuple(reversed(links))


def attribution_at(span: Span, found: Attributions) -> int | None:
    """Return the index of the innermost attribution that holds the words at `span`, None for nobody's.

    Where no content holds them whole, the one that holds their middle counts, unless they begin with its cue
    and so tell of the saying itself; where none does, the one that they stand beside.
    """
    index = _INDEXES.get(found)
    if index is None:
        index = _INDEXES[found] = _Index(found)
    if span not in index.known:
        at = _innermost(span, found, index)
        granted = at is not None and any(words.covers(span) for words in index.settled.get(at, ()))
        index.known[span] = found.attributions[at].parent if at is not None and granted else at
    return index.known[span]


class _Index:
    """Where the pieces of contents stand, how deep each attribution is, and what was asked before."""

    def __init__(self, found: Attributions) -> None:
        attributions = found.attributions
        self.settled: dict[int, list[Span]] = {}
        for words, i in found.settled:
            self.settled.setdefault(i, []).append(words)
        self.beside = Nearby([words for words, _ in found.beside])
        self.pieces = [(piece, i) for i, one in enumerate(attributions) for piece in one.content]
        self.near = Nearby([piece for piece, _ in self.pieces])
        self.depths = [_depth(attributions, i) for i in range(len(attributions))]
        self.known: dict[Span, int | None] = {}


def _innermost(span: Span, found: Attributions, index: _Index) -> int | None:
    touching = [index.pieces[j] for j in index.near.overlapping(span)]
    middle = Span((span.start + span.end) // 2, (span.start + span.end) // 2 + 1)
    for wanted in (span, middle) if touching else ():
        holding = [
            (index.depths[i], piece.start - piece.end, i)
            for piece, i in touching
            if piece.covers(wanted) and (wanted is span or not _tells_of(found.attributions[i], span))
        ]
        if holding:
            return max(holding)[2]
    beside = [j for j in index.beside.overlapping(span) if found.beside[j][0].covers(span)]
    return found.beside[min(beside)][1] if beside else None


def _tells_of(one: Attribution, span: Span) -> bool:
    # "ordered the force to pay": that she ordered it is nobody's word but the reporter's.
    return one.cue is not None and one.cue.end < span.end and one.cue.start <= span.start < one.cue.end


def _depth(attributions: Sequence[Attribution], i: int) -> int:
    """Return how many attributions stand around this one."""
    count = 0
    at = attributions[i].parent
    while at is not None and count <= _DEEPEST:
        count += 1
        at = attributions[at].parent
    return count
