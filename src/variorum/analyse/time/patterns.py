"""Match rules over token classes: one letter a token, one compiled expression a pattern.

Every set of classes that a token can have is given a letter; a text becomes a string of such letters, and a
rule an expression over them without repetition. Matching therefore takes time linear in the text.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from variorum.analyse.time.grammar import Alphabet, openings, parse_pattern, write_expression
from variorum.analyse.time.tokens import Token

UNKNOWN: Final = "."


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name, what it makes of its parts, fixed parts, conditions, and its patterns."""

    name: str
    makes: str
    fixed: Mapping[str, Any]
    when: tuple[str, ...]
    patterns: tuple[str, ...]


class Match(NamedTuple):
    """Where a rule matched: token indices of the expression, and what its named atoms contributed."""

    rule: Rule
    start: int
    end: int
    parts: dict[str, Any]


class Shape(NamedTuple):
    """One compiled pattern with the classes that each kept group may take its value from."""

    order: int
    rule: Rule
    expression: re.Pattern[str]
    kept: tuple[tuple[str, tuple[str, ...]], ...]


class Matcher:
    """All rules of a language, found by the letter that they may begin with."""

    def __init__(self, rules: Iterable[Rule], alphabet: Alphabet) -> None:
        self._letters = dict(alphabet.letters)
        self._alone: dict[str, dict[int, Shape]] = defaultdict(dict)
        self._pairs: dict[str, dict[int, Shape]] = defaultdict(dict)
        self._openings: dict[str, tuple[Shape, ...]] = {}
        self.shapes: list[Shape] = []
        for rule in rules:
            for pattern in rule.patterns:
                nodes = parse_pattern(pattern)
                kept: list[tuple[str, tuple[str, ...]]] = []
                expression = re.compile(write_expression(pattern, nodes, alphabet, kept))
                shape = Shape(len(self.shapes), rule, expression, tuple(kept))
                self.shapes.append(shape)
                for opening in openings(nodes):
                    self._index(shape, opening, alphabet)

    def _index(self, shape: Shape, opening: tuple[tuple[str, ...], ...], alphabet: Alphabet) -> None:
        """Enter a shape under the letters that its first two tokens can have."""
        for letter in alphabet.of(opening[0]) if opening else "":
            if len(opening) == 1:
                self._alone[letter].setdefault(shape.order, shape)
            else:
                for following in alphabet.of(opening[1]):
                    self._pairs[letter + following].setdefault(shape.order, shape)

    def spell(self, tokens: Sequence[Token]) -> str:
        """Return the string of letters for a list of tokens."""
        known = self._letters
        return "".join(known.get(frozenset(t.classes), UNKNOWN) if t.classes else UNKNOWN for t in tokens)

    def match_at(self, spelled: str, at: int, tokens: Sequence[Token]) -> list[Match]:
        """Return what matches at a token: the longest expression first, then in the order of the rules."""
        found = []
        opening = spelled[at : at + 2]
        shapes = self._openings.get(opening)
        if shapes is None:
            alone, pair = self._alone.get(opening[0], {}), self._pairs.get(opening, {})
            shapes = self._openings[opening] = tuple({**alone, **pair}.values())
        for shape in shapes:
            match = shape.expression.match(spelled, at)
            if match is None:
                continue
            groups = shape.expression.groupindex
            start = match.end("_left") if "_left" in groups and match.start("_left") >= 0 else at
            end = match.start("_right") if "_right" in groups and match.start("_right") >= 0 else match.end()
            if end > start:
                found.append((start - end, at - match.end(), shape.order, shape, match, start, end))
        found.sort(key=lambda f: f[:3])
        return [Match(f[3].rule, f[5], f[6], _read_parts(f[3], f[4], tokens)) for f in found]


def _read_parts(shape: Shape, match: re.Match[str], tokens: Sequence[Token]) -> dict[str, Any]:
    """Return what the kept atoms of a match contributed, by name, over the rule's fixed parts."""
    parts = dict(shape.rule.fixed)
    for number, (name, classes) in enumerate(shape.kept):
        at = match.start(f"g{number}")
        if at >= 0:
            held = tokens[at].classes
            parts[name] = next(held[c] for c in classes if c in held)
    return parts
