"""Numbers of people beside words of what befell them, whatever the parse makes of both.

Headlines ("4 Shot, Wounded") and long subjects ("four people shot in a park were expected to recover")
mislead the parser; a number and the word for a fate a few words away do not. What is read here is only
weighed, as clues of the toll (see `tolls`).
"""

import bisect
import functools
import itertools
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from variorum.analyse.events.covering import Covering
from variorum.analyse.page import Page
from variorum.analyse.participants import Phrase, Tree
from variorum.analyse.participants.lexicon import people_words
from variorum.data import load_yaml
from variorum.model.analysis import Quantity
from variorum.model.span import Span

Kinds = Mapping[str, frozenset[str]]  # kinds of fate, each with its words

_AHEAD, _BEHIND = 8, 3  # words between a number and a fate told after it, or before it
_LINKS = frozenset({",", "and", "&", "plus", "/"})
_ENDS = frozenset({".", ";", "!", "?", "|"})
_ROW = 6  # groups in a row that are added up
_ONE = frozenset({"a", "an", "another"})
_ORDINAL = ("first", "second", "third", "th")
_REACH = 24  # words before a fate in which single persons are looked for


@dataclass(frozen=True, slots=True)
class Beside:
    """A number of people, the kind of fate told beside it, and the sentence that holds both.

    `parts` is how many groups were added up: 2 for "a woman and three men were shot". `words` are those of
    the groups and of the fate.
    """

    value: int
    kind: str
    sentence: int
    words: tuple[Span, ...]
    parts: int = 1


@dataclass(frozen=True, slots=True)
class _Group:
    first: int
    last: int
    value: int
    is_toll: bool = False  # of the dead, in words that say so


def find_beside(
    page: Page, tree: Tree, quantities: Sequence[Quantity], phrases: Mapping[int, Phrase], kinds: Kinds
) -> list[Beside]:
    """Return the numbers of people told beside a fate, single and added up, in text order."""
    fates = {word: kind for kind, words in sorted(kinds.items()) for word in words}
    groups = _with_titled(tree, bisect.bisect_left(tree.start, page.title_end), fates, quantities, phrases)
    starts = [s.start for s in page.sentences]
    at = [bisect.bisect_right(starts, tree.start[g.first]) - 1 for g in groups]
    taken = {i for g in groups for i in range(g.first, g.last + 1)}
    found = []
    for n, group in enumerate(groups):
        row = _row(tree, groups, n)
        end = groups[n + len(row) - 1].last
        within = next((i for i in range(group.first, end + 1) if tree.lower[i] in fates), None)
        told = next(
            (i for i in (within, *_around(tree, group.first, end, taken, fates)) if i is not None), None
        )
        if told is None:
            continue
        kind, fate = fates[tree.lower[told]], tree.word(told)
        if kind == "hurt" and group.is_toll:
            continue  # "raised the toll to three, the hospital said"
        found.append(Beside(group.value, kind, at[n], (tree.span(group.first, group.last), fate)))
        if len(row) > 1 and (n == 0 or not _linked(tree, groups[n - 1], group)):
            words = tuple(tree.span(g.first, g.last) for g in groups[n : n + len(row)])
            found.append(Beside(sum(row), kind, at[n], (*words, fate), len(row)))
    return found


def _groups(
    tree: Tree,
    quantities: Sequence[Quantity],
    phrases: Mapping[int, Phrase],
    fates: Mapping[str, str],
) -> list[_Group]:
    """Return the groups of people counted near words for fates: by numbers, and single persons ("a man")."""
    told = [i for i, word in enumerate(tree.lower) if word in fates]
    found: dict[int, _Group] = {}
    for at in sorted({i for t in told for i in range(max(0, t - _REACH), min(tree.size, t + _BEHIND + 1))}):
        head = tree.head[at]
        if tree.lower[at] not in _ONE or not at < head <= at + _BEHIND + 1:
            continue
        one = phrases.get(head)
        if one is not None and one.is_person and one.low == one.high == 1:
            found[head] = _Group(at, head, 1)
    for number in quantities:
        if number.slot == "age" and (old := _aged(tree, number)) is not None:
            found[old.last] = old
        if number.kind != "count" or not number.low or number.low != number.high:
            continue
        if tree.lower[bisect.bisect_left(tree.start, number.span.end) - 1].endswith(_ORDINAL):
            continue  # "a fourth man was hurt" says which one
        first = bisect.bisect_left(tree.start, number.span.start)
        end = number.counted.end if number.counted is not None else 0
        last = bisect.bisect_left(tree.start, max(end, number.span.end)) - 1
        if first <= last < tree.size and not _is_of_things(tree, phrases, first, last):
            is_toll = number.slot == "killed" and number.cumulative
            found[last] = _Group(first, last, int(number.low), is_toll)
    return sorted(found.values(), key=lambda g: (g.first, g.last))


