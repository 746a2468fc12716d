"""Read the patterns of time rules: a line of atoms becomes a small tree, and the tree an expression.

A pattern is a line of atoms: `MONTH` (a class), `of` (a word), `DAY|ORD` (either), `x=NUM` (kept under the
name x; a class is kept under its own name in small letters), `atom?` (may be missing), `( a / b )` and
`( a / b )?` (one of several), and `[ ... ]` at either end: words that must stand there but are no part of
the expression. There is no repetition, so no pattern can run away.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from variorum.errors import DataError

_ATOM = re.compile(r"(?:([a-z]+[0-9]?)=)?([^=]{1,400}?)(\?)?")
_FIRST_LETTER = 0xE000


@dataclass(frozen=True, slots=True)
class Atom:
    """One token: the classes or words that it may be, and the name that its value is kept under."""

    names: tuple[str, ...]
    kept: str | None
    is_optional: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One of several runs of parts; `side` is `left` or `right` for words outside the expression."""

    choices: tuple[tuple["Atom | Group", ...], ...]
    is_optional: bool
    side: str | None = None


Node = Atom | Group


@dataclass(slots=True)
class Alphabet:
    """The letters that stand for the sets of classes that a token can have."""

    letters: dict[frozenset[str], str] = field(default_factory=dict)
    by_class: dict[str, str] = field(default_factory=lambda: defaultdict(str))

    def add(self, classes: Iterable[str]) -> None:
        """Give a set of classes its letter."""
        key = frozenset(classes)
        if key and key not in self.letters:
            letter = chr(_FIRST_LETTER + len(self.letters))
            self.letters[key] = letter
            for name in sorted(key):
                self.by_class[name] += letter

    def of(self, names: Iterable[str]) -> str:
        """Return the letters of all tokens that are one of `names`."""
        return "".join(self.by_class.get(name, "") for name in names)


def parse_pattern(pattern: str) -> tuple[Node, ...]:
    """Read one pattern; raises `DataError` (E320) where it does not close or an atom cannot be read.

    >>> parse_pattern("in MONTH ,?")[1]
    Atom(names=('MONTH',), kept='month', is_optional=False)
    """
    pieces = pattern.split()
    if not pieces:
        raise _unfit(pattern, "it is empty")
    nodes, end = _parse_choices(pattern, pieces, 0, "")
    if end != len(pieces) or len(nodes) != 1:
        raise _unfit(pattern, "a bracket is left open")
    return nodes[0]


def _parse_choices(
    pattern: str, pieces: list[str], at: int, closing: str
) -> tuple[tuple[tuple[Node, ...], ...], int]:
    choices: list[list[Node]] = [[]]
    while at < len(pieces):
        piece = pieces[at]
        if piece in (")", ")?", "]"):
            if not closing or piece[0] != closing:
                raise _unfit(pattern, f"{piece!r} closes nothing")
            return tuple(map(tuple, choices)), at
        if piece == "/":
            choices.append([])
        elif piece in ("(", "["):
            inner, end = _parse_choices(pattern, pieces, at + 1, ")" if piece == "(" else "]")
            side = None if piece == "(" else ("right" if at else "left")
            if end >= len(pieces):
                raise _unfit(pattern, "a bracket is left open")
            choices[-1].append(Group(inner, pieces[end] == ")?", side))
            at = end
        else:
            choices[-1].append(_parse_atom(pattern, piece))
        at += 1
    return tuple(map(tuple, choices)), at


def _parse_atom(pattern: str, piece: str) -> Atom:
    match = _ATOM.fullmatch(piece)
    if match is None:
        raise _unfit(pattern, f"{piece!r} cannot be read")
    names = tuple(match.group(2).split("|"))
    kept = match.group(1) or (names[0].lower() if names[0].isupper() else None)
    return Atom(names, kept, match.group(3) is not None)


def words_of(nodes: Iterable[Node]) -> Iterator[str]:
    """Yield the plain words that a pattern names."""
    for node in nodes:
        if isinstance(node, Group):
            for choice in node.choices:
                yield from words_of(choice)
        else:
            yield from (name for name in node.names if not name.isupper())


def openings(nodes: Iterable[Node]) -> set[tuple[tuple[str, ...], ...]]:
    """Return what the first two tokens of a match can be; shorter where a match can end before.

    >>> sorted(openings(parse_pattern("the? MONTH")))
    [(('MONTH',),), (('the',), ('MONTH',))]
    """
    found: set[tuple[tuple[str, ...], ...]] = {()}
    for node in nodes:
        if isinstance(node, Group):
            ways = set().union(*(openings(choice) for choice in node.choices))
        else:
            ways = {(node.names,)}
        if node.is_optional:
            ways = ways | {()}
        found = {(start + way)[:2] for start in found for way in ways}
        if all(len(opening) == 2 for opening in found):
            break
    return found


def write_expression(
    pattern: str, nodes: Iterable[Node], alphabet: Alphabet, kept: list[tuple[str, tuple[str, ...]]]
) -> str:
    """Return the regular expression of a pattern; group `g0`, `g1`, ... hold the entries of `kept`.

    Raises `DataError` (E320) where an atom names a class that no token can have.
    """
    out: list[str] = []
    for node in nodes:
        if isinstance(node, Group):
            body = "|".join(write_expression(pattern, choice, alphabet, kept) for choice in node.choices)
            opening = f"(?P<_{node.side}>" if node.side else "(?:"
            out.append(f"{opening}{body}){'?' if node.is_optional else ''}")
            continue
        letters = alphabet.of(node.names)
        if not letters:
            raise _unfit(pattern, f"no token is {'|'.join(node.names)}")
        body = f"[{re.escape(letters)}]"
        if node.kept is not None:
            body = f"(?P<g{len(kept)}>{body})"
            kept.append((node.kept, node.names))
        out.append(f"(?:{body})?" if node.is_optional else body)
    return "".join(out)


def _unfit(pattern: str, why: str) -> DataError:
    return DataError("E320", f"time pattern {pattern!r}: {why}", do="mend the rule")
