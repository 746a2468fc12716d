"""HTML read as a flat row of blocks, with the place of every word in the source and what surrounds it.

No tree is built, so depth costs nothing and every word keeps its offset. What is not shown (scripts,
styles, hidden templates), and what leads elsewhere (nav), gives no words.
"""

import bisect
import functools
import html
import re
from dataclasses import dataclass, field

from variorum.data import load_yaml

_TAG = re.compile(r"<(?:(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})([^<>]*)>|!--|[!?])")
_WORD = re.compile(r"[^\s<]+")
_HINTS = re.compile(
    r"""\b(class|id|role|itemprop|data-component|data-testid|aria-label)"""
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
    (
        *(
            "area",
            "base",
            "br",
            "col",
            "embed",
            "hr",
            "img",
            "input",
            "link",
            "meta",
            "param",
            "source",
            "track",
        ),
        *("wbr", "path", "circle", "rect", "use"),
    )
)
_INLINE = frozenset(
    (
        *(
            "a",
            "abbr",
            "acronym",
            "b",
            "bdi",
            "bdo",
            "big",
            "cite",
            "code",
            "data",
            "del",
            "dfn",
            "em",
            "font",
            "i",
        ),
        *(
            "ins",
            "kbd",
            "label",
            "mark",
            "q",
            "s",
            "samp",
            "small",
            "span",
            "strike",
            "strong",
            "sub",
            "sup",
            "time",
        ),
        *("tt", "u", "var", "wbr", "img", "amp-img", "nobr"),
    )
)
_DEEPEST = 200  # open tags remembered; below that, tags only break lines
_MOST_WORDS = 1_000_000
_END = 24  # characters by which the ends of a line are found again

LINK, HEADING, CAPTION, LIST, HINTED, QUOTE, ARTICLE, BUTTON = (1 << n for n in range(8))
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


@dataclass(slots=True)
class Block:
    """One line of a page: its words, where each stands in the source, and under which flags."""

    tag: str
    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    flags: list[int] = field(default_factory=list)
    glued: list[bool] = field(default_factory=list)  # whether no white space stands before the word

    @property
    def text(self) -> str:
        """Return the words as a reader sees them."""
        out = [
            w if g or not n else f" {w}" for n, (w, g) in enumerate(zip(self.words, self.glued, strict=True))
        ]
        return "".join(out)

    def share(self, flag: int) -> float:
        """Return the share of the words that stand under a flag."""
        return sum(1 for f in self.flags if f & flag) / len(self.flags) if self.flags else 0.0


