"""HTML read as a flat row of blocks, with the place of every word in the source and what surrounds it.

No tree is built, so depth costs nothing and every word keeps its offset. What is not shown (scripts,
styles, hidden templates), and what leads elsewhere (nav), gives no words.
"""

import functools
import re

from variorum.clean.blocks import (
    ARTICLE,
    BUTTON,
    CAPTION,
    HEADING,
    HINTED,
    LINK,
    LIST,
    QUOTE,
    Block,
    read_escaped,
)
from variorum.data import load_yaml

_TAG = re.compile(r"<(?:(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})([^<>]*)>|!--|[!?])")
_HINTS = re.compile(
    r"""\b(?:class|id|role|itemprop|data-component|data-testid|aria-label)"""
    r"""\s{0,5}=\s{0,5}["']([^"']{1,300})["']"""
)
_HIDDEN = re.compile(
    r"""\bhidden(?:\s|=|$|/)|display\s{0,3}:\s{0,3}none|aria-hidden\s{0,3}=\s{0,3}["']true"""
)
_SKIPPED = frozenset(
    {"script", "style", "template", "textarea", "svg", "select", "iframe", "object", "canvas", "math", "nav"}
)
_OFTEN_OPEN = ("svg", "iframe", "object", "math", "nav")
_VOID = frozenset(
    [
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source"),
        *("track", "wbr", "path", "circle", "rect", "use"),
    ]
)
_INLINE = frozenset(
    [
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em"),
        *("font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong"),
        *("sub", "sup", "time", "tt", "u", "var", "wbr", "img", "amp-img", "nobr"),
    ]
)
_DEEPEST = 200  # open tags remembered; below that, tags only break lines
_NEAR = 40  # open tags among which a closing tag looks for its own
_MOST_WORDS = 1_000_000
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
# What a tag does: opens or closes an element, is one without content, begins one not read, or is none.
_OPENS, _CLOSES, _IS_EMPTY, _SKIPS, _IS_NONE = range(5)
Tag = tuple[int, str, bool, int]  # what it does, name, whether it breaks the line, flags


def scan(source: str) -> list[Block]:
    """Return the blocks of an HTML source in their order; linear in its length.

    >>> [(b.tag, b.text) for b in scan("<p>Rain fell on <b>Osk</b>.<p>It <a href=x>stopped</a>")]
    [('p', 'Rain fell on Osk.'), ('p', 'It stopped')]
    """
    return _Scanner(source).run()


class _Scanner:
    def __init__(self, source: str) -> None:
        self._source = source
        self._blocks: list[Block] = []
        self._block: Block | None = None  # the line that is being read; none before its first word
        self._begun = ""  # the tag that broke the last line
        self._names: list[str] = []
        self._before: list[int] = []  # the flags outside each open tag
        self._flags = 0
        self._unclosed: set[str] = set()
        self._spaced = True  # whether white space was seen since the last word

    def run(self) -> list[Block]:
        source, search, known = self._source, _TAG.search, dict[str, Tag]()
        at = words = 0
        while words <= _MOST_WORDS:
            found = search(source, at)
            begin = found.start() if found else len(source)
            if begin > at:
                words += self._take(at, begin)
            if not found:
                break
            at = found.end()
            raw = found.group()
            tag = known.get(raw) or known.setdefault(raw, _read_tag(found))
            does = tag[0]
            if tag[2]:
                self._block, self._begun, self._spaced = None, tag[1] if does != _CLOSES else "", True
            if does == _OPENS:
                self._open(tag[1], tag[3])
            elif does == _CLOSES:
                self._close(tag[1])
            elif does != _IS_EMPTY:
                at = self._skip(tag[1], at) if does == _SKIPS else self._pass(raw, at)
        return self._blocks

    def _take(self, start: int, end: int) -> int:
        """Take the words between two tags, which white space parts; return how many."""
        chunk = self._source[start:end]
        if chunk.isspace():
            self._spaced = True
            return 0
        words = None
        glued = not self._spaced
        if "&" in chunk or "<" in chunk:
            words, spaced = read_escaped(self._source, start, end, glued)
            count = len(words)
            self._spaced = spaced or (self._spaced and not count)
            if not count:
                return 0
            glued = words[0][2]
        else:
            count = len(chunk.split())
            glued = glued and not chunk[0].isspace()
            self._spaced = chunk[-1].isspace()
        block = self._block
        if block is None:
            block = self._block = Block(self._begun or self._enclosing(), self._source)
            self._blocks.append(block)
        block.parts.append((start, end, self._flags, count, glued, words))
        block.count += count
        return count

    def _enclosing(self) -> str:
        return next((name for name in reversed(self._names) if name not in _INLINE), "")

    def _open(self, name: str, flags: int) -> None:
        if name == "p" and self._names and self._names[-1] == "p":
            self._names.pop()
            self._flags = self._before.pop()
        if len(self._names) < _DEEPEST:
            self._names.append(name)
            self._before.append(self._flags)
            self._flags |= flags

    def _close(self, name: str) -> None:
        names = self._names
        if names and names[-1] == name:
            names.pop()
            self._flags = self._before.pop()
            return
        for depth in range(len(names) - 2, max(-1, len(names) - _NEAR), -1):
            if names[depth] == name:
                self._flags = self._before[depth]
                del names[depth:], self._before[depth:]
                return

    def _skip(self, name: str, start: int) -> int:
        """Return where an element that is not read ends; if it never does, at once or at the page's end."""
        end = -1
        if name not in self._unclosed:
            end = self._source.find(f"</{name}", start)
            end = end if end >= 0 else self._source.find(f"</{name.upper()}", start)
        if end >= 0:
            return end
        self._unclosed.add(name)  # nor will it be further on
        return start if name in _OFTEN_OPEN else len(self._source)

    def _pass(self, raw: str, start: int) -> int:
        """Return where a comment or a declaration ends."""
        ending = "-->" if raw == "<!--" else ">"
        end = self._source.find(ending, start)
        return len(self._source) if end < 0 else end + len(ending)


def _read_tag(found: re.Match[str]) -> Tag:
    closing, name, attributes = found.groups()
    if name is None:
        return _IS_NONE, "", False, 0
    name = name.lower()
    breaks = name not in _INLINE
    if closing:
        return _CLOSES, name, breaks, 0
    if name in _SKIPPED and not attributes.endswith("/"):
        return _SKIPS, name, False, 0
    if name in _VOID or attributes.endswith("/"):
        return _IS_EMPTY, name, breaks, 0
    flags = _FLAGS.get(name, 0)
    if len(attributes) > 5 and name not in ("html", "body"):
        flags |= _hint(attributes[:2000])
    return _OPENS, name, breaks, flags


def _hint(attributes: str) -> int:
    flags = 0
    for value in _HINTS.findall(attributes):
        flags |= _flags_of(value)
    if ("hidden" in attributes or "none" in attributes) and _HIDDEN.search(attributes):
        flags |= HINTED
    return flags


@functools.lru_cache(1 << 13)
def _flags_of(value: str) -> int:
    flags = 0
    for word in value.split():
        flags |= _flags_of_word(word)
    return flags


@functools.lru_cache(1 << 14)
def _flags_of_word(word: str) -> int:
    furniture, caption = _hint_words()
    return (CAPTION if caption.search(word) else 0) | (HINTED if furniture.search(word) else 0)


@functools.cache
def _hint_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load_yaml("clean/markup.yaml")
    furniture, caption = (re.compile("|".join(words[n]), re.IGNORECASE) for n in ("furniture", "caption"))
    return furniture, caption
