"""Where sentences begin and where they do not, marked on a document before it is parsed."""

import re
from typing import Any

from variorum.analyse.paragraphs import find_paragraphs

# A bracket after a word that ends no sentence.
_BRACKET = re.compile(r"[^\s.!?:;\"'\u201d\u2019\]\[]\s{0,3}\[")


def mark_paragraphs(doc: Any, text: str | None = None) -> Any:
    """Keep the parser from drawing a sentence across the end of a paragraph, or ending one before a bracket.

    "The Front [FMLN] said": what an editor put in square brackets begins no sentence in the middle of one.
    `text` is the document's, where it is at hand: spaCy puts it together anew.
    """
    text = doc.text if text is None else text
    starts = {span.start for span in find_paragraphs(text)}
    inside = {found.end() - 1 for found in _BRACKET.finditer(text)} - starts
    for i, offset in enumerate(doc.to_array("IDX").tolist()):
        if offset in starts:
            doc[i].is_sent_start = True
        elif offset in inside:
            doc[i].is_sent_start = False
    return doc
