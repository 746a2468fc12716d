"""How likely each block of a page is part of its article: by how it is put, what holds it, what is near it.

Boosted trees over some hundred numbers a block, learnt from pages whose article is known
(training/pages/train.py). Only the densest stretch of the page is looked at.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from variorum.clean.blocks import Block
from variorum.clean.elements import Element
from variorum.data.forest import load_forest

_SENTENCE = 9  # words of a block that can be a paragraph
_LONG = 25  # words of a block that must be one
_LOSS = 4  # what a block that cannot be one takes from a stretch, in words
_MARGIN = 8  # blocks looked at before and behind the stretch
_MOST = 10_000  # blocks of a stretch beyond which none is weighed
_SHORT = 40  # words up to which a block may be the title or the description
_CASED = 80  # characters in which capitals are counted
_ENDS = frozenset('.!?…:”"’»)')
_STOPS = frozenset(".!?…")
_KINDS = ("p", "div", "li", "span", "br", "td", "figcaption")
_HEADS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LEVELS = 4  # elements around a block whose words are counted
_STEPS = (-3, -2, -1, 1, 2, 3)
_REACHES = (2, 5, 10)
_OTHER = re.compile(r"[\W_]+")
_CAPITAL = re.compile("[A-Z]")

_OWN = (
    "words", "length", "stops", "commas", "capitals", "ends", "stopped", "colon", "lower", "quoted",
    *_KINDS, "head", "h1", "titled", "described", "times", "depth", "drawn alike", "alike",
    *(f"{what} around {n}" for n in range(_LEVELS) for what in ("share", "free share", "blocks")),
    "link", "heading", "caption", "list", "hinted", "quote", "article", "button",
)  # fmt: skip
_NEAR = ("words", "ends", "heading", "link", "hinted", "caption", "p", "article", "titled")
NAMES = (
    *_OWN,
    *("before", "in all", "place", "behind"),
    *(f"{name} {step:+}" for step in _STEPS for name in _NEAR),
    *(f"{side} {reach}" for reach in _REACHES for side in ("words before", "words behind")),
)
_AT = {name: n for n, name in enumerate(_OWN)}


def weigh(blocks: Sequence[Block], title: str | None, description: str | None) -> tuple[int, list[float]]:
    """Return where the stretch that was looked at begins, and the chance of each of its blocks.

    `title` and `description` are the page's own; no chances where the page has no running text.
    """
    start, end = find_stretch(blocks)
    if start == end:
        return 0, []
    traits = traits_of(blocks[start:end], title or "", description or "")
    return start, load_forest("clean/blocks.tsv").chances(NAMES, traits)


def find_stretch(blocks: Sequence[Block]) -> tuple[int, int]:
    """Return the ends of the densest stretch of running text with what stands around it; 0, 0 for none."""
    most = score = begin = first = last = 0
    for n, block in enumerate(blocks):
        words = block.count
        is_told = words >= _LONG or (words >= _SENTENCE and block.text[-1:] in _ENDS)
        if score <= 0:
            score, begin = 0, n
        score += words if is_told else -_LOSS
        if score > most:
            most, first, last = score, begin, n + 1
    if not most or last - first > _MOST:
        return 0, 0
    return max(0, first - _MARGIN), min(len(blocks), last + _MARGIN)


def traits_of(blocks: Sequence[Block], title: str, description: str) -> Any:
    """Return the numbers of `NAMES` for each block."""
    import numpy as np

    times = Counter(block.text for block in blocks)
    title, description = _fold(title), _fold(description)
    around = _of_containers(blocks)
    own = np.array(
        [
            (
                *_of_words(block),
                *_of_head(block, title, description),
                times[block.text],
                block.parts[0][2].depth,
                *held,
                *block.shares,
            )
            for block, held in zip(blocks, around, strict=True)
        ],
        dtype=np.float32,
    )
    return np.hstack([own, _of_neighbours(own)])


def _of_words(block: Block) -> tuple[float, ...]:
    text, tag = block.text, block.tag
    last = text[-1:]
    return (
        block.count,
        len(text) / block.count,
        text.count(".") + text.count("!") + text.count("?"),
        text.count(","),
        len(_CAPITAL.findall(text, 0, _CASED)) / min(_CASED, len(text)),
        last in _ENDS,
        last in _STOPS,
        last == ":",
        text[:1].islower(),
        text[:1] in "\"“‘'„«»—-–",
        *[tag == kind for kind in _KINDS],
        tag in _HEADS,
        tag == "h1",
    )


def _of_head(block: Block, title: str, description: str) -> tuple[int, int]:
    """Say how far a block is the title, and the description: 2 the same, 1 a part, 0 not, -1 not known."""
    folded = _fold(block.text) if block.count < _SHORT else ""
    if not folded:
        return -1, -1
    titled = -1 if not title else 2 if folded == title else int(folded in title or title in folded)
    if not description:
        return titled, -1
    return titled, 2 if folded == description else int(len(folded) > _CASED // 2 and folded in description)


def _fold(text: str) -> str:
    return _OTHER.sub("", text.casefold())


def _of_containers(blocks: Sequence[Block]) -> list[list[float]]:
    """Return, of the elements around each block, their share of the running text and their blocks.

    Before that, the share of the blocks that are drawn by the same tag, and how many these are.
    """
    # Of each element its running text, what of it no hint speaks against, its blocks.
    held = defaultdict[Element, list[float]](lambda: [0.0, 0.0, 0])
    drawn = defaultdict[tuple[str, str], float](float)
    chains = [_chain(block) for block in blocks]
    looks = [(block.tag, block.element.raw if block.element else "") for block in blocks]
    alike = Counter(looks)
    total = clear = 1.0
    for block, chain, look in zip(blocks, chains, looks, strict=True):
        link, _, caption, _, hinted, *_ = block.shares
        running = 0.0
        if block.count >= _SENTENCE and block.text[-1:] in _ENDS:
            running = block.count * (1 - link) * (1 - caption)
        drawn[look] += running
        plain = running * (1 - hinted)
        total += running
        clear += plain
        for element in chain:
            sums = held[element]
            sums[0] += running
            sums[1] += plain
            sums[2] += 1
    rows = []
    for chain, look in zip(chains, looks, strict=True):
        row = [drawn[look] / total, alike[look]]
        for element in chain:
            running, plain, count = held[element]
            row += (running / total, plain / clear, count)
        rows.append(row + [-1.0] * (3 * (_LEVELS - len(chain))))
    return rows


def _chain(block: Block) -> list[Element]:
    """Return the nearest elements that hold the block, a paragraph's own aside."""
    out: list[Element] = []
    element = block.element
    if element is not None and element.name == block.tag and block.tag in ("p", "li", *_HEADS):
        element = element.around
    while element is not None and len(out) < _LEVELS:
        out.append(element)
        element = element.around
    return out


def _of_neighbours(own: Any) -> Any:
    """Return where each block stands and what stands before and behind it, one by one and in sum."""
    import numpy as np

    count = len(own)
    link, hinted, caption = (own[:, _AT[name]] for name in ("link", "hinted", "caption"))
    told = own[:, 0] * (1 - link) * ((own[:, 0] >= _SENTENCE) & (own[:, _AT["ends"]] > 0))
    running, plain = told * (1 - caption), told * (1 - hinted)
    total = max(1.0, float(running.sum()))
    at = np.arange(count)
    columns = [np.cumsum(running) / total, np.full(count, total), at, at[::-1]]
    near = np.full((count + 6, len(_NEAR)), -1, dtype=np.float32)
    near[3:-3] = own[:, [_AT[name] for name in _NEAR]]
    blocks = [near[3 + step : 3 + step + count] for step in _STEPS]
    sums = np.concatenate([[0], np.cumsum(plain)])
    sides = []
    for reach in _REACHES:
        low, high = np.maximum(at - reach, 0), np.minimum(at + reach + 1, count)
        sides += [sums[at] - sums[low], sums[high] - sums[at + 1]]
    return np.hstack([np.stack(columns, 1), *blocks, np.stack(sides, 1)]).astype(np.float32)
