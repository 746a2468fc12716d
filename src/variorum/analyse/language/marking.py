"""Where sentences begin and where they do not, marked on a document before it is parsed."""

import functools
import re
from collections.abc import Iterator
from typing import Any

import numpy as np

from variorum.analyse.paragraphs import find_paragraphs
from variorum.data import load_yaml

_POINT = re.compile(r"\.\s{1,2}(?=[A-Z])")
# A bracket after a word that ends no sentence.
_BRACKET = re.compile(r"[^\s.!?:;\"'\u201d\u2019\]\[]\s{0,3}\[")


def mark_paragraphs(doc: Any, text: str | None = None) -> Any:
    """Keep the parser from drawing a sentence across the end of a paragraph, or ending one before a bracket.

    "The Front [FMLN] said": what an editor put in square brackets begins no sentence in the middle of one,
    nor does the name behind an abbreviated rank: "Sgt. Vell said".
    `text` is the document's, where it is at hand: spaCy puts it together anew.
    """
    text = doc.text if text is None else text
    starts = {span.start for span in find_paragraphs(text)}
    inside = {found.end() - 1 for found in _BRACKET.finditer(text)} if "[" in text else set()
    inside |= set(_behind_titles(text))
    inside -= starts
    offsets = doc.to_array("IDX")
    marked = sorted(starts | inside)
    for offset, i in zip(marked, offsets.searchsorted(np.array(marked, offsets.dtype)).tolist(), strict=True):
        if i < len(offsets) and offsets[i] == offset:
            doc[i].is_sent_start = offset in starts
    return doc


def _behind_titles(text: str) -> Iterator[int]:
    """Yield where a name begins behind an abbreviated title: points are fewer than words."""
    title, longest = _title()
    for point in _POINT.finditer(text):
        if title.search(text, max(0, point.start() - longest), point.start()):
            yield point.end()


@functools.cache
def _title() -> tuple[re.Pattern[str], int]:
    titles = load_yaml("language/titles.yaml")["titles"]
    forms = [form for title in titles for form in (title.capitalize(), title.upper())]
    return re.compile(rf"\b(?:{'|'.join(forms)})$"), max(map(len, forms))
