"""A story's reports as lists in lists: each stands below the one that it was taken from."""

from collections.abc import Callable, Sequence

from variorum.link.copies.lineage import Branch, word_tie
from variorum.markup import Html, join, tag

# Steps to the right that a tree of copies may take; what hangs deeper stands level.
_DEEPEST = 6


def write_tree(tree: Sequence[Branch], name: Callable[[Branch], Html]) -> Html:
    """Write a tree of reports, each as `name` writes it, with how it hangs on the one above."""
    walked: list[tuple[Branch, int]] = []
    waiting = [(branch, 0) for branch in reversed(tree)]
    while waiting:
        branch, depth = waiting.pop()
        walked.append((branch, min(depth, _DEEPEST)))
        waiting += [(below, depth + 1) for below in reversed(branch.branches)]
    inside: dict[int, list[Html]] = {}
    for branch, depth in reversed(walked):
        below = [*_more(branch), *inside.pop(depth + 1, [])]
        item = tag("li", _line(branch, name), tag("ul", reversed(below)) if below else None)
        inside.setdefault(depth, []).append(item)
    return tag("ul", reversed(inside.get(0, [])), class_="tree")


def _line(branch: Branch, name: Callable[[Branch], Html]) -> Html:
    sign = tag("span", "●" if branch.tie in ("own", "quotes") else "○", aria_hidden="true")
    how = word_tie(branch)
    return join(sign, " ", name(branch), tag("span", f" ({how})", class_="faint") if how else None)


def _more(branch: Branch) -> list[Html]:
    return [tag("li", f"and {branch.hidden:,} more", class_="faint")] if branch.hidden else []
