"""Where sentences begin and where they do not, marked on a document before it is parsed."""

import re
from typing import Any

import numpy as np

from variorum.analyse.paragraphs import find_paragraphs

# A bracket after a word that ends no sentence.
_BRACKET = re.compile(r"[^\s.!?:;\"'\u201d\u2019\]\[]\s{0,3}\[")


def mark_paragraphs(doc: Any) -> Any:
    """Keep the parser from drawing a sentence across the end of a paragraph, or ending one before a bracket.

    "The Front [FMLN] said": what an editor put in square brackets begins no sentence in the middle of one.
    """
    text = doc.text
    starts = [span.start for span in find_paragraphs(text)]
    offsets = doc.to_array("IDX")
    for i in np.flatnonzero(np.isin(offsets, starts)).tolist():
        doc[i].is_sent_start = True
    inside = {found.end() - 1 for found in _BRACKET.finditer(text)}
    for i in np.flatnonzero(np.isin(offsets, sorted(inside.difference(starts)))).tolist():
        doc[i].is_sent_start = False
    return doc
