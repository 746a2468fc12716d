"""Days that date no happening: under a message that is quoted, or of somebody's fame."""

import bisect

from variorum.analyse.events.mention import Mention
from variorum.analyse.participants import Tree
from variorum.analyse.participants.figures import head_of
from variorum.model.analysis import Timex
from variorum.model.span import Span

_DECADE = 9  # years from the first of a decade to its last
_SIGNED = 5  # words that a handle takes


def is_of_age(tree: Tree, timex: Timex, mention: Mention) -> bool:
    """Say whether a decade or century hangs on other words than a mention: "the 1950s film star died"."""
    time = timex.time
    if time is None or not time.start or not time.end or int(time.end[:4]) - int(time.start[:4]) < _DECADE:
        return False
    up = tree.head[head_of(tree, timex.span)]
    return mention.token != (tree.head[up] if tree.dep[up] == "prep" else up)


def is_signed(tree: Tree, span: Span) -> bool:
    """Say whether a day is that under a message quoted: "Ana Pell (@anapell) June 28, 2016"."""
    first = bisect.bisect_right(tree.start, span.start) - 1
    if first < 2 or tree.text[first - 1] != ")":
        return False
    return any(tree.text[i].startswith("@") for i in range(max(0, first - _SIGNED), first - 1))
