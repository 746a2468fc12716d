"""Find the article on a page: the main text by trafilatura, or by density where the page defeats it."""

import logging
from collections.abc import Sequence

from variorum.clean.blocks import Block
from variorum.clean.elements import CAPTION, HINTED, LINK

_LEAST = 25  # words of a block that may begin an article found by density alone
_DEEPEST = 250  # libxml2's own limit; below it trafilatura returns nothing
_LARGEST = 20_000_000
_LETTERS = 8  # that count as a word where no white space parts words
_ENOUGH = 60  # words of an article that is found


def extract_lines(source: str) -> list[str]:
    """Return the lines that trafilatura takes for the main text, none where it finds none.

    Its comparison with two other extractors is asked for only where it finds hardly anything by itself.
    """
    import lxml.etree
    import lxml.html
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    if len(source) > _LARGEST:
        return []
    try:
        parser = lxml.html.HTMLParser(
            encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False
        )
        tree = lxml.html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
        lxml.etree.strip_elements(tree, *_NOT_SHOWN, with_tail=False)
        text: str | None = None
        for is_fast in (True, False):
            text = trafilatura.extract(tree, include_comments=False, favor_precision=True, fast=is_fast)
            if max(len((text or "").split()), len(text or "") // _LETTERS) >= _ENOUGH:
                break
    except (lxml.etree.LxmlError, ValueError, RecursionError, AssertionError):
        return []
    return [line for line in (text or "").split("\n") if line.strip()]


_NOT_SHOWN = (
    "script", "style", "svg", "iframe", "link", "meta", "template", "object", "embed", "canvas", "button",
    "select", "textarea", "input", "source", "track", "map", "area", "nav", "footer", "aside", "noscript",
)  # fmt: skip


def find_by_density(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of the densest stretch of running text, for pages that no parser reads.

    A block counts by its words outside links; short blocks between long ones belong to the stretch.
    """
    best: tuple[int, int, int] = (0, 0, 0)
    score = start = 0
    for n, block in enumerate(blocks):
        words = block.count
        plain = words * (1 - block.share(LINK | HINTED | CAPTION))
        gain = int(plain) if plain >= _LEAST or (words > 8 and block.text[-1:] in '.!?"”') else -8
        if score <= 0:
            score, start = 0, n
        score += gain
        if score > best[0]:
            best = (score, start, n + 1)
    return list(blocks[best[1] : best[2]])
