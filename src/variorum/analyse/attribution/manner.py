"""Whose words the quotation marks hold, and so how an attribution is made: direct, indirect or mixed."""

import itertools
from collections.abc import Sequence

from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.nearby import Nearby
from variorum.analyse.attribution.quotes import QuoteMap
from variorum.analyse.page import Page
from variorum.model.analysis import Manner
from variorum.model.span import Span

_MOST = 24  # finds that one quotation is weighed among; more is not prose
_LONGEST = 400  # words of a content looked at for quotation marks


def give_quotes(
    quotes: QuoteMap, finds: Sequence[Find], parents: Sequence[int | None]
) -> dict[int, list[Span]]:
    """Give every quotation to the innermost find that it belongs to and whose cue stands outside it.

    What somebody says inside a quotation is not itself quoted for that.
    """
    given: dict[int, list[Span]] = {}
    pieces = Nearby([piece for find in finds for piece in find.content])
    owners = [i for i, find in enumerate(finds) for _ in find.content]
    for quote in quotes.all:
        touching = sorted({owners[j] for j in pieces.overlapping(quote)[:_MOST]})
        holders = [i for i in touching if not quote.covers(finds[i].anchor)]
        for i in holders:
            if not any(_is_above(i, j, parents) for j in holders):
                given.setdefault(i, []).append(quote)
    return given


def _is_above(i: int, j: int, parents: Sequence[int | None]) -> bool:
    at = parents[j]
    while at is not None:
        if at == i:
            return True
        at = parents[at]
    return False


def read_manner(page: Page, find: Find, quotes: Sequence[Span]) -> Manner:
    """Say whether all, part or nothing of the content stands in the quotation marks given to the find."""
    quoted = bare = 0
    for piece in find.content:
        near = [q for q in quotes if q.overlaps(piece)][:_MOST]
        for token in itertools.islice(page.tokens(piece) or (), _LONGEST):
            if token.is_alpha or token.like_num:
                if any(q.start <= token.idx < q.end for q in near):
                    quoted += 1
                else:
                    bare += 1
    if not quoted:
        return "indirect"
    return "mixed" if bare else "direct"
