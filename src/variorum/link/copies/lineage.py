"""The tree of a story's reports, from the first to its copies: as data and as words."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from variorum.link.copies.family import Family
from variorum.model.record import SURE
from variorum.model.report import Report

# Of so many copies of one report each is shown; of more, the first few and the number of the others.
_SHOWN = 12
# Characters that would steer a terminal or are not legal in XML, whatever an outlet calls itself.
_CONTROLS = dict.fromkeys(
    (*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)), "\ufffd"
)

Tie = Literal["own", "copy", "partial", "quotes"]


class Branch(msgspec.Struct, frozen=True):
    """One report with what was taken from it.

    `tie` says how it hangs on the report above: `own` where it stands on itself, `copy`, `partial` for a
    passage taken over, `quotes` for words that both quote (which makes nobody a source). `share` is the part
    of its words that it has from above. `unsure` marks a tie that may be none. `hidden` counts the branches
    left out of a crowd. Where there is a `title` it names the report instead of its id, behind the tie,
    so that only the title is cut where there is little room.
    """

    report: str
    outlet: str | None
    published: str | None
    tie: Tie
    share: float
    unsure: bool
    branches: tuple["Branch", ...] = ()
    hidden: int = 0
    title: str | None = None


def lineage(reports: Sequence[Report], family: Family) -> tuple[Branch, ...]:
    """Return the trees of some reports, usually those of one story, earliest first.

    A report whose source is not among `reports` stands on itself.

    >>> from variorum.link.copies import find_copies
    >>> words = "The dam above Orvel broke at dawn on Monday and the lower town stood under water. " * 2
    >>> words += "Soldiers in boats took people from the roofs until dark, the mayor said on the radio."
    >>> one = Report(id="1", sha256="", text=words, outlet="Paper 1", published="2025-01-01")
    >>> two = [one, Report(id="2", sha256="", text=words, outlet="Paper 2", published="2025-01-02")]
    >>> print(write_lineage(lineage(two, find_copies(two))))
    Paper 1, 2025-01-01 (1)
    └── Paper 2, 2025-01-02 (2): copy, 100% of its words
    """
    by_id = {r.id: r for r in reports}
    ties = {r: _tie(r, by_id, family) for r in sorted(by_id)}
    below: dict[str, list[str]] = defaultdict(list)
    roots: list[str] = []
    for report, (source, _, _, _) in ties.items():
        (below[source] if source is not None else roots).append(report)

    def key(report: str) -> tuple[str, str]:
        return by_id[report].published or "9999", report

    grown: dict[str, Branch] = {}
    sizes: dict[str, int] = {}
    for report in reversed(_walk(roots, below)):
        _, tie, share, unsure = ties[report]
        known = sorted(below[report], key=key)
        sizes[report] = 1 + sum(sizes[r] for r in known)
        grown[report] = Branch(
            report,
            by_id[report].outlet,
            by_id[report].published,
            tie,
            round(share, 3),
            unsure,
            tuple(grown[r] for r in known[:_SHOWN]),
            sum(sizes[r] for r in known[_SHOWN:]),
        )
    return tuple(grown[r] for r in sorted(roots, key=key))


def _walk(roots: Sequence[str], below: Mapping[str, Sequence[str]]) -> list[str]:
    """Return all reports, each before those that hang on it; without recursion, for chains of any length."""
    reached: list[str] = []
    waiting = list(roots)
    while waiting:
        report = waiting.pop()
        reached.append(report)
        waiting.extend(below.get(report, ()))
    return reached


def _tie(report: str, among: Mapping[str, Report], family: Family) -> tuple[str | None, Tie, float, bool]:
    """Return the report that one hangs on, how, with what share of its words, and whether that is unsure."""
    taken = [d for d in family.passages.get(report, ()) if d.from_ in among]
    source, share = family.leaning.get(report, (None, 0.0))
    if source is not None and source in among:
        unsure = max((d.probability for d in taken if d.from_ == source), default=1.0) < SURE
        return source, "copy" if family.copy_of.get(report) == source else "partial", share, unsure
    quotes = [d for d in taken if d.how == "quoted"]
    if quotes:
        return min(d.from_ for d in quotes), "quotes", 0.0, False
    return None, "own", 0.0, False


def _say(branch: Branch) -> str:
    """Describe one report in a line."""
    words = branch.outlet or "outlet unknown"
    words = f"{words}, {(branch.published or 'no date')[:10]}"
    words = words if branch.title else f"{words} ({branch.report})"
    how = word_tie(branch)
    words += f": {how}" if how else ""
    return f"{words}: {branch.title}" if branch.title else words


def word_tie(branch: Branch) -> str:
    """Say how a report hangs on the one above it; nothing where it stands on itself."""
    ties = {
        "own": "",
        "copy": f"copy, {branch.share:.0%} of its words",
        "partial": f"passage taken over, {branch.share:.0%} of its words",
        "quotes": "same quotation, own report",
    }
    return ties[branch.tie] + (", unsure" if branch.unsure else "")


def write_lineage(tree: Sequence[Branch]) -> str:
    """Return the trees as lines of words for a terminal."""
    return "\n".join(line.stem + line.words for line in lay_out(tree))


class Row(msgspec.Struct, frozen=True):
    """One line of a drawn tree: its report (None for "and 3 more"), and the row that it hangs on."""

    stem: str
    words: str
    depth: int
    above: int | None
    tie: Tie
    report: str | None = None


def lay_out(tree: Sequence[Branch]) -> list[Row]:
    """Put each branch on a line of its own, with the line that it hangs on."""
    lines: list[Row] = []
    # A tree may be deep: a stack, so that no depth is too much.
    stack: list[tuple[Branch | int, str, str, int, int | None]]
    stack = [(branch, "", "", 0, None) for branch in reversed(tree)]
    while stack:
        branch, stem, hang, depth, above = stack.pop()
        if isinstance(branch, int):
            lines.append(Row(stem + hang, f"and {branch} more", depth, above, "copy"))
            continue
        lines.append(
            Row(
                stem + hang,
                _say(branch).replace("\n", " ").translate(_CONTROLS),
                depth,
                above,
                branch.tie,
                branch.report,
            )
        )
        here = len(lines) - 1
        below = stem + {"": "", "├── ": "│   ", "└── ": "    "}[hang]
        more: list[Branch | int] = [*branch.branches, *([branch.hidden] if branch.hidden else [])]
        for n in range(len(more) - 1, -1, -1):
            stack.append((more[n], below, "└── " if n == len(more) - 1 else "├── ", depth + 1, here))
    return lines
