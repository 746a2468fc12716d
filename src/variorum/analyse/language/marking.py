"""Where paragraphs begin, marked on a document before it is parsed."""

from typing import Any

import numpy as np

from variorum.analyse.paragraphs import find_paragraphs


def mark_paragraphs(doc: Any) -> Any:
    """Keep the parser from drawing a sentence across the end of a paragraph."""
    starts = [span.start for span in find_paragraphs(doc.text)]
    for i in np.flatnonzero(np.isin(doc.to_array("IDX"), starts)).tolist():
        doc[i].is_sent_start = True
    return doc