@functools.cache
def _hint_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load_yaml("clean/markup.yaml")
    furniture, caption = (re.compile("|".join(words[n]), re.IGNORECASE) for n in ("furniture", "caption"))
    return furniture, caption


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
        self._block = Block("")
        self._stack: list[tuple[str, int]] = []
        self._flags = 0
        self._words = 0
        self._unclosed: set[str] = set()
        self._space = True  # whether white space was seen since the last word

    def run(self) -> list[Block]:
        source, at = self._source, 0
        while self._words <= _MOST_WORDS:
            found = _TAG.search(source, at)
            begin = found.start() if found else len(source)
            if begin > at:
                self._take(at, begin)
            if not found:
                break
            at = self._tag(found)
        self._break("")
        return self._blocks

    def _take(self, start: int, end: int) -> None:
        """Take the words between two tags; those of one stretch are parted by white space."""
        found = list(_WORD.finditer(self._source, start, end))
        if not found:
            self._space = True
            return
        if "&" in self._source[start:end]:
            self._take_escaped(found, start, end)
            return
        block = self._block
        block.words += [word.group() for word in found]
        block.starts += [word.start() for word in found]
        block.flags += [self._flags] * len(found)
        block.glued.append(found[0].start() == start and not self._space)
        block.glued += [False] * (len(found) - 1)
        self._words += len(found)
        self._space = found[-1].end() < end

    def _take_escaped(self, found: list[re.Match[str]], start: int, end: int) -> None:
        """Take words some of which are written with entities, which may hold white space or nothing."""
        block, at = self._block, start
        for match in found:
            word = match.group()
            glued = match.start() == at and not self._space
            if "&" in word:
                word = html.unescape(word)
                glued = glued and not word[:1].isspace()
                word = "".join(word.split())
                if not word:
                    self._space = True
                    continue
            block.words.append(word)
            block.starts.append(match.start())
            block.flags.append(self._flags)
            block.glued.append(glued)
            self._words += 1
            at = match.end()
            self._space = False
        if at < end:
            self._space = True

    def _tag(self, found: re.Match[str]) -> int:
        closing, name, attributes = found.groups()
        if name is None:
            ending = "-->" if found.group().startswith("<!--") else ">"
            end = self._source.find(ending, found.end())
            return len(self._source) if end < 0 else end + len(ending)
        name = name.lower()
        if closing:
            self._close(name)
        elif name in _SKIPPED and not attributes.endswith("/"):
            return self._skip(name, found.end())
        else:
            self._open(name, attributes)
        return found.end()

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

    def _open(self, name: str, attributes: str) -> None:
        if name == "p":
            self._close_paragraph()
        if name not in _INLINE:
            self._break(name)
        if name in _VOID or attributes.endswith("/") or len(self._stack) >= _DEEPEST:
            return
        self._stack.append((name, self._flags))
        self._flags |= _FLAGS.get(name, 0)
        if attributes and len(attributes) > 5 and name not in ("html", "body"):
            self._flags |= _hint(attributes[:2000])

    def _close_paragraph(self) -> None:
        if self._stack and self._stack[-1][0] == "p":
            self._flags = self._stack.pop()[1]

    def _close(self, name: str) -> None:
        if name not in _INLINE:
            self._break("")
        for depth in range(len(self._stack) - 1, max(-1, len(self._stack) - 40), -1):
            if self._stack[depth][0] == name:
                self._flags = self._stack[depth][1]
                del self._stack[depth:]
                return

    def _break(self, name: str) -> None:
        if self._block.words:
            self._blocks.append(self._block)
            self._block = Block(name)
        self._block.tag = name or next((tag for tag, _ in reversed(self._stack) if tag not in _INLINE), "")
        self._space = True


@functools.lru_cache(2048)
def _hint(attributes: str) -> int:
    flags = 0
    for _, value in _HINTS.findall(attributes):
        flags |= _flags_of(value)
    if ("hidden" in attributes or "none" in attributes) and _HIDDEN.search(attributes):
        flags |= HINTED
    return flags


@functools.lru_cache(8192)
def _flags_of(value: str) -> int:
    furniture, caption = _hint_words()
    return (CAPTION if caption.search(value) else 0) | (HINTED if furniture.search(value) else 0)


class Places:
    """Finds lines of extracted text again in the blocks that they came from."""

    def __init__(self, blocks: list[Block]) -> None:
        self._words = [(b, n) for b in blocks for n in range(len(b.words))]
        self._starts: list[int] = []
        parts: list[str] = []
        at = 0
        for block, n in self._words:
            self._starts.append(at)
            parts.append(block.words[n])
            at += len(block.words[n])
        self._flat = "".join(parts)
        self._cursor = 0

    def find(self, line: str) -> list[tuple[Block, int]] | None:
        """Return the words, as (block, index), that hold a line; None where it stands nowhere as it is.

        The search goes on from the last line found, then anywhere.
        """
        wanted = "".join(line.split())
        at = self._flat.find(wanted, self._cursor)
        if at < 0:
            at = self._flat.find(wanted)
        if at < 0 or not wanted:
            return None
        self._cursor = at + len(wanted)
        first = bisect.bisect_right(self._starts, at) - 1
        last = bisect.bisect_left(self._starts, self._cursor)
        return self._words[first:last]

    def find_ends(self, line: str) -> list[tuple[Block, int]] | None:
        """Return the words between the ends of a line, where something inside it was left out."""
        wanted = "".join(line.split())
        if len(wanted) < 3 * _END:
            return None
        at = self._flat.find(wanted[:_END], self._cursor)
        if at < 0:
            return None
        end = self._flat.find(wanted[-_END:], at, at + 2 * len(wanted) + 200)
        if end < 0:
            return None
        self._cursor = end + _END
        first = bisect.bisect_right(self._starts, at) - 1
        return self._words[first : bisect.bisect_left(self._starts, self._cursor)]
