"""Two texts of one address, word by word: what came and what went."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from markupsafe import Markup, escape

_PIECE = re.compile(r"\s{1,1000}|[^\s]{1,200}")
# Texts are compared up to so many characters, and words up to so many in one changed stretch.
MOST = 60_000
_MOST_WORDS = 1_500


def compare(before: str, after: str) -> Markup:
    """Return the later text with what came marked as `ins` and what went as `del`.

    >>> str(compare("five dead", "six dead"))
    '<del>five</del><ins>six</ins> dead'
    """
    return Markup("").join(_pieces(before[:MOST], after[:MOST]))


def _pieces(before: str, after: str) -> Iterator[Markup]:
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield escape("".join(new[c:d]))
        else:
            yield from _words("".join(old[a:b]), "".join(new[c:d]))


def _words(before: str, after: str) -> Iterator[Markup]:
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    if len(old) > _MOST_WORDS or len(new) > _MOST_WORDS:
        yield from _changed(before, after)
        return
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield escape("".join(new[c:d]))
        else:
            yield from _changed("".join(old[a:b]), "".join(new[c:d]))


def _changed(before: str, after: str) -> Iterator[Markup]:
    if before:
        yield Markup("<del>{}</del>").format(before)
    if after:
        yield Markup("<ins>{}</ins>").format(after)