def _with_titled(
    tree: Tree,
    end: int,
    fates: Mapping[str, str],
    quantities: Sequence[Quantity],
    phrases: Mapping[int, Phrase],
) -> list[_Group]:
    """Return all groups, and the single persons whom a headline names without an article ("Teen Shot")."""
    groups = _groups(tree, quantities, phrases, fates)
    taken = {i for g in groups for i in range(g.first, g.last + 1)}
    known = people_words()
    for at in range(end if not fates.keys().isdisjoint(tree.lower[:end]) else 0):
        word = tree.lower[at]
        if at in taken or word in fates or word in known.groups or not known.is_person(word):
            continue
        behind = at + 1 if at + 1 < tree.size else at
        if tree.lower[behind] not in fates and tree.pos[behind] in ("NOUN", "PROPN", "PART"):
            continue  # "teen boy", "officer's"
        one = phrases.get(at)
        if one is not None and not one.low == one.high == 1:
            continue
        first = at if one is None else one.first
        while first and known.is_person(tree.lower[first - 1]) and first - 1 not in taken:
            first -= 1
        if first and tree.lower[first - 1] == "by":
            continue  # "shot by deputy"
        is_aged = tree.lower[at + 1 : at + 2] == [","] and "".join(tree.lower[at + 2 : at + 3]).isdigit()
        groups.append(_Group(first, at + 2 if is_aged else at, 1))
    return sorted(groups, key=lambda g: (g.first, g.last))


def _is_of_things(tree: Tree, phrases: Mapping[int, Phrase], first: int, last: int) -> bool:
    """Say whether a number is read as that of something but people ("five of its ambulances")."""
    known = [p for i in range(first, last + 1) if (p := phrases.get(i)) is not None]
    known += [p for one in known if one.whole is not None and (p := phrases.get(one.whole)) is not None]
    return any(not p.is_person and tree.pos[p.head] == "NOUN" for p in known)


def _aged(tree: Tree, age: Quantity) -> _Group | None:
    """Return the one whom an age alone names: "a 3-year-old", with no noun behind it."""
    last = bisect.bisect_left(tree.start, age.span.end) - 1
    if (
        not 0 <= last < tree.size - 1
        or tree.lower[last] != "old"
        or tree.pos[last + 1] in ("NOUN", "PROPN", "ADJ")
    ):
        return None
    first = bisect.bisect_left(tree.start, age.span.start)
    return _Group(first - 1 if first and tree.lower[first - 1] in _ONE else first, last, 1)


def _row(tree: Tree, groups: Sequence[_Group], n: int) -> list[int]:
    """Return the numbers of a group and of those joined to it by commas and "and"."""
    row = [groups[n].value]
    for one, other in itertools.pairwise(groups[n : n + _ROW]):
        if not _linked(tree, one, other):
            break
        row.append(other.value)
    return row


def _linked(tree: Tree, one: _Group, other: _Group) -> bool:
    between = tree.lower[one.last + 1 : other.first]
    return 0 < len(between) <= 2 and all(word in _LINKS for word in between)


def _around(
    tree: Tree, first: int, last: int, taken: Set[int], fates: Mapping[str, str]
) -> tuple[int | None, int | None]:
    """Return the word of a fate behind some words and the one before them, None where others are nearer."""
    ahead = range(last + 1, min(tree.size, last + 1 + _AHEAD))
    behind = range(first - 1, max(-1, first - 1 - _BEHIND), -1)
    return _first(tree, ahead, taken, fates), _first(tree, behind, taken, fates)


def _first(tree: Tree, places: Iterable[int], taken: Set[int], fates: Mapping[str, str]) -> int | None:
    for i in places:
        if i in taken or tree.lower[i] in _ENDS:
            return None
        if tree.lower[i] in fates:
            return i + 1 if tree.lower[i : i + 2] == ["shot", "dead"] else i
    return None


def is_who_says(one: Beside, text: str, sources: Covering) -> bool:
    """Say whether the hospital taken for a fate only speaks: "killing three, hospital sources said".

    So does whoever says what befell others: "a spokesman for the rebels said they had shot down".
    """
    spoken = [word for word in one.words if sources.covers(word)]
    return 0 < len(spoken) < len(one.words) or any(w.of(text).casefold() in _wards() for w in spoken)


@functools.cache
def _wards() -> frozenset[str]:
    return frozenset(load_yaml("events/fates.yaml")["carried"]["to"])
