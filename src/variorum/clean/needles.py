"""Which short strings a regular expression cannot match without; a cheap look before a costly search.

Found from the parsed pattern, so that a cue may be edited without a thought for speed. Where the parser of
this Python is another than known, nothing is required and every search is made.
"""

import re
from collections.abc import Iterable
from typing import Any

_SHORTEST = 2  # letters or digits; of other characters one is enough
_MOST = 60


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
