"""Cut a text into the tokens that time rules are written over, each with the classes it belongs to."""

import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

Classes = Mapping[str, object]

NO_CLASS: Final[Classes] = {}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-") | dict.fromkeys(map(ord, "’ʼ`"), "'")

# One alternative a form, the commonest first; every repeat is bounded or over one class of characters.
FORMS: Final = {
    "halfday": r"[aApP]\.[mM]\b\.?",
    "word": r"[^\W\d_]+",
    "iso": r"(?<![0-9.-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?"
    r"(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?(?![0-9-])",
    "slashed": r"(?<![0-9./-])[0-9]{1,2}(?P<sign>[/.-])[0-9]{1,2}(?P=sign)"
    r"(?:[0-9]{4}|[0-9]{2})(?![0-9/]|[.-][0-9])",
    "clock": r"(?<![0-9:.])[0-9]{1,2}:[0-9]{2}(?![0-9])",
    "number": r"[0-9]{1,15}(?:,[0-9]{3}){0,5}(?:\.[0-9]{1,9})?(?:st|nd|rd|th|s)?",
    "apostrophe": r"['’][0-9]{2}s?(?![0-9])",
    "possessive": r"['’`][sS](?![^\W\d_])",
    "mark": r"\S",
}
_TOKEN = re.compile("|".join(f"(?P<{name}>{form})" for name, form in FORMS.items()))


class Token(NamedTuple):
    """One token: where it stands, its form, its lower-case letters and the classes it belongs to."""

    start: int
    end: int
    form: str
    norm: str
    classes: Classes


def cut(text: str, breaks: Iterable[int], words: Mapping[str, Classes]) -> list[Token]:
    """Cut `text` into tokens; no rule reaches over the offsets in `breaks` (starts of paragraphs).

    A word takes the dot after it where the two together are an entry of `words`.

    >>> [t.norm for t in cut("On Jan. 9", (), {"jan.": {"MONTH": 1}})]
    ['on', 'jan.', '9']
    """
    edges = iter(sorted(breaks))
    edge = next(edges, len(text) + 1)
    tokens: list[Token] = []
    taken = 0
    new = tuple.__new__  # a fifth of the time that Token() takes, and there are as many as words
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if start < taken:
            continue  # the dot of an abbreviation
        while edge <= start:
            tokens.append(Token(start, start, "break", "\n", NO_CLASS))
            edge = next(edges, len(text) + 1)
        form = match.lastgroup or "mark"
        norm = match[0].lower()
        if not norm.isascii():
            norm = norm.translate(_DASHES)
        if form == "word" and text[end : end + 1] == "." and norm + "." in words:
            norm, end = norm + ".", end + 1
        taken = end
        tokens.append(new(Token, (start, end, form, norm, words.get(norm, NO_CLASS))))
    return tokens
