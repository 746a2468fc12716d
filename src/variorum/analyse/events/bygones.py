"""Stretches of a report that go back to other days: "in 2005, records say", "three years ago she said"."""

import bisect
from collections.abc import Sequence

from variorum.analyse.events.fillings import Teller
from variorum.analyse.events.happening import Happening, is_long_before
from variorum.analyse.participants import Tree
from variorum.data import load_yaml
from variorum.model.analysis import Timex
from variorum.model.span import Span

_BACK = tuple(load_yaml("events/words.yaml")["years_back"])
_VAGUE = "PAST_REF"  # "years ago", "recently"
_OPENING = 30  # characters within which a time opens a sentence: "About three or four years ago, ..."
_CLAUSES = frozenset({"relcl", "acl"})  # what only says which one is meant: "a process launched in 2012"
_UP = 6


class Bygones:
    """The times that a report names which were over long before its main happening, in text order."""

    def __init__(self, teller: Teller, main: Happening | None) -> None:
        self._starts: list[int] = []
        self._page = teller.page
        if main is None or main.is_history or main.family == "statement":
            return  # a statement may be on any day
        own = {m.timex.span for m in main.mentions if m.timex is not None}
        day = _day_of(teller, main)
        self._starts = sorted(
            t.span.start for t in teller.found.timexes if t.span not in own and _is_over(teller, t, day)
        )

    def any_in(self, words: Span) -> bool:
        """Say whether one of them stands in a stretch."""
        at = bisect.bisect_left(self._starts, words.start)
        return at < len(self._starts) and self._starts[at] < words.end

    def opens(self, start: int) -> bool:
        """Say whether one of them opens the sentence of a position, and what follows is of that time too."""
        sentence = self._page.sentence_at(start)
        return self.any_in(Span(sentence.start, min(sentence.end, sentence.start + _OPENING)))


def _day_of(teller: Teller, main: Happening) -> str | None:
    """Return the day on which the main happening began, else that of the report."""
    known: Sequence[str] = sorted(t.start for t in main.times() if t.start)
    return known[0] if known else teller.page.published


def _is_over(teller: Teller, timex: Timex, day: str | None) -> bool:
    if timex.type in ("DURATION", "SET") or timex.value == _VAGUE:
        return False
    if timex.time is not None and timex.time.start is not None and day is not None:
        is_over = is_long_before(timex.time, day)
    else:
        is_over = timex.time is None and timex.span.of(teller.page.text).lower().endswith(_BACK)
    return is_over and not _is_within_clause(teller.tree, timex.span)


def _is_within_clause(tree: Tree, words: Span) -> bool:
    at = tree.at.get(words.start)
    return at is not None and any(tree.dep[i] in _CLAUSES for i in tree.ancestors(at, _UP))
