"""HTML read as a flat row of blocks, with the place of every word in the source and what surrounds it.

No tree is built, so depth costs nothing and every word keeps its offset. What is not shown (the head,
scripts, styles, hidden templates), and what leads elsewhere (nav), gives no words.
"""

import functools

from variorum.clean.blocks import Block, read_escaped
from variorum.clean.elements import Element

_SKIPPED = frozenset(
    [
        *("script", "style", "template", "textarea", "svg", "select", "iframe", "object", "canvas", "math"),
        *("nav", "head"),
    ]
)
_OFTEN_OPEN = ("svg", "iframe", "object", "math", "nav", "head")
_VOID = frozenset(
    [
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source"),
        *("track", "wbr", "path", "circle", "rect", "use"),
    ]
)
INLINE = frozenset(
    [
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em"),
        *("font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong"),
        *("sub", "sup", "time", "tt", "u", "var", "wbr", "img", "amp-img", "nobr"),
    ]
)
_DEEPEST = 200  # open elements remembered; below that, tags only break lines
_NEAR = 40  # open elements among which a closing tag looks for its own
_MOST_WORDS = 1_000_000
_LONGEST_NAME = 30
# What a tag does: opens or closes an element, is one without content, begins one not read, is a comment or
# a declaration, or is no tag but a sign in the text.
_OPENS, _CLOSES, _IS_EMPTY, _SKIPS, _IS_NOTE, _IS_TEXT = range(6)
Tag = tuple[int, str, bool]  # what it does, name, whether it breaks the line


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
        self._around = Element("", "", None)
        self._words = 0
        self._unclosed: set[str] = set()
        self._spaced = True  # whether white space was seen since the last word

    def run(self) -> list[Block]:
        pieces = iter(self._source.split("<"))
        known = dict[str, Tag]()
        at = len(next(pieces))
        unread = 0  # where reading goes on
        self._take(self._source[:at], 0)
        for piece in pieces:
            start = at + 1
            at = start + len(piece)
            if start <= unread:
                if at > unread:
                    self._take(self._source[unread:at], unread)
                continue
            raw, closing, text = piece.partition(">")
            if closing:
                does, name, breaks = known.get(raw) or known.setdefault(raw, _read_tag(raw))
            else:
                does, name, breaks = _IS_NOTE if raw.startswith("!--") else _IS_TEXT, "", False
            if breaks:
                self._block, self._begun, self._spaced = None, name if does != _CLOSES else "", True
            if does == _OPENS:
                self._enter(name, raw)
            elif does == _CLOSES:
                if self._around.name == name and self._around.around is not None:
                    self._around = self._around.around
                else:
                    self._leave(name)
            elif does != _IS_EMPTY:
                unread = start if does == _IS_TEXT else self._skip(does, name, start)
                text = piece[unread - start :] if unread < at else ""
            if not text or text.isspace():
                self._spaced = self._spaced or bool(text)
                continue
            self._take(text, at - len(text))
            if self._words > _MOST_WORDS:
                break
        return self._blocks

    def _take(self, chunk: str, start: int) -> None:
        """Take the words between two tags, which white space parts."""
        if not chunk or chunk.isspace():
            self._spaced = self._spaced or bool(chunk)
            return
        words = None
        end = start + len(chunk)
        glued = not self._spaced
        if "&" in chunk:
            words, spaced = read_escaped(self._source, start, end, glued)
            count = len(words)
            self._spaced = spaced or (self._spaced and not count)
            if not count:
                return
            glued = words[0][2]
        else:
            count = len(chunk.split())
            glued = glued and not chunk[0].isspace()
            self._spaced = chunk[-1].isspace()
        block = self._block
        if block is None:
            block = self._block = self._begin()
        block.parts.append((start, end, self._around, count, glued, words))
        block.count += count
        self._words += count

    def _begin(self) -> Block:
        element: Element | None = self._around
        while element is not None and element.name in INLINE:
            element = element.around
        block = Block(self._begun or (element.name if element else ""), self._source)
        block.element = element
        self._blocks.append(block)
        return block

    def _enter(self, name: str, raw: str) -> None:
        around = self._around
        if name == "p" and around.name == "p" and around.around is not None:
            around = around.around
        self._around = Element(name, raw, around) if around.depth <= _DEEPEST else around

    def _leave(self, name: str) -> None:
        element: Element | None = self._around
        for _ in range(_NEAR):
            if element is None or element.around is None:
                return
            if element.name == name:
                self._around = element.around
                return
            element = element.around

    def _skip(self, does: int, name: str, start: int) -> int:
        """Return where reading goes on behind what is not read; `start` is where its tag's words begin.

        An element that never ends is left at once, or ends with the page.
        """
        find = self._source.find
        if does == _IS_NOTE:
            ending = "-->" if self._source.startswith("!--", start) else ">"
            end = find(ending, start)
            return len(self._source) if end < 0 else end + len(ending)
        end = -1
        if name not in self._unclosed:
            end = find(f"</{name}", start)
            end = end if end >= 0 else find(f"</{name.upper()}", start)
        if end >= 0:
            return end
        self._unclosed.add(name)  # nor will it be further on
        return find(">", start) + 1 if name in _OFTEN_OPEN else len(self._source)


def _read_tag(raw: str) -> Tag:
    """Read what stands between the angle brackets of a tag."""
    does, name, breaks = _known_tag(raw.split(None, 1)[0][:_LONGEST_NAME] if raw[:1].strip() else "")
    if does in (_OPENS, _SKIPS) and raw[-1] == "/":
        return _IS_EMPTY, name, name not in INLINE
    return does, name, breaks


@functools.lru_cache(1 << 12)
def _known_tag(word: str) -> Tag:
    """Read the first word of a tag."""
    if word[:1] in ("!", "?"):
        return _IS_NOTE, "", False
    is_end = word[:1] == "/"
    name = word[is_end:].split("/", 1)[0].lower()
    if not name[:1].isalpha() or not name.isascii():
        return _IS_TEXT, "", False
    breaks = name not in INLINE
    if is_end:
        return _CLOSES, name, breaks
    if name in _VOID:
        return _IS_EMPTY, name, breaks
    return (_SKIPS, name, False) if name in _SKIPPED else (_OPENS, name, breaks)
