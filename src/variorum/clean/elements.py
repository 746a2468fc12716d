"""What surrounds the words of a page: the open elements, and what each one's name and markup say of it."""

import functools
import re

from variorum.data import load_yaml

LINK, HEADING, CAPTION, LIST, HINTED, QUOTE, ARTICLE, BUTTON = FLAGS = tuple(1 << n for n in range(8))

_TELLING = ("class=", "id=", "role=", "itemprop=", "data-component=", "aria-label=")
_HINTS = re.compile(
    r"""\b(?:class|id|role|itemprop|data-component|aria-label)"""
    r"""\s{0,5}=\s{0,5}["']([^"']{1,300})["']"""
)
_HIDDEN = re.compile(
    r"""\bhidden(?:\s|=|$|/)|display\s{0,3}:\s{0,3}none|aria-hidden\s{0,3}=\s{0,3}["']true"""
)
_LONGEST = 2000  # characters of a tag that are looked at
_LONGEST_HINT = 300
_FLAGS = {
    "a": LINK,
    "figcaption": CAPTION,
    "li": LIST,
    "blockquote": QUOTE,
    "article": ARTICLE,
    "main": ARTICLE,
    "button": BUTTON | HINTED,
    "nav": HINTED,
    "footer": HINTED,
    "aside": HINTED,
    "form": HINTED,
    "h1": HEADING,
    "h2": HEADING,
    "h3": HEADING,
    "h4": HEADING,
    "h5": HEADING,
    "h6": HEADING,
}


class Element:
    """An open element: its name, what its tag says, the element around it; its flags only when asked."""

    __slots__ = ("_flags", "around", "depth", "name", "raw")

    def __init__(self, name: str, raw: str, around: "Element | None") -> None:
        self.name = name
        self.raw = raw
        self.around = around
        self.depth: int = around.depth + 1 if around is not None else 1
        self._flags = -1

    @property
    def flags(self) -> int:
        """Return what this element and all around it say of the words in it."""
        if self._flags < 0:
            chain, at = [], self
            while at._flags < 0:
                chain.append(at)
                if at.around is None:
                    break
                at = at.around
            flags = max(at._flags, 0)
            for element in reversed(chain):
                flags |= element._own()
                element._flags = flags
        return self._flags

    def _own(self) -> int:
        flags = _FLAGS.get(self.name, 0)
        if len(self.raw) - len(self.name) > 5 and self.name not in ("html", "body"):
            flags |= _hint(self.raw[:_LONGEST])
        return flags


@functools.lru_cache(1 << 11)
def _hint(attributes: str) -> int:
    flags = 0
    for value in _telling_values(attributes):
        flags |= _flags_of(value)
    if ("hidden" in attributes or "none" in attributes) and _HIDDEN.search(attributes):
        flags |= HINTED
    return flags


def _telling_values(attributes: str) -> list[str]:
    """Return what the attributes say that name an element: its class, its role."""
    if "'" in attributes or " =" in attributes:
        return _HINTS.findall(attributes)
    parts = attributes.split('"')
    pairs = zip(parts[::2], parts[1::2], strict=False)
    return [value for name, value in pairs if name.endswith(_TELLING) and len(value) <= _LONGEST_HINT]


@functools.lru_cache(1 << 13)
def _flags_of(value: str) -> int:
    flags = 0
    for word in value.lower().split():
        flags |= _flags_of_word(word)
    return flags


@functools.lru_cache(1 << 14)
def _flags_of_word(word: str) -> int:
    furniture, caption = _hint_words()
    return (CAPTION if caption.search(word) else 0) | (HINTED if furniture.search(word) else 0)


@functools.cache
def _hint_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load_yaml("clean/markup.yaml")
    furniture, caption = (re.compile("|".join(words[n])) for n in ("furniture", "caption"))
    return furniture, caption
