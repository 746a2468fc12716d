"""Where sentences begin and where they do not, marked on a document before it is parsed."""

import functools
import re
from typing import Any

import numpy as np

from variorum.analyse.paragraphs import find_paragraphs
from variorum.data import load_yaml

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
    inside = {found.end() - 1 for found in _BRACKET.finditer(text)}
    inside |= {found.end() for found in _title().finditer(text)}
    inside -= starts
    offsets = doc.to_array("IDX")
    marked = sorted(starts | inside)
    for offset, i in zip(marked, offsets.searchsorted(np.array(marked, offsets.dtype)).tolist(), strict=True):
        if i < len(offsets) and offsets[i] == offset:
            doc[i].is_sent_start = offset in starts
    return doc


@functools.cache
def _title() -> re.Pattern[str]:
    titles = load_yaml("language/titles.yaml")["titles"]
    forms = "|".join(form for title in titles for form in (title.capitalize(), title.upper()))
    return re.compile(rf"\b(?:{forms})\.\s{{1,2}}(?=[A-Z])")
