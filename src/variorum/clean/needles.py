"""Which short strings a regular expression cannot match without; a cheap look before a costly search.

Found from the parsed pattern, so that a cue may be edited without a thought for speed. Where the parser of
this Python is another than known, nothing is required and every search is made.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

_SHORTEST = 2  # letters or digits; of other characters one is enough
_MOST = 60
_SIGN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\]){0,400}\]|.", re.DOTALL)  # an escape, a class, another sign


def find_needles(pattern: str) -> tuple[str, ...]:
    """Return strings in lower case of which every match holds at least one; none where there is no such set.

    >>> find_needles(r"\\bsign[- ]?up|newsletters?\\b")
    ('newsletter', 'sign')
    >>> find_needles(r"\\d+")
    ()
    """
    try:
        parsed = re._parser.parse(pattern, re.IGNORECASE)  # type: ignore[attr-defined]
    except AttributeError:
        return ()
    found = _of_sequence(list(parsed))
    return tuple(sorted(found)) if found and len(found) <= _MOST else ()


class Sought:
    """A pattern that is tried only on lines that hold what it cannot match without.

    >>> Sought(re.compile(r"^\\d{1,2}[.)] ")).is_in("7. Osk", "7. osk")
    True
    """

    __slots__ = ("_look", "_needles")

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._needles = find_needles(pattern.pattern)
        self._look = look_for(pattern)

    def is_in(self, line: str, low: str) -> bool:
        """Say whether the pattern stands in a line; `low` is the line in small letters."""
        for needle in self._needles:
            if needle in low:
                break
        else:
            if self._needles:
                return False
        return self._look(line) is not None


def look_for(pattern: re.Pattern[str]) -> Callable[[str], re.Match[str] | None]:
    """Return the quickest way to say whether a pattern stands in a line."""
    opens = pattern.pattern.startswith("^") and len(branches_of(pattern.pattern)) == 1
    return pattern.match if opens else pattern.search


def branches_of(pattern: str) -> list[str]:
    """Return the patterns between which a pattern is a choice as a whole.

    >>> branches_of(r"^more|[|] (?:a|b)")
    ['^more', '[|] (?:a|b)']
    """
    found, depth = [""], 0
    for sign in _SIGN.findall(pattern):
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and not depth:
            found.append("")
        else:
            found[-1] += sign
    return found


def _of_sequence(parts: Iterable[Any]) -> frozenset[str] | None:
    """Of the parts that must all match, take the one with the longest strings, then the fewest."""
    choices: list[frozenset[str]] = []
    run = ""
    for name, value in [*((str(op), arg) for op, arg in parts), ("END", None)]:
        if name == "LITERAL" and (value < 128 or not chr(value).isalpha()):
            run += chr(value).lower()
            continue
        if len(run) >= _SHORTEST or (run and not run.isalnum()):
            choices.append(frozenset((run,)))
        run = ""
        inner = _of_part(name, value)
        if inner:
            choices.append(inner)
    return max(choices, key=lambda c: (min(len(s.strip()) for s in c), -len(c)), default=None)


def _of_part(name: str, value: Any) -> frozenset[str] | None:
    if name == "SUBPATTERN":
        return _of_sequence(list(value[3]))
    if name == "IN":
        signs = [chr(v) for op, v in value if str(op) == "LITERAL"]
        return frozenset(signs) if len(signs) == len(value) and not any(map(str.isalnum, signs)) else None
    if name in ("MAX_REPEAT", "MIN_REPEAT") and value[0] >= 1:
        return _of_sequence(list(value[2]))
    if name == "BRANCH":
        branches = [_of_sequence(list(branch)) for branch in value[1]]
        if all(branches):
            return frozenset().union(*(b for b in branches if b))
    return None
